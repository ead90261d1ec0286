"""A ballot box in one SQLite file.

Three habits of SQLite would betray the order of voting, and each has its remedy here: hidden row
numbers (``WITHOUT ROWID``), cells laid down in a page in order of arrival (``VACUUM`` after each
mix), and deleted rows or the write-ahead log left on the disk (``secure_delete``, a log cut to
nothing by the checkpoint).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from voting.box.base import (
    PAPER,
    PAPER_TOLD,
    WEB,
    Ballot,
    Box,
    Cast,
    Mark,
    Sizes,
    enough_to_mix,
    known_as,
    marked_as,
)
from voting.box.kept import lent, let_go

_BUSY_SECONDS = 15
_SCHEMA = """
CREATE TABLE participation (
  ref BLOB PRIMARY KEY CHECK (length(ref) = 16), channel INTEGER NOT NULL,
  proof BLOB NOT NULL CHECK (length(proof) = 16)
) WITHOUT ROWID;
CREATE TABLE pending (
  t BLOB PRIMARY KEY CHECK (length(t) = 10), sealed BLOB NOT NULL, mine BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE box (
  t BLOB PRIMARY KEY CHECK (length(t) = 10), sealed BLOB NOT NULL, mine BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE door (
  one INTEGER PRIMARY KEY CHECK (one = 1), is_open INTEGER NOT NULL, half_mixed INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO door VALUES (1, 1, 0);
"""
_LIES_HERE = "SELECT 1 FROM pending WHERE t = ?1 UNION ALL SELECT 1 FROM box WHERE t = ?1"
_KNOWN = "SELECT proof, channel FROM participation WHERE ref = ?"
_REPLACE = (  # a ballot lies in one of the two tables
    "UPDATE pending SET sealed = ?2, mine = ?3 WHERE t = ?1",
    "UPDATE box SET sealed = ?2, mine = ?3 WHERE t = ?1",
)
_COUNTS = """
SELECT (SELECT count(*) FROM participation), (SELECT count(*) FROM pending),
       (SELECT count(*) FROM box), (SELECT count(*) FROM participation WHERE channel <> ?)
"""
_REMOVE = ("DELETE FROM pending WHERE t = ?", "DELETE FROM box WHERE t = ?")


@dataclass(frozen=True, slots=True)
class SqliteBox(Box):
    path: Path

    def create(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path.touch(mode=0o600, exist_ok=False)
        with closing(sqlite3.connect(self._uri, uri=True, isolation_level=None)) as box:
            box.execute("PRAGMA journal_mode = WAL")  # kept in the file from now on
            box.execute("PRAGMA synchronous = FULL")
            box.executescript(f"BEGIN;{_SCHEMA}COMMIT;")

    def cast(self, ref: bytes, proof: bytes, ballot: Ballot) -> Cast:
        with self._writing() as box:
            if known := box.execute(_KNOWN, (ref,)).fetchone():
                return known_as(known[0], known[1], proof)
            if not _is_open(box):
                return Cast.CLOSED
            if box.execute(_LIES_HERE, (ballot.tracker,)).fetchone():
                return Cast.CODE_IN_USE
            box.execute("INSERT INTO participation VALUES (?, ?, ?)", (ref, WEB, proof))
            box.execute("INSERT INTO pending VALUES (?, ?, ?)", _columns(ballot))
        return Cast.RECORDED

    def find(self, tracker: bytes) -> bytes | None:
        with self._connection() as box:
            found = box.execute(
                "SELECT mine FROM pending WHERE t = ?1 UNION ALL SELECT mine FROM box WHERE t = ?1",
                (tracker,),
            ).fetchone()
        return found[0] if found else None

    def mark(self, ref: bytes, batch: bytes) -> Mark:
        with self._writing() as box:
            if known := box.execute(_KNOWN, (ref,)).fetchone():
                return marked_as(known[0], known[1], batch)
            if not _is_open(box):
                return Mark.CLOSED
            box.execute("INSERT INTO participation VALUES (?, ?, ?)", (ref, PAPER, batch))
        return Mark.MADE

    def unmark(self, ref: bytes, batch: bytes) -> bool:
        statement = "DELETE FROM participation WHERE ref = ? AND proof = ? AND channel <> ?"
        with self._writing() as box:
            return bool(box.execute(statement, (ref, batch, WEB)).rowcount)

    def unmark_all(self, batch: bytes) -> int:
        statement = "DELETE FROM participation WHERE proof = ? AND channel <> ?"
        with self._writing() as box:
            return box.execute(statement, (batch, WEB)).rowcount

    def marked(self, batch: bytes) -> dict[bytes, bool]:
        statement = (
            "SELECT ref, channel FROM participation WHERE proof = ? AND channel <> ? ORDER BY ref"
        )
        with self._connection() as box:
            marks = box.execute(statement, (batch, WEB)).fetchall()
        return {ref: channel == PAPER_TOLD for ref, channel in marks}

    def batch_of(self, ref: bytes) -> bytes | None:
        with self._connection() as box:
            known = box.execute(_KNOWN, (ref,)).fetchone()
        return known[0] if known and known[1] != WEB else None

    def note_told(self, ref: bytes, batch: bytes) -> bool:
        statement = (
            "UPDATE participation SET channel = ? WHERE ref = ? AND proof = ? AND channel = ?"
        )
        with self._writing() as box:
            return bool(box.execute(statement, (PAPER_TOLD, ref, batch, PAPER)).rowcount)

    def took_part(self, ref: bytes) -> bool:
        with self._connection() as box:
            found = box.execute("SELECT 1 FROM participation WHERE ref = ?", (ref,)).fetchone()
        return found is not None

    def belongs(self, ref: bytes, proof: bytes) -> bool:
        mark = "SELECT 1 FROM participation WHERE ref = ? AND proof = ?"
        with self._connection() as box:
            return box.execute(mark, (ref, proof)).fetchone() is not None

    def replace(self, ballot: Ballot) -> bool:
        with self._writing() as box:
            return _is_open(box) and _one_of(box, _REPLACE, _columns(ballot))

    def withdraw(self, ref: bytes, proof: bytes, tracker: bytes) -> bool:
        mark = "DELETE FROM participation WHERE ref = ? AND proof = ?"
        with self._writing() as box:
            if not _is_open(box) or not box.execute(_LIES_HERE, (tracker,)).fetchone():
                return False
            return bool(box.execute(mark, (ref, proof)).rowcount) and _one_of(
                box, _REMOVE, (tracker,)
            )

    def mix(self) -> int:
        with self._writing() as box:
            box.execute("UPDATE door SET half_mixed = 1")
            moved = box.execute("INSERT INTO box SELECT * FROM pending ORDER BY t").rowcount
            box.execute("DELETE FROM pending")
        self._write_anew()
        return moved

    def needs_mixing(self, mix_min: int) -> bool:
        sizes = self.sizes()
        with self._connection() as box:
            half_mixed: int = box.execute("SELECT half_mixed FROM door").fetchone()[0]
        return bool(half_mixed) or enough_to_mix(sizes.pending, sizes.mixed, mix_min)

    def close(self) -> None:
        with self._writing() as box:
            box.execute("UPDATE door SET is_open = 0")

    def sizes(self) -> Sizes:
        with self._connection() as box:
            return Sizes(*box.execute(_COUNTS, (WEB,)).fetchone())

    def sealed(self) -> Iterator[tuple[bytes, bytes]]:
        with self._connection() as box:
            yield from box.execute("SELECT t, sealed FROM box ORDER BY t")

    def destroy(self) -> None:
        let_go(self._uri)
        for suffix in ("-wal", "-shm", ""):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    @property
    def _uri(self) -> str:
        return f"{self.path.absolute().as_uri()}?mode=rw"  # never makes a box by looking for one

    def _write_anew(self) -> None:
        with self._connection() as box:
            box.execute("VACUUM")
            if _log_is_cut(box):  # else somebody was reading: the next mix tries again
                box.execute("UPDATE door SET half_mixed = 0")
                _log_is_cut(box)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that holds the write lock from its start; any exception undoes it."""
        with self._connection() as box:
            box.execute("BEGIN IMMEDIATE")
            with box:
                yield box

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with lent(self.path, self._uri) as box:
            box.execute(f"PRAGMA busy_timeout = {int(_BUSY_SECONDS * 1000)}")
            yield box


def _log_is_cut(box: sqlite3.Connection) -> bool:
    return not box.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]


def _is_open(box: sqlite3.Connection) -> bool:
    return bool(box.execute("SELECT is_open FROM door").fetchone()[0])


def _one_of(
    box: sqlite3.Connection, statements: tuple[str, ...], values: tuple[bytes, ...]
) -> bool:
    """Run the statements until one of them has changed a row; False when none did."""
    return any(box.execute(statement, values).rowcount for statement in statements)


def _columns(ballot: Ballot) -> tuple[bytes, bytes, bytes]:
    return ballot.tracker, ballot.sealed, ballot.mine
