"""Reading the files of databases that this process has open.

POSIX drops every lock that a process holds on a file when the process closes any handle of it. So
a test that reads an open SQLite file takes SQLite's locks away: the next process to come believes
that it is the first, cuts the shared memory of the log short under our feet (SIGBUS) or deletes the
log at its end (sqlite.org/howtocorrupt.html, 2.2). Here another process does the reading.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

_databases: set[str] = set()  # that this process has opened with SQLite
_BESIDE = re.compile(r"-(wal|shm|journal)$")


def contents(*paths: Path) -> dict[str, bytes]:
    """Every file under these folders, or these files themselves, by name; no order.

    Names of files in a folder are relative to it.
    """
    found: dict[str, bytes] = {}
    with TemporaryDirectory() as folder:
        there = filter(Path.exists, paths)  # on PostgreSQL there is no folder of boxes
        for number, path in enumerate(there):
            copied = copy(path, Path(folder) / str(number))
            files = [copied] if copied.is_file() else filter(Path.is_file, copied.rglob("*"))
            for file in files:
                found[path.name if file == copied else str(file.relative_to(copied))] = (
                    file.read_bytes()
                )
    return found


def content(path: Path) -> bytes:
    """What one file holds."""
    return contents(path)[path.name]


def copy(path: Path, to: Path) -> Path:
    """A copy of this file or folder under a new name."""
    subprocess.run(["cp", "-R", path, to], check=True)
    return to


def watch_over_databases() -> None:
    """From now on whoever opens a database's file in this process, but SQLite, is refused."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "sqlite3.connect":
        _databases.add(_path_of(arguments[0]))
    elif event == "open" and isinstance(arguments[0], str | os.PathLike) and _databases:
        path = os.path.realpath(arguments[0])
        if _BESIDE.sub("", path) in _databases and Path(path).exists():
            raise RuntimeError(f"{path} is SQLite's: tests/files.py says how to read it")


def _path_of(named: object) -> str:
    name = os.fsdecode(named) if isinstance(named, bytes | os.PathLike) else str(named)
    return os.path.realpath(unquote(urlsplit(name).path) if name.startswith("file:") else name)
