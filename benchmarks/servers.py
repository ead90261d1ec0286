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
from pathlib import Path

ROOT = Path(__file__).parent.parent
THREADS = 4
OPTIONS = ("--worker-class", "gthread", "--workers", "1", "--threads", str(THREADS))
PATIENCE_SECONDS = 60


@contextmanager
def serving(application: str, **environment: str) -> Iterator[str]:
    """The address of a server that runs this application, for as long as the block lasts."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", application, *OPTIONS]
    with subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "--log-level", "error"],
        cwd=ROOT,
        env={**os.environ, **environment},
    ) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
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
