"""The public queue of suggestions, and what became of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.clock import now
from core.db import db
from wiki.models import Suggestion, Topic
from wiki.rules import DUE_AFTER, TAKEN_IN, WAITING, AsksFor, DeclineReason, State

PER_PAGE = 30
MEASURED_OVER = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class SuggestionShown:
    """One line of the queue."""

    id: int
    title: str
    url: str
    asks_for: str  # in words
    state: str  # in words
    side: str  # "" unless an argument
    about: str  # title of the topic; "" for a topic at the top
    about_url: str
    credit: str
    made_at: datetime
    days: int  # waited so far, or until the decision
    is_late: bool
    decision: str  # "" until decided
    became_url: str  # where it was taken in; ""


_decided_last = Suggestion.decided_at.desc(), Suggestion.id.desc()
_COLUMNS = (
    sa.select(
        Suggestion.id,
        Suggestion.title,
        Suggestion.asks_for,
        Suggestion.state,
        Suggestion.side,
        Suggestion.named,
        Suggestion.made_at,
        Suggestion.claimed_until,
        Suggestion.decided_at,
        Suggestion.decline_reason,
        Suggestion.decision,
        Suggestion.became_kind,
        Suggestion.became_id,
        Suggestion.hidden_at,
        Suggestion.hidden_because,
        Topic.id.label("topic_id"),
        Topic.slug,
        Topic.title.label("topic"),
        Member.name,
    )
    .outerjoin(Topic, Topic.id == Suggestion.topic_id)
    .join(Member, Member.id == Suggestion.author_id)
)
_in_states = Suggestion.state.in_(sa.bindparam("states", expanding=True))
_one_topic = sa.or_(
    sa.bindparam("topic_id", type_=sa.Integer) == 0,
    Suggestion.topic_id == sa.bindparam("topic_id", type_=sa.Integer),
)
_PAGE = _COLUMNS.where(_in_states, _one_topic).limit(PER_PAGE).offset(sa.bindparam("skip"))
_WAITING = _PAGE.order_by(Suggestion.made_at, Suggestion.id)
_DECIDED = _PAGE.order_by(*_decided_last)
_COUNT = sa.select(sa.func.count()).select_from(Suggestion).where(_in_states, _one_topic)
_MINE = (
    _COLUMNS.where(Suggestion.author_id == sa.bindparam("member_id"))
    .order_by(Suggestion.made_at.desc(), Suggestion.id.desc())
    .limit(50)
)
_TIMES = (
    sa.select(Suggestion.made_at, Suggestion.decided_at)
    .where(
        Suggestion.state.in_(sorted({*TAKEN_IN, State.DECLINED})),
        Suggestion.decided_at > sa.bindparam("since"),
    )
    .order_by(Suggestion.decided_at.desc())
    .limit(1000)
)
DECIDED = frozenset(State) - WAITING


def queue(
    *, waiting: bool = True, topic_id: int | None = None, page: int = 1
) -> tuple[list[SuggestionShown], int]:
    """One page of suggestions, and how many there are in all. 2 statements.

    Those waiting come longest first, those decided newest first.
    """
    asked = {"states": sorted(WAITING if waiting else DECIDED), "topic_id": topic_id or 0}
    rows = db.session.execute(
        _WAITING if waiting else _DECIDED, {**asked, "skip": (page - 1) * PER_PAGE}
    )
    shown = [_shown(row) for row in rows]
    return shown, db.session.scalar(_COUNT, asked) or 0


def suggestions_of(member_id: int) -> list[SuggestionShown]:
    """A member's newest suggestions and what became of them, at most 50. 1 statement."""
    return [_shown(row) for row in db.session.execute(_MINE, {"member_id": member_id})]


def median_days() -> float | None:
    """Days from suggestion to decision, the middle one of the last 90 days. 1 statement."""
    rows = db.session.execute(_TIMES, {"since": now() - MEASURED_OVER}).all()
    if not rows:
        return None
    middle: float = median((row.decided_at - row.made_at) / timedelta(days=1) for row in rows)
    return middle


def _shown(row: Any) -> SuggestionShown:
    waited = (row.decided_at or now()) - row.made_at
    state = State(row.state)
    if state is State.CLAIMED and (row.claimed_until is None or row.claimed_until < now()):
        state = State.OPEN
    return SuggestionShown(
        id=row.id,
        title="Hidden suggestion" if row.hidden_at else row.title,
        url=f"/suggestions/{row.id}",
        asks_for=AsksFor(row.asks_for).words,
        state=state.words,
        side=row.side or "",
        about=row.topic or "",
        about_url=f"/topics/{row.topic_id}-{row.slug}" if row.topic_id else "/topics",
        credit=row.name if row.named else "a member",
        made_at=row.made_at,
        days=waited.days,
        is_late=row.decided_at is None and waited > DUE_AFTER,
        decision=_decision(row),
        became_url=f"/{row.became_kind}s/{row.became_id}" if row.became_id else "",
    )


def _decision(row: Any) -> str:
    if not row.decline_reason:
        return str(row.decision)
    return f"{DeclineReason(row.decline_reason).words}. {row.decision}"


def names_of(suggestion: Suggestion) -> dict[str, str]:
    """Names of its author, reader and decider, "" where there is none. 1 statement."""
    ids = {
        "author": suggestion.author_id,
        "reader": suggestion.claimed_by_id,
        "decider": suggestion.decided_by_id,
    }
    rows = db.session.execute(
        sa.select(Member.id, Member.name).where(Member.id.in_({i for i in ids.values() if i}))
    )
    names: dict[int, str] = {row.id: row.name for row in rows}
    found = {role: names.get(person or 0, "") for role, person in ids.items()}
    return {**found, "author": found["author"] if suggestion.named else "a member"}
