"""No test, and no code that a test runs, takes SQLite's locks away by reading its files."""

import sqlite3
from contextlib import closing

import pytest

from tests import files


def test_a_database_that_is_open_here_is_read_by_another_process_only(tmp_path):
    path = tmp_path / "kept.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE told (word)")
        database.execute("INSERT INTO told VALUES ('folkmoot')")

        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            with pytest.raises(RuntimeError, match="is SQLite's"):
                (tmp_path / name).read_bytes()

        found = files.contents(tmp_path)
        assert found.keys() == {"kept.sqlite", "kept.sqlite-wal", "kept.sqlite-shm"}
        assert b"folkmoot" in found["kept.sqlite-wal"]
