"""Load on one address: by wrk where it is found, else by a small client of ours."""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import threading
import time
from urllib.parse import urlsplit

CONNECTIONS = 8
WRK = shutil.which("wrk")


def requests(url: str, seconds: float, headers: dict[str, str]) -> int:
    """How many answers came in so many seconds. Fails when one is neither 200 nor 304."""
    return _by_wrk(url, seconds, headers) if WRK else _by_threads(url, seconds, headers)


def _by_wrk(url: str, seconds: float, headers: dict[str, str]) -> int:
    given = [f"-H{name}: {value}" for name, value in headers.items()]
    command = [str(WRK), "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", *given, url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(f"{url}\n{said}")
    found = re.search(r"(\d+) requests in", said)
    if found is None:
        raise RuntimeError(said)
    return int(found[1])


def _by_threads(url: str, seconds: float, headers: dict[str, str]) -> int:
    counts: list[int] = []
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_ask, args=(url, until, headers, counts))
        for _ in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def _ask(url: str, until: float, headers: dict[str, str], counts: list[int]) -> None:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    count = 0
    while time.monotonic() < until:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status not in {200, 304}:
            raise RuntimeError(f"{url}: {answer.status}")
        count += 1
    counts.append(count)
    connection.close()


def fetch(url: str, headers: dict[str, str]) -> tuple[int, bytes, str]:
    """Status, body and ETag of one answer."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    connection.request("GET", url.partition(parts.netloc)[2], headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body, answer.getheader("ETag", "")
