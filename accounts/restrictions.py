"""Who may not write for now: posting pauses and suspensions, obeyed wherever something is written.

A restriction keeps its member from writing and from nothing else. They sign in, read, vote, report,
appeal and take their data with them as before, and take back what they wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from accounts.models import Restriction
from accounts.rules import Restricts
from core import events
from core.clock import now
from core.dates import day_time
from core.db import db
from core.errors import refuse_if
from core.events import Event
from core.subjects import Subject

if TYPE_CHECKING:
    from accounts.access import Viewer

# What a restricted member still does; everything else that is recorded in their name is writing.
STILL = frozenset(
    {
        "amendment.supported",
        "amendment.support_ended",
        "own_words.withdrawn",
        "poll.key_given",
        "proposal.author_left",
        "proposal.supported",
        "proposal.unsupported",
        "proposal.withdrawn",
        "suggestion.support_ended",
        "suggestion.supported",
        "suggestion.withdrawn",
    }
)
STILL_ALL = ("member.", "moderation.", "role.")  # their account, reports, appeals and roles
_KNOWN = "who may write"
_BEFORE = "written before"


@dataclass(frozen=True, slots=True)
class Standing:
    """What keeps a member from writing; `until` None is until it is lifted."""

    kind: Restricts
    until: datetime | None
    because: str
    case: int

    @property
    def sentence(self) -> str:
        """What the member reads wherever they would write."""
        until = f"until {day_time(self.until)}" if self.until else "until moderators lift it"
        return (
            f"You cannot write here {until}. The reason: {self.because}. You can read, vote, "
            f"report, appeal and take your data with you. Case {self.case}."
        )


def in_force(at: datetime | sa.BindParameter[datetime]) -> sa.ColumnElement[bool]:
    """For queries: restrictions that hold at that moment."""
    lasts = sa.or_(Restriction.until.is_(None), Restriction.until > at)
    return sa.and_(Restriction.ended_at.is_(None), Restriction.began_at <= at, lasts)


def standing_of(member_id: int) -> Standing | None:
    """What keeps this member from writing now, the longest if several. 1 statement."""
    found = db.session.scalars(
        sa.select(Restriction)
        .where(Restriction.member_id == member_id, in_force(now()))
        .order_by(Restriction.until.desc().nulls_first(), Restriction.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    return Standing(Restricts(found.kind), found.until, found.because, found.case)


def why_not_write(by: Viewer) -> str | None:
    """The reason this person may not write anything now. ≤ 1 statement in a transaction."""
    return _why_not(by.id) if by.id is not None else None


def refuse_to_write(by: Viewer) -> None:
    """Raise Refused when this person may not write now: for what records no event of its own."""
    refuse_if(why_not_write(by))


def restrict(
    member_id: int, kind: Restricts, *, until: datetime | None, because: str, case: int
) -> Restriction:
    """Keep a member from writing from now on."""
    made = Restriction(
        member_id=member_id,
        kind=kind.value,
        began_at=now(),
        until=until,
        because=because,
        case=case,
    )
    db.session.add(made)
    db.session.flush()
    db.session.info.pop(_KNOWN, None)
    return made


def lift(restriction_id: int) -> None:
    """End a restriction before its time. One that has ended stays as it was."""
    restriction = db.session.get(Restriction, restriction_id, with_for_update=True)
    if restriction is not None and restriction.ended_at is None:
        restriction.ended_at = now()
        db.session.flush()
    db.session.info.pop(_KNOWN, None)


def is_writing(event_name: str) -> bool:
    """Whether an event of this name means that its actor wrote something."""
    return event_name not in STILL and not event_name.startswith(STILL_ALL)


@events.along
def obey(event: Event, subject: Subject) -> None:
    """Whatever is written is recorded in its own transaction: there a restricted member is stopped.

    So no writing action can forget to ask. Raises Refused.
    """
    del subject
    if db.session.info.get(_BEFORE):
        return
    if event.actor_id is not None and is_writing(event.name):
        refuse_if(_why_not(event.actor_id))


@contextmanager
def written_before() -> Iterator[None]:
    """Within: what appears now was handed in earlier, when its author might write."""
    db.session.info[_BEFORE] = True
    try:
        yield
    finally:
        db.session.info.pop(_BEFORE, None)


def _why_not(member_id: int) -> str | None:
    """Asked once in a transaction, however many events it records."""
    transaction = db.session().get_transaction()
    asked, answers = db.session.info.get(_KNOWN, (None, {}))
    if asked is not transaction or transaction is None:
        answers = {}
    if member_id not in answers:
        standing = standing_of(member_id)
        answers[member_id] = standing.sentence if standing else None
        db.session.info[_KNOWN] = (db.session().get_transaction(), answers)
    answer: str | None = answers[member_id]
    return answer
