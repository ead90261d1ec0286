"""A ballot box in one PostgreSQL schema.

PostgreSQL writes the number of the transaction (``xmin``) on every row, and keeps rows in the
order in which they came (``ctid``). A member and a ballot stored together would carry the same
number for ever, past every VACUUM. So a mix writes *every* row of the box anew, members and
ballots alike, in one transaction and in an order that says nothing.
"""

import atexit
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import sqlalchemy as sa

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

_SCHEMA = """
CREATE TABLE participation (
  ref bytea PRIMARY KEY CHECK (length(ref) = 16), channel smallint NOT NULL,
  proof bytea NOT NULL CHECK (length(proof) = 16));
CREATE TABLE pending (
  t bytea PRIMARY KEY CHECK (length(t) = 10), sealed bytea NOT NULL, mine bytea NOT NULL);
CREATE TABLE box (
  t bytea PRIMARY KEY CHECK (length(t) = 10), sealed bytea NOT NULL, mine bytea NOT NULL);
CREATE TABLE door (one smallint PRIMARY KEY CHECK (one = 1), is_open boolean NOT NULL);
INSERT INTO door VALUES (1, true);
"""
_MIX = """
CREATE TEMPORARY TABLE all_people ON COMMIT DROP AS SELECT * FROM participation;
CREATE TEMPORARY TABLE all_ballots ON COMMIT DROP AS
  SELECT * FROM pending UNION ALL SELECT * FROM box;
TRUNCATE participation, pending, box;
INSERT INTO participation SELECT * FROM all_people ORDER BY ref;
INSERT INTO box SELECT * FROM all_ballots ORDER BY t;
"""
_LIES_HERE = "SELECT 1 FROM pending WHERE t = :t UNION ALL SELECT 1 FROM box WHERE t = :t"
_READ_BACK = "SELECT mine FROM pending WHERE t = :t UNION ALL SELECT mine FROM box WHERE t = :t"
_KNOWN = "SELECT proof, channel FROM participation WHERE ref = :ref"
_MARK = "INSERT INTO participation VALUES (:ref, :channel, :proof)"
_REPLACE = (  # a ballot lies in one of the two tables
    "UPDATE pending SET sealed = :sealed, mine = :mine WHERE t = :t",
    "UPDATE box SET sealed = :sealed, mine = :mine WHERE t = :t",
)
_REMOVE = ("DELETE FROM pending WHERE t = :t", "DELETE FROM box WHERE t = :t")
_COUNTS = """
SELECT (SELECT count(*) FROM participation), (SELECT count(*) FROM pending),
       (SELECT count(*) FROM box), (SELECT count(*) FROM participation WHERE channel <> 1)
"""


