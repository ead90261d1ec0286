"""Limits counted in Redis hold over all processes and machines."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tree import ROOT

SIX_TRIES = """
import sys, app
one = app.create_app(environment="testing", limits_url=sys.argv[1], data_dir=sys.argv[2])
one.config["WTF_CSRF_ENABLED"] = False
with one.app_context():
    from core.db import db
    db.create_all()
print(*[one.test_client().post("/sign-in").status_code for _ in range(6)])
"""


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """The address of an empty Redis of our own, on a socket."""
    server = shutil.which("redis-server")
    if server is None:
        pytest.skip("no redis-server: install it")
    socket = tmp_path / "redis"
    options = ["--port", "0", "--save", "", "--unixsocket", str(socket), "--dir", str(tmp_path)]
    with subprocess.Popen([server, *options], stdout=subprocess.DEVNULL) as running:
        while not socket.exists():
            time.sleep(0.05)
        yield f"redis+unix://{socket}"
        running.terminate()


def tries(address: str, folder: Path) -> list[str]:
    """What six tries to sign in answer, from a process of its own."""
    command = [sys.executable, "-c", SIX_TRIES, address, str(folder)]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return ran.stdout.split()


def test_two_machines_count_together(redis, tmp_path):
    first = tries(redis, tmp_path / "data")
    second = tries(redis, tmp_path / "data")

    assert "429" not in first
    assert second[-2:] == ["429", "429"]
