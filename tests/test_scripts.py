"""The scripts in bin/ do what their first lines say."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.tree import ROOT, files, text_of

SCRIPTS = [path for path in files() if path.parts[0] == "bin" or path == Path(".ci/run")]


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_a_script_says_what_it_does_stops_at_errors_and_can_be_run(script):
    lines = text_of(script).splitlines()

    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[1].startswith("# ")
    assert "set -euo pipefail" in lines
    assert os.access(ROOT / script, os.X_OK)
    assert subprocess.run(["bash", "-n", ROOT / script], check=False).returncode == 0


def test_nothing_is_ended_by_its_name():
    """Somebody else's process may have the same one."""
    found = re.compile(r"\b(pkill|killall)\b|fuser -k|redis-cli shutdown")

    assert [str(script) for script in SCRIPTS if found.search(text_of(script))] == []


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def processes_of(folder: Path) -> list[str]:
    """Processes that were started with this data folder; empty where there is no /proc."""
    entries = list(Path("/proc").iterdir()) if Path("/proc").exists() else []
    return [
        entry.name
        for entry in entries
        if entry.name.isdigit() and str(folder).encode() in _read(entry / "environ")
    ]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def answer_of(address: str, running: subprocess.Popen[str]) -> str:
    """The page at this address, as soon as there is one."""
    for _ in range(300):
        assert running.poll() is None, running.communicate()
        try:
            with urllib.request.urlopen(address, timeout=10) as page:
                return str(page.read().decode())
        except OSError:
            time.sleep(0.2)
    pytest.fail("bin/dev gives no page")


@pytest.mark.skipif(not (ROOT / ".venv").exists(), reason="no .venv: run bin/setup")
def test_bin_dev_starts_says_where_and_takes_everything_along_when_it_stops(port, tmp_path):
    environment = os.environ | {
        "PORT": str(port),
        "FOLKMOOT_DATA_DIR": str(tmp_path),
        "FOLKMOOT_DEMO": "false",
    }
    running = subprocess.Popen(
        ["bin/dev"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    said = next((line for line in running.stdout if "Folkmoot is at" in line), "")
    page = answer_of(f"http://127.0.0.1:{port}/", running)
    again = subprocess.run(
        ["bin/dev"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=30)

    assert "<h1" in page
    assert again.returncode == 1
    assert f"Port {port} is taken" in again.stderr
    assert f"http://localhost:{port}" in said
    assert processes_of(tmp_path) == []
