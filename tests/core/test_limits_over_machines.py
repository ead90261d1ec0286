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
one = app.create_app(
    environment="testing", secret_key="k" * 40, limits_url=sys.argv[1], data_dir=sys.argv[2]
)
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


def six_tries(address: str, folder: Path) -> subprocess.Popen[str]:
    """Six tries to sign in, in a process of its own that prints the answers."""
    command = [sys.executable, "-c", SIX_TRIES, address, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_two_machines_count_together(redis, tmp_path):
    """Ten tries a minute are allowed, and twelve are made."""
    machines = [six_tries(redis, tmp_path / name) for name in ("one", "other")]
    answers = " ".join(machine.communicate()[0] for machine in machines).split()

    assert len(answers) == 12
    assert answers.count("429") == 2
