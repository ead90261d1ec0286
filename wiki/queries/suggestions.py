"""The public queue of suggestions, and what became of one's own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from accounts.models import Member
from core import house_rules
from core.clock import now
from core.db import db
from wiki.models import Place, Remark, Suggestion, Support, Topic
from wiki.rules import (
    DECIDED,
    DEEPEST,
    TAKEN_IN,
    WAITING,
    AsksFor,
    DeclineReason,
    State,
    is_claimed,
)

PER_PAGE = 30


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
    is_waiting: bool
    is_late: bool
    is_asked: bool  # it waits for its author
    was_included: bool
    supporters: int
    decision: str  # "" until decided
    became_url: str  # where its point stands; ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which suggestions to show. 0 and "" mean all."""

    show: str = "waiting"  # a key of SHOWN
    kind: str = ""  # an AsksFor
    topic_id: int = 0
    branch_id: int = 0  # of this topic and everything below it
    page: int = 1


SHOWN: dict[str, tuple[str, Collection[State]]] = {
    "waiting": ("Waiting", WAITING),
    "decided": ("Decided", DECIDED),
    "accepted": ("Accepted", TAKEN_IN),
    "declined": ("Declined", {State.DECLINED}),
    "superseded": ("Superseded", {State.SUPERSEDED}),
    "withdrawn": ("Withdrawn", {State.WITHDRAWN}),
}

_supporters = (
    sa.select(sa.func.count())
    .select_from(Support)
    .where(Support.suggestion_id == Suggestion.id)
    .scalar_subquery()
)
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
        Suggestion.asked_at,
        Suggestion.decided_at,
        Suggestion.decline_reason,
        Suggestion.decision,
        Suggestion.became_kind,
        Suggestion.became_id,
        Suggestion.hidden_at,
        Topic.id.label("topic_id"),
        Topic.slug,
        Topic.title.label("topic"),
        Member.name,
        _supporters.label("supporters"),
    )
    .outerjoin(Topic, Topic.id == Suggestion.topic_id)
    .join(Member, Member.id == Suggestion.author_id)
)


def _below() -> sa.CTE:
    """Ids of a topic and of all topics below it."""
    start = sa.select(
        sa.cast(sa.bindparam("branch_id"), sa.Integer).label("id"), sa.literal(0).label("far")
    ).cte("below", recursive=True)
    return start.union(
        sa.select(Place.child_id, start.c.far + 1)
        .join(start, Place.parent_id == start.c.id)
        .where(start.c.far < DEEPEST)
    )


def _unless(value: sa.BindParameter[Any], empty: object, same: Any) -> sa.ColumnElement[bool]:
    return sa.or_(value == empty, same == value)


_these = (
    Suggestion.state.in_(sa.bindparam("states", expanding=True)),
    _unless(sa.bindparam("kind", type_=sa.String), "", Suggestion.asks_for),
    _unless(sa.bindparam("topic_id", type_=sa.Integer), 0, Suggestion.topic_id),
)
_in_branch = Suggestion.topic_id.in_(sa.select(_below().c.id))
_longest_first = Suggestion.made_at, Suggestion.id
_newest_first = Suggestion.decided_at.desc(), Suggestion.id.desc()


def _page(*where: sa.ColumnElement[bool], order: tuple[Any, ...]) -> sa.Select[Any]:
    statement: Any = _COLUMNS.where(*_these, *where).order_by(*order)
    return cast("sa.Select[Any]", statement.limit(PER_PAGE).offset(sa.bindparam("skip")))


def _count(*where: sa.ColumnElement[bool]) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(Suggestion).where(*_these, *where)


# By (waiting, within a branch).
_PAGES = {
    (True, False): _page(order=_longest_first),
    (False, False): _page(order=_newest_first),
    (True, True): _page(_in_branch, order=_longest_first),
    (False, True): _page(_in_branch, order=_newest_first),
}
_COUNTS = {False: _count(), True: _count(_in_branch)}
_MINE = (
    _COLUMNS.where(Suggestion.author_id == sa.bindparam("member_id"))
    .order_by(Suggestion.made_at.desc(), Suggestion.id.desc())
    .limit(200)
)
_SUPPORTED = (
    _COLUMNS.where(
        Suggestion.id.in_(
            sa.select(Support.suggestion_id).where(Support.member_id == sa.bindparam("member_id"))
        )
    )
    .order_by(Suggestion.made_at.desc(), Suggestion.id.desc())
    .limit(200)
)


def queue(asked: Asked) -> tuple[list[SuggestionShown], int]:
    """One page of suggestions, and how many there are in all. 2 statements.

    Those waiting come longest first, those decided newest first.
    """
    states = SHOWN[asked.show][1]
    facts: dict[str, Any] = {
        "states": sorted(states),
        "kind": asked.kind,
        "topic_id": asked.topic_id,
    }
    branch = bool(asked.branch_id)
    if branch:
        facts["branch_id"] = asked.branch_id
    statement = _PAGES[states == WAITING, branch]
    rows = db.session.execute(statement, {**facts, "skip": (asked.page - 1) * PER_PAGE})
    return [_shown(row) for row in rows], db.session.scalar(_COUNTS[branch], facts) or 0


def suggestions_of(member_id: int) -> list[SuggestionShown]:
    """A member's newest suggestions and what became of them, at most 200. 1 statement."""
    return [_shown(row) for row in db.session.execute(_MINE, {"member_id": member_id})]


def supported_by(member_id: int) -> list[SuggestionShown]:
    """The newest suggestions that a member supports, at most 200. 1 statement."""
    return [_shown(row) for row in db.session.execute(_SUPPORTED, {"member_id": member_id})]


def _shown(row: Any) -> SuggestionShown:
    waited = (row.decided_at or now()) - row.made_at
    state = State(row.state)
    if state is State.CLAIMED and not is_claimed(
        state=state, claimed_until=row.claimed_until, at=now()
    ):
        state = State.OPEN
    waiting = state in WAITING
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
        is_waiting=waiting,
        is_late=waiting and waited > house_rules.length("suggestion.due_days"),
        is_asked=waiting and row.asked_at is not None,
        was_included=state in TAKEN_IN,
        supporters=row.supporters,
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


@dataclass(frozen=True, slots=True)
class RemarkShown:
    """What an editor asked, or the author answered."""

    by: str
    text: str
    at: datetime


_REMARKS = (
    sa.select(Remark.by_id, Remark.text, Remark.at, Member.name)
    .join(Member, Member.id == Remark.by_id)
    .where(Remark.suggestion_id == sa.bindparam("suggestion_id"))
    .order_by(Remark.id)
    .limit(100)
)


def remarks_on(suggestion: Suggestion) -> list[RemarkShown]:
    """What was asked and answered, in order. 1 statement."""
    unnamed = None if suggestion.named else suggestion.author_id
    return [
        RemarkShown("a member" if row.by_id == unnamed else row.name, row.text, row.at)
        for row in db.session.execute(_REMARKS, {"suggestion_id": suggestion.id})
    ]


_SUPPORT = sa.select(
    sa.func.count(),
    sa.func.coalesce(
        sa.func.max(sa.case((Support.member_id == sa.bindparam("member_id"), 1), else_=0)), 0
    ),
).where(Support.suggestion_id == sa.bindparam("suggestion_id"))


def support_of(suggestion_id: int, member_id: int | None) -> tuple[int, bool]:
    """How many members support it, and whether this one does. 1 statement."""
    asked = {"suggestion_id": suggestion_id, "member_id": member_id or 0}
    count, own = db.session.execute(_SUPPORT, asked).one()
    return count, bool(own)
