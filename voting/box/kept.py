"""One idle connection for each box file that a process has used.

When the last connection to a file closes, SQLite copies the log into the file and deletes it. With
a connection for each vote that would happen at every vote, and costs five times the vote itself
(65 instead of 478 votes a second). An idle connection is never the last one to close.
"""

import atexit
import os
import sqlite3
from collections import OrderedDict
from pathlib import Path
from threading import Lock

_MOST = 64  # boxes a process keeps open
_kept: OrderedDict[Path, sqlite3.Connection] = OrderedDict()
_of_parent: list[sqlite3.Connection] = []  # never to be used or closed on this side of a fork
_lock = Lock()


def keep_open(path: Path, uri: str) -> None:
    """See that this process has an idle connection to the file. It holds no lock."""
    with _lock:
        if path in _kept:
            _kept.move_to_end(path)
            return
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        connection.execute("SELECT count(*) FROM door").fetchall()  # opens the log as well
        _kept[path] = connection
        while len(_kept) > _MOST:
            _kept.popitem(last=False)[1].close()


def let_go(path: Path) -> None:
    """Close this process's idle connection to the file, if there is one."""
    with _lock:
        connection = _kept.pop(path, None)
        if connection is not None:
            connection.close()


def _let_all_go() -> None:
    for path in list(_kept):
        let_go(path)


def _forget_after_fork() -> None:
    global _lock  # noqa: PLW0603 (the parent may have been holding it)
    _lock = Lock()
    _of_parent.extend(_kept.values())
    _kept.clear()


atexit.register(_let_all_go)
os.register_at_fork(after_in_child=_forget_after_fork)
