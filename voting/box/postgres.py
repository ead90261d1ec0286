"""A ballot box in one PostgreSQL schema, asked through the functions of its keeper.

PostgreSQL writes the number of the transaction (``xmin``) on every row, and keeps rows in the
order in which they came (``ctid``). A member and a ballot stored together would carry the same
number for ever, past every VACUUM. So a mix writes *every* row of the box anew, members and
ballots alike, in one transaction and in an order that says nothing; and the site's own role can
list no rows at all (``keeper.sql``).
"""

import atexit
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from voting.box import keeper
from voting.box.base import Ballot, Box, Cast, Mark, Sizes, enough_to_mix

_AT_ONCE = 1000  # ballots fetched at a time: half a million do not fit in memory
_NOTHING_LOGGED = """
SELECT set_config(name, value, false) FROM (VALUES ('log_statement', 'none'),
  ('log_duration', 'off'), ('log_min_duration_statement', '-1'), ('log_min_duration_sample', '-1'),
  ('log_transaction_sample_rate', '0'), ('log_parameter_max_length', '0'),
  ('log_parameter_max_length_on_error', '0'), ('log_min_error_statement', 'panic'),
  ('log_error_verbosity', 'terse')) AS quiet (name, value)
WHERE (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)
"""  # other roles have these set by `flask poll keeper`


class PostgresBox(Box):
    def __init__(self, poll: str, database_url: str) -> None:
        """Take a poll's public id (32 hexadecimal digits) and where it lies."""
        self._poll = UUID(hex=poll)
        self._engine = _engine(database_url)

    def create(self) -> None:
        with self._engine.begin() as box:
            keeper.see_to(box)
            self._ask(box, "make(:poll)")

    def cast(self, ref: bytes, proof: bytes, ballot: Ballot) -> Cast:
        with self._alone() as box:
            call = "put_in(:poll, :ref, :proof, :t, :sealed, :mine)"
            return Cast(self._ask(box, call, ref=ref, proof=proof, **_columns(ballot)))

    def find(self, tracker: bytes) -> bytes | None:
        with self._alone() as box:
            mine: bytes | None = self._ask(box, "own_copy(:poll, :t)", t=tracker)
        return mine

    def mark(self, ref: bytes, batch: bytes) -> Mark:
        with self._engine.begin() as box:
            return Mark(self._ask(box, "mark(:poll, :ref, :batch)", ref=ref, batch=batch))

    def unmark(self, ref: bytes, batch: bytes) -> bool:
        with self._engine.begin() as box:
            return bool(self._ask(box, "unmark(:poll, :ref, :batch)", ref=ref, batch=batch))

    def unmark_all(self, batch: bytes) -> int:
        with self._engine.begin() as box:
            return int(self._ask(box, "unmark(:poll, NULL, :batch)", batch=batch))

    def marked(self, batch: bytes) -> dict[bytes, bool]:
        with self._engine.begin() as box:
            rows = self._rows(box, "marked(:poll, :batch)", batch=batch).all()
        return {row.member_mark: row.is_told for row in rows}

    def batch_of(self, ref: bytes) -> bytes | None:
        with self._engine.begin() as box:
            batch: bytes | None = self._ask(box, "batch_of(:poll, :ref)", ref=ref)
        return batch

    def note_told(self, ref: bytes, batch: bytes) -> bool:
        with self._engine.begin() as box:
            return bool(self._ask(box, "note_told(:poll, :ref, :batch)", ref=ref, batch=batch))

    def took_part(self, ref: bytes) -> bool:
        with self._alone() as box:
            return bool(self._ask(box, "took_part(:poll, :ref, NULL)", ref=ref))

    def belongs(self, ref: bytes, proof: bytes) -> bool:
        with self._engine.begin() as box:
            return bool(self._ask(box, "took_part(:poll, :ref, :proof)", ref=ref, proof=proof))

    def replace(self, ballot: Ballot) -> bool:
        with self._engine.begin() as box:
            return bool(self._ask(box, "replace(:poll, :t, :sealed, :mine)", **_columns(ballot)))

    def withdraw(self, ref: bytes, proof: bytes, tracker: bytes) -> bool:
        call = "take_out(:poll, :ref, :proof, :t)"
        with self._engine.begin() as box:
            return bool(self._ask(box, call, ref=ref, proof=proof, t=tracker))

    def mix(self) -> int:
        with self._engine.begin() as box:
            return int(self._ask(box, "mix(:poll)"))

    def needs_mixing(self, mix_min: int) -> bool:
        sizes = self.sizes()
        return enough_to_mix(sizes.pending, sizes.mixed, mix_min)

    def close(self) -> None:
        with self._engine.begin() as box:
            self._ask(box, "shut(:poll)")

    def sizes(self) -> Sizes:
        with self._engine.begin() as box:
            found = self._rows(box, "sizes(:poll)").one()
        return Sizes(found.people, found.waiting, found.mixed, found.on_paper)

    def sealed(self) -> Iterator[tuple[bytes, bytes]]:
        last = b""
        with self._engine.begin() as box:
            while found := self._rows(
                box, "sealed_after(:poll, :last, :most)", last=last, most=_AT_ONCE
            ).all():
                yield from ((row.tracker, row.sealed_ballot) for row in found)
                last = found[-1].tracker

    def destroy(self) -> None:
        with self._engine.begin() as box:
            keeper.see_to(box)
            self._ask(box, "destroy(:poll)")

    def _alone(self) -> sa.Connection:
        """For one call that is a transaction by itself: one way to the server and back."""
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def _ask(self, box: sa.Connection, call: str, **values: object) -> Any:
        return self._rows(box, call, **values).scalar()

    def _rows(self, box: sa.Connection, call: str, **values: object) -> sa.CursorResult[Any]:
        """Call one of the keeper's functions: one transaction, on disk when it is over."""
        return box.execute(_statement(call), {"poll": self._poll, **values})


@cache
def _statement(call: str) -> sa.TextClause:
    return sa.text(f"SELECT * FROM ballot_boxes.{call}")  # noqa: S608 — all of them stand above


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
    sa.event.listen(engine, "connect", _say_nothing)
    atexit.register(engine.dispose)
    return engine


def _say_nothing(connection: Any, _record: object) -> None:
    """Have the server write nothing of these connections into its log."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTHING_LOGGED)
    connection.commit()