class PostgresBox(Box):
    def __init__(self, poll: str, database_url: str) -> None:
        """Take a poll's public id (hexadecimal, so it is safe inside a name) and where it lies."""
        self._schema = f"box_{int(poll, 16):032x}"
        self._engine = _engine(database_url)

    def create(self) -> None:
        with self._engine.begin() as box:
            box.exec_driver_sql(f"CREATE SCHEMA {self._schema}")
            self._enter(box)
            box.exec_driver_sql(_SCHEMA)

    def cast(self, ref: bytes, proof: bytes, ballot: Ballot) -> Cast:
        with self._writing(ref) as box:
            if known := _row(box, _KNOWN, ref=ref):
                return known_as(*known, proof)
            if not _is_open(box):
                return Cast.CLOSED
            columns = _columns(ballot)
            put_in = "INSERT INTO pending VALUES (:t, :sealed, :mine) ON CONFLICT DO NOTHING"
            if _value(box, _LIES_HERE, t=ballot.tracker) or not _changed(box, put_in, **columns):
                return Cast.CODE_IN_USE
            _changed(box, _MARK, ref=ref, channel=WEB, proof=proof)
        return Cast.RECORDED

    def find(self, tracker: bytes) -> bytes | None:
        with self._reading() as box:
            mine: bytes | None = _value(box, _READ_BACK, t=tracker)
        return mine

    def mark(self, ref: bytes, batch: bytes) -> Mark:
        with self._writing(ref) as box:
            if known := _row(box, _KNOWN, ref=ref):
                return marked_as(*known, batch)
            if not _is_open(box):
                return Mark.CLOSED
            _changed(box, _MARK, ref=ref, channel=PAPER, proof=batch)
        return Mark.MADE

    def unmark(self, ref: bytes, batch: bytes) -> bool:
        mark = "DELETE FROM participation WHERE ref = :ref AND proof = :proof AND channel <> :web"
        with self._writing(ref) as box:
            return _changed(box, mark, ref=ref, proof=batch, web=WEB)

    def unmark_all(self, batch: bytes) -> int:
        marks = sa.text("DELETE FROM participation WHERE proof = :proof AND channel <> :web")
        with self._writing() as box:
            return box.execute(marks, {"proof": batch, "web": WEB}).rowcount

    def marked(self, batch: bytes) -> dict[bytes, bool]:
        marks = sa.text(
            "SELECT ref, channel FROM participation WHERE proof = :proof AND channel <> :web"
            " ORDER BY ref"
        )
        with self._reading() as box:
            rows = box.execute(marks, {"proof": batch, "web": WEB}).all()
        return {bytes(ref): channel == PAPER_TOLD for ref, channel in rows}

    def batch_of(self, ref: bytes) -> bytes | None:
        with self._reading() as box:
            known = _row(box, _KNOWN, ref=ref)
        return known[0] if known and known[1] != WEB else None

    def note_told(self, ref: bytes, batch: bytes) -> bool:
        told = (
            "UPDATE participation SET channel = :told"
            " WHERE ref = :ref AND proof = :proof AND channel = :paper"
        )
        with self._writing(ref) as box:
            return _changed(box, told, told=PAPER_TOLD, ref=ref, proof=batch, paper=PAPER)

    def took_part(self, ref: bytes) -> bool:
        with self._reading() as box:
            found = _value(box, "SELECT 1 FROM participation WHERE ref = :ref", ref=ref)
        return found is not None

    def belongs(self, ref: bytes, proof: bytes) -> bool:
        mark = "SELECT 1 FROM participation WHERE ref = :ref AND proof = :proof"
        with self._reading() as box:
            return _value(box, mark, ref=ref, proof=proof) is not None

    def replace(self, ballot: Ballot) -> bool:
        with self._writing() as box:
            return _is_open(box) and _one_of(box, _REPLACE, **_columns(ballot))

    def withdraw(self, ref: bytes, proof: bytes, tracker: bytes) -> bool:
        mark = "DELETE FROM participation WHERE ref = :ref AND proof = :proof"
        with self._writing(ref) as box:
            if not _is_open(box) or not _value(box, _LIES_HERE, t=tracker):
                return False
            return _changed(box, mark, ref=ref, proof=proof) and _one_of(box, _REMOVE, t=tracker)

    def mix(self) -> int:
        with self._engine.begin() as box:
            self._enter(box)
            box.exec_driver_sql("LOCK TABLE participation, pending, box IN ACCESS EXCLUSIVE MODE")
            moved: int = _value(box, "SELECT count(*) FROM pending")
            box.exec_driver_sql(_MIX)
        return moved

    def needs_mixing(self, mix_min: int) -> bool:
        sizes = self.sizes()
        return enough_to_mix(sizes.pending, sizes.mixed, mix_min)

    def close(self) -> None:
        with self._engine.begin() as box:
            self._enter(box)
            # Waits for every cast under way: each holds a weaker lock until it is on disk.
            box.exec_driver_sql("LOCK TABLE participation IN EXCLUSIVE MODE")
            box.exec_driver_sql("UPDATE door SET is_open = false")

    def sizes(self) -> Sizes:
        with self._reading() as box:
            return Sizes(*box.exec_driver_sql(_COUNTS).one())

    def sealed(self) -> Iterator[tuple[bytes, bytes]]:
        with self._reading() as box:
            statement = "SELECT t, sealed FROM box ORDER BY t"
            options = {"yield_per": 1000}  # half a million ballots do not fit in memory
            with box.exec_driver_sql(statement, execution_options=options) as rows:
                yield from ((tracker, sealed) for tracker, sealed in rows)

    def destroy(self) -> None:
        with self._engine.begin() as box:
            box.exec_driver_sql(f"DROP SCHEMA IF EXISTS {self._schema} CASCADE")

    @contextmanager
    def _writing(self, ref: bytes | None = None) -> Iterator[sa.Connection]:
        """One transaction that mixing and closing wait for; one at a time for each member."""
        with self._engine.begin() as box:
            self._enter(box)
            box.exec_driver_sql("LOCK TABLE participation IN ROW EXCLUSIVE MODE")
            if ref is not None:
                number = int.from_bytes(ref[:8], "big", signed=True)
                box.execute(sa.text("SELECT pg_advisory_xact_lock(:n)"), {"n": number})
            yield box

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        """Take the locks before the snapshot: TRUNCATE hides rows from snapshots older than it."""
        with self._engine.begin() as box:
            self._enter(box)
            box.exec_driver_sql("LOCK TABLE participation, pending, box IN ACCESS SHARE MODE")
            yield box

    def _enter(self, box: sa.Connection) -> None:
        box.exec_driver_sql(f"SET LOCAL search_path TO {self._schema}")


def _is_open(box: sa.Connection) -> bool:
    return bool(_value(box, "SELECT is_open FROM door"))


def _value(box: sa.Connection, statement: str, **values: object) -> Any:
    return box.execute(sa.text(statement), values).scalar()


def _row(box: sa.Connection, statement: str, **values: object) -> tuple[bytes, int] | None:
    """The bytes and the number of one row; None when there is none."""
    found = box.execute(sa.text(statement), values).first()
    return None if found is None else (bytes(found[0]), found[1])


def _changed(box: sa.Connection, statement: str, **values: object) -> bool:
    return box.execute(sa.text(statement), values).rowcount > 0


def _one_of(box: sa.Connection, statements: Sequence[str], **values: object) -> bool:
    """Run the statements until one of them has changed a row; False when none did."""
    return any(_changed(box, statement, **values) for statement in statements)


def _columns(ballot: Ballot) -> dict[str, bytes]:
    return {"t": ballot.tracker, "sealed": ballot.sealed, "mine": ballot.mine}


@cache
def _engine(database_url: str) -> sa.Engine:
    """Connections of our own: never part of a page's transaction, parameters in no error text."""
    engine = sa.create_engine(
        database_url,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": "-c synchronous_commit=on"},
    )
    atexit.register(engine.dispose)
    return engine
