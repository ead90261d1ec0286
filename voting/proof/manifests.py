"""What each step in the life of a poll states in public. Nothing here commits.

Called by the actions that take the step, in the same transaction: the statement is in the chain
exactly when the step is taken. What takes time (reading a large box) comes before the first look
at the database, so that other writers need not wait for it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.clock import today
from core.db import db
from voting.booth import Count, CountStopped
from voting.models import Poll
from voting.models.manifests import Manifest, PollMix, PollTrackers
from voting.proof import bodies, chain, merkle
from voting.proof.chain import Entry, Kind
from voting.rows import Row
from voting.site import booth_of


def opened(poll: Poll) -> Manifest:
    """What is asked, of whom and under which rules. After pools, choices and key are kept."""
    return _state(poll, Kind.OPENING, bodies.opening(poll))


def mixed(poll: Poll, size: int) -> None:
    """Remember how many ballots lay in the box after a mix; the closing manifest lists these."""
    last = sa.select(sa.func.max(PollMix.position)).where(PollMix.poll_id == poll.id)
    position = (db.session.scalar(last) or 0) + 1
    db.session.add(PollMix(poll_id=poll.id, position=position, size=size))


def noted(poll: Poll) -> Manifest | None:
    """Once a day while the poll is open: the turnout as shown, and one hash of the mixed ballots.

    None when the poll has no opening manifest or was noted today.
    """
    blind = bodies.blind(booth_of(poll).keys.pepper, poll.public_id, today())
    root = merkle.root(sorted([*_trackers(poll), blind]))
    if not _is_in_chain(poll) or _was_noted(poll):
        return None
    return _state(poll, Kind.NOTE, bodies.note(poll, root))


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in a shut box: its trackers, sorted, and their hashes (see `merkle.branches`)."""

    trackers: Sequence[bytes]
    branches: Sequence[bytes]

    @property
    def root(self) -> bytes:
        return merkle.root_of_branches(self.branches)


def contents(poll: Poll) -> Contents:
    """Read a shut box. Looks at no database but the box: do it before others have to wait."""
    if poll.public_key is None:
        return Contents((), ())  # never opened, so it has no box
    trackers = _trackers(poll)
    return Contents(trackers, merkle.branches(trackers))


def shut(poll: Poll, found: Contents) -> Manifest | None:
    """When the box is shut and mixed, before a ballot is opened: one hash of all its ballots.

    From here on no ballot can come or go unseen. None when the poll has no opening manifest.
    """
    mixed(poll, len(found.trackers))
    return _state(poll, Kind.NOTE, bodies.shut(found.root)) if _is_in_chain(poll) else None


def counted(poll: Poll, rows: Sequence[Row], count: Count, found: Contents) -> Manifest | None:
    """The published table and the list of ballots behind it. After the rows are kept.

    What `count` holds beyond the ballots of the box came on paper and has no tracker. Raises
    CountStopped when the box no longer holds what it held when it was shut. None when the poll has
    no opening manifest.
    """
    body = _closing(poll, rows, count, found)
    if body is None:
        return None
    _keep_trackers(poll, found)
    return _state(poll, Kind.CLOSING, body)


def corrected(
    poll: Poll, rows: Sequence[Row], count: Count, found: Contents, *, reason: str
) -> Manifest | None:
    """The table that takes the place of one published before, and why. As `counted`."""
    body = _closing(poll, rows, count, found)
    return None if body is None else _state(poll, Kind.CORRECTION, {**body, "reason": reason})


def _closing(
    poll: Poll, rows: Sequence[Row], count: Count, found: Contents
) -> dict[str, Any] | None:
    opening = _opening_hash(poll)
    if opening is None:
        return None
    root, ballots = found.root, len(found.trackers)
    paper = count.ballots - ballots
    if root.hex() != _root_when_shut(poll) or paper < 0:
        raise CountStopped("the box does not hold the ballots that lay in it when it was shut")
    sizes = sa.select(PollMix.size).where(PollMix.poll_id == poll.id).order_by(PollMix.position)
    return bodies.closing(
        poll,
        rows,
        trackers={"count": ballots, "root": root.hex()},
        spoiled=count.spoiled,
        paper=paper,
        mixes=list(db.session.scalars(sizes)),
        opening=opening,
    )


def purged(poll: Poll, by: Sequence[str] = ()) -> Manifest | None:
    """What was destroyed, and the names of those who did it; after the destruction.

    No names: the site did it by itself when the time had come.
    """
    return _state(poll, Kind.PURGE, bodies.purge(poll, by)) if _is_in_chain(poll) else None


def voided(poll: Poll, why: str) -> Manifest | None:
    """That this poll has no result that counts, and why (a sentence, public for good)."""
    return _state(poll, Kind.VOID, {"why": why}) if _is_in_chain(poll) else None


def _state(poll: Poll, kind: Kind, body: dict[str, Any]) -> Manifest:
    return chain.append(Entry(kind, body, poll_id=poll.id, poll=poll.public_id))


def _trackers(poll: Poll) -> list[bytes]:
    """The trackers in the box, sorted. Half a million take about a second."""
    return sorted(tracker for tracker, _ in booth_of(poll).box.sealed())


def _keep_trackers(poll: Poll, found: Contents) -> None:
    kept = PollTrackers(
        poll_id=poll.id,
        trackers=b"".join(found.trackers),
        branches=b"".join(found.branches),
    )
    db.session.add(kept)


def _is_in_chain(poll: Poll) -> bool:
    return _opening_hash(poll) is not None


def _opening_hash(poll: Poll) -> str | None:
    """The hash of the opening manifest; polls opened before there were any have none."""
    opening = sa.select(Manifest.hash).where(
        Manifest.poll_id == poll.id, Manifest.kind == Kind.OPENING
    )
    return db.session.scalar(opening.limit(1))


def _root_when_shut(poll: Poll) -> str:
    notes = (
        sa.select(Manifest.body)
        .where(Manifest.poll_id == poll.id, Manifest.kind == Kind.NOTE)
        .order_by(Manifest.number.desc())
    )
    last = json.loads(db.session.scalar(notes.limit(1)) or "{}")
    return str(last["root"]) if last.get("box") == "shut" else ""


def _was_noted(poll: Poll) -> bool:
    note = sa.select(Manifest.number).where(
        Manifest.poll_id == poll.id, Manifest.kind == Kind.NOTE, Manifest.made_on == today()
    )
    return db.session.scalar(note.limit(1)) is not None
