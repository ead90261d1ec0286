"""Connections to box files, kept open between votes.

When the last connection to a file closes, SQLite copies the log into the file and deletes it, and
every new one reads file and log from their beginning. With a connection for each vote that costs
five to ten times the vote itself (271 instead of 1,510 a second). A kept connection holds no lock.
It is used for the file that stands under its name now: one that was put back from a backup, or
destroyed by another process, is noticed.
"""

import atexit
import os
import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

_MOST = 64  # boxes a process keeps open
_EACH = 8  # connections to one of them


@dataclass(frozen=True, slots=True)
class _Kept:
    connection: sqlite3.Connection
    inode: int  # of the file it has open


_idle: OrderedDict[str, list[_Kept]] = OrderedDict()
_of_parent: list[_Kept] = []  # never to be used or closed on this side of a fork
_lock = Lock()


@contextmanager
def lent(path: Path, uri: str) -> Iterator[sqlite3.Connection]:
    """A connection to the file for one use; after any exception it is not used again.

    Raises sqlite3.OperationalError when there is no such file.
    """
    kept = _take(path, uri) or _open(path, uri)
    try:
        yield kept.connection
    except BaseException:
        kept.connection.close()
        raise
    _give_back(uri, kept)


def let_go(uri: str) -> None:
    """Close this process's idle connections to the file."""
    with _lock:
        for kept in _idle.pop(uri, []):
            kept.connection.close()


def _take(path: Path, uri: str) -> _Kept | None:
    with _lock:
        waiting = _idle.get(uri)
        kept = waiting.pop() if waiting else None
    if kept is None or kept.inode == _inode(path):
        return kept
    kept.connection.close()
    let_go(uri)
    return None


def _open(path: Path, uri: str) -> _Kept:
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    return _Kept(connection, _inode(path))


def _give_back(uri: str, kept: _Kept) -> None:
    with _lock:
        waiting = _idle.setdefault(uri, [])
        _idle.move_to_end(uri)
        too_many = [kept] if len(waiting) >= _EACH else []
        if not too_many:
            waiting.append(kept)
        while len(_idle) > _MOST:
            too_many += _idle.popitem(last=False)[1]
    for one in too_many:
        one.connection.close()


def _inode(path: Path) -> int:
    """Which file stands under the name now; 0 when there is none."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0


def _let_all_go() -> None:
    for uri in list(_idle):
        let_go(uri)


def _forget_after_fork() -> None:
    global _lock  # noqa: PLW0603 (the parent may have been holding it)
    _lock = Lock()
    _of_parent.extend(kept for waiting in _idle.values() for kept in waiting)
    _idle.clear()


atexit.register(_let_all_go)
os.register_at_fork(after_in_child=_forget_after_fork)
