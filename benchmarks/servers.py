"""Servers to be measured: gunicorn, one process with four threads, each on a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
THREADS = 4
OPTIONS = ("--worker-class", "gthread", "--workers", "1", "--threads", str(THREADS))
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    address: str
    process: int

    def cpu_seconds(self) -> float:
        """What its worker has used of the processor, where the system says so (Linux); else 0."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children")
        if not children.exists():
            return 0.0
        stats = [Path(f"/proc/{child}/stat").read_text() for child in children.read_text().split()]
        ticks = [stat.rpartition(")")[2].split()[11:13] for stat in stats]
        return sum(int(tick) for pair in ticks for tick in pair) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(application: str, **environment: str) -> Iterator[Server]:
    """A server that runs this application, for as long as the block lasts."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", application, *OPTIONS]
    with subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "--log-level", "error"],
        cwd=ROOT,
        env={**os.environ, **environment},
    ) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}", server)
            yield Server(f"http://127.0.0.1:{port}", server.pid)
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until it answers, whatever the answer is."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 — our own server
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start")
