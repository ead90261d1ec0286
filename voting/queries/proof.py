"""The chain of statements as everybody reads it, and the files that people check."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from core.db import db
from voting.codes import TRACKER_BYTES
from voting.models import Manifest, Poll, PollTrackers
from voting.proof import merkle
from voting.proof.chain import Kind

PER_PAGE = 100
_AT_ONCE = 1000
_LINES = sa.select(
    Manifest.number,
    Manifest.kind,
    Manifest.made_on,
    Manifest.hash,
    Manifest.poll_id,
    Poll.question,
    Poll.hidden_at,
).join(Poll, Poll.id == Manifest.poll_id, isouter=True)
_NEWEST = _LINES.order_by(Manifest.number.desc())
_OF_POLL = _LINES.where(Manifest.poll_id == sa.bindparam("poll_id")).order_by(Manifest.number)
_ENTRIES = (
    sa.select(
        Manifest.number,
        Manifest.poll_id,
        Manifest.header,
        Manifest.body,
        Manifest.signature,
        Poll.hidden_at,
    )
    .join(Poll, Poll.id == Manifest.poll_id, isouter=True)
    .order_by(Manifest.number)
)
_KEYS = _ENTRIES.where(Manifest.kind == Kind.KEY)
_CLOSING = _ENTRIES.where(
    Manifest.poll_id == sa.bindparam("poll_id"), Manifest.kind == Kind.CLOSING
)
_PART = _ENTRIES.where(
    Manifest.number > sa.bindparam("after"), Manifest.number <= sa.bindparam("last")
).limit(_AT_ONCE)
_ENDS = sa.select(sa.func.min(Manifest.number), sa.func.max(Manifest.number)).where(
    Manifest.poll_id == sa.bindparam("poll_id")
)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the chain in a list. `question` is None where it is not to be read."""

    number: int
    kind: Kind
    made_on: date
    hash: str
    poll_id: int | None
    question: str | None
    is_hidden: bool


def newest(page: int) -> list[Line]:
    """The newest entries first, one more than a page holds when there are more. 1 statement."""
    statement = _NEWEST.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    return [_line(row) for row in db.session.execute(statement)]


def of_poll(poll_id: int) -> list[Line]:
    """The entries of a poll in their order. 1 statement."""
    return [_line(row) for row in db.session.execute(_OF_POLL, {"poll_id": poll_id})]


def key_now() -> str:
    """The public key that signs now; "" before the first entry. 1 statement."""
    newest = sa.select(Manifest.body).where(Manifest.kind == Kind.KEY)
    body = db.session.scalar(newest.order_by(Manifest.number.desc()).limit(1))
    return str(json.loads(body)["public_key"]) if body else ""


def entry_file(number: int) -> str | None:
    """One entry as JSON; None when there is none. Of a hidden poll without its words."""
    row = db.session.execute(_ENTRIES.where(Manifest.number == number)).first()
    return None if row is None else _entry(row, with_body=row.hidden_at is None)


def chain_file(after: int) -> str:
    """Up to 1,000 entries after this number as JSON, without the words of hidden polls."""
    rows = db.session.execute(_PART, {"after": after, "last": after + _AT_ONCE})
    entries = ",\n".join(_entry(row, with_body=row.hidden_at is None) for row in rows)
    return f'{{"format":"folkmoot chain 1","chain":[\n{entries}\n]}}\n'


def bundle_file(poll: Poll) -> Iterator[str]:
    """All that belongs to a published poll as JSON, in pieces; see docs/user/checking.md.

    Entries of other polls between its own are given without their words: they only have to be
    there for the chain to be whole.
    """
    first, last = db.session.execute(_ENDS, {"poll_id": poll.id}).one()
    keys = ",\n".join(_entry(row) for row in db.session.execute(_KEYS))
    yield f'{{"format":"folkmoot bundle 1","poll":"{poll.public_id}","keys":[\n'
    yield f'{keys}\n],"chain":[\n'
    for after in range(first - 1, last, _AT_ONCE):
        part = {"after": after, "last": min(last, after + _AT_ONCE)}
        rows = db.session.execute(_PART, part).all()
        yield (",\n" if after >= first else "") + ",\n".join(
            _entry(row, with_body=row.poll_id in {poll.id, None}) for row in rows
        )
    yield '\n],"trackers":[\n'
    kept = db.session.get(PollTrackers, poll.id)
    everything = kept.trackers if kept else b""
    step = TRACKER_BYTES * _AT_ONCE
    for start in range(0, len(everything), step):
        piece = _cut(everything[start : start + step])
        yield (",\n" if start else "") + ",\n".join(f'"{tracker.hex()}"' for tracker in piece)
    yield "\n]}\n"


def place_of(poll_id: int, tracker: bytes) -> int | None:
    """Where a ballot stands in the list of those that were counted, from 0; None when nowhere."""
    kept = db.session.get(PollTrackers, poll_id)
    if kept is None:
        return None
    places = range(len(kept.trackers) // TRACKER_BYTES)
    place = bisect_left(places, tracker, key=lambda place: _at(kept.trackers, place))
    found = place < len(places) and _at(kept.trackers, place) == tracker
    return place if found else None


def ballots_listed(poll_id: int) -> int | None:
    """How many ballots the list of a counted poll holds; None without a list. 1 statement."""
    length: int | None = db.session.scalar(
        sa.select(sa.func.length(PollTrackers.trackers)).where(PollTrackers.poll_id == poll_id)
    )
    return None if length is None else length // TRACKER_BYTES


def inclusion_file(poll: Poll, tracker: bytes) -> str | None:
    """The proof that a ballot is in the list of those counted, as JSON; None when it is not.

    It says nothing of the answer. 4 statements.
    """
    place, kept = place_of(poll.id, tracker), db.session.get(PollTrackers, poll.id)
    if place is None or kept is None:
        return None
    start = place // merkle.BRANCH * merkle.BRANCH * TRACKER_BYTES
    branch = _cut(kept.trackers[start : start + merkle.BRANCH * TRACKER_BYTES])
    roots = [kept.branches[at : at + 32] for at in range(0, len(kept.branches), 32)]
    path = [step.hex() for step in merkle.path_by_branches(branch, place, roots)]
    keys = ",\n".join(_entry(row) for row in db.session.execute(_KEYS))
    closing = _entry(db.session.execute(_CLOSING, {"poll_id": poll.id}).one())
    return (
        f'{{"format":"folkmoot inclusion 1","poll":"{poll.public_id}","tracker":"{tracker.hex()}",'
        f'"place":{place},"path":{json.dumps(path)},\n"keys":[\n{keys}\n],\n"closing":\n{closing}}}\n'
    )


def _line(row: Any) -> Line:
    is_hidden = row.hidden_at is not None
    question = None if is_hidden else row.question
    return Line(row.number, Kind(row.kind), row.made_on, row.hash, row.poll_id, question, is_hidden)


def _entry(row: Any, *, with_body: bool = True) -> str:
    """An entry as it was signed: its texts are canonical JSON already."""
    body = f',"body":{row.body}' if with_body else ""
    return f'{{"header":{row.header},"signature":"{row.signature}"{body}}}'


def _cut(trackers: bytes) -> list[bytes]:
    return [trackers[at : at + TRACKER_BYTES] for at in range(0, len(trackers), TRACKER_BYTES)]


def _at(trackers: bytes, place: int) -> bytes:
    return trackers[place * TRACKER_BYTES : (place + 1) * TRACKER_BYTES]
