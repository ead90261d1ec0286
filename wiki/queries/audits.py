"""How views fare here, for everybody: empty sides, who declined and removed what, appeals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from wiki.models import Argument, Option, Removal, Suggestion, Topic
from wiki.queries.removals import COLUMNS, RemovalShown, shown
from wiki.rules import DeclineReason, Side
from wiki.rules.removals import Act, RemovalReason, RemovalState

PER_PAGE = 50
ARCHIVED = (Act.ARCHIVE, Act.MERGE)


@dataclass(frozen=True, slots=True)
class EmptySide:
    """An option for which, or against which, nobody has said anything."""

    option_id: int
    option: str
    topic: str
    topic_url: str
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one editor gave each reason, most first."""

    editor: str
    counts: list[tuple[str, int]]

    @property
    def total(self) -> int:
        """Of all reasons."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Appeals:
    """What came of the appeals so far; `days` is the middle one, None without any."""

    decided: int
    overturned: int
    waiting: int
    days: float | None


def _has(side: str) -> Any:
    argument = sa.orm.aliased(Argument)
    return (
        sa.exists()
        .where(
            argument.option_id == Option.id,
            argument.side == side,
            argument.hidden_at.is_(None),
            argument.archived_at.is_(None),
        )
        .label(side.replace("-", "_"))
    )


_sides = {side.value: _has(side.value) for side in Side}
_EMPTY_SIDES = (
    sa.select(
        Option.id,
        Option.title,
        Topic.id.label("topic_id"),
        Topic.slug,
        Topic.title.label("topic"),
        *_sides.values(),
    )
    .join(Topic, Topic.id == Option.topic_id)
    .where(
        Option.hidden_at.is_(None),
        Option.archived_at.is_(None),
        Topic.hidden_at.is_(None),
        sa.or_(*(~side.element for side in _sides.values())),
    )
    .order_by(Topic.title, Topic.id, Option.position, Option.id)
    .limit(PER_PAGE + 1)
    .offset(sa.bindparam("skip"))
)
_DECLINES = (
    sa.select(Member.name, Suggestion.decline_reason.label("reason"), sa.func.count().label("n"))
    .join(Member, Member.id == Suggestion.decided_by_id)
    .where(Suggestion.decline_reason.is_not(None))
    .group_by(Member.id, Member.name, Suggestion.decline_reason)
    .order_by(Member.name, Member.id)
)
_REMOVALS = (
    sa.select(Member.name, Removal.reason, sa.func.count().label("n"))
    .join(Member, Member.id.in_([Removal.first_id, Removal.second_id]))
    .group_by(Member.id, Member.name, Removal.reason)
    .order_by(Member.name, Member.id)
)
_APPEALS = sa.select(Removal.appealed_at, Removal.judged_at, Removal.state).where(
    Removal.appealed_at.is_not(None)
)
_is_archived = sa.and_(Removal.state == RemovalState.IN_EFFECT, Removal.act.in_(ARCHIVED))
_ARCHIVED = (
    COLUMNS.where(_is_archived)
    .order_by(Removal.in_effect_at.desc(), Removal.id.desc())
    .limit(PER_PAGE)
    .offset(sa.bindparam("skip"))
)
_COUNT_ARCHIVED = sa.select(sa.func.count()).select_from(Removal).where(_is_archived)
_WEEK_OF_SUGGESTIONS = sa.select(
    *(
        sa.select(sa.func.count())
        .select_from(Suggestion)
        .where(when >= sa.bindparam("start"), when < sa.bindparam("end"), *more)
        .scalar_subquery()
        .label(name)
        for name, when, more in (
            ("made", Suggestion.made_at, ()),
            ("taken_in", Suggestion.decided_at, (Suggestion.became_id.is_not(None),)),
            ("declined", Suggestion.decided_at, (Suggestion.decline_reason.is_not(None),)),
        )
    )
)
_SINCE = (
    COLUMNS.where(
        sa.or_(
            *(
                sa.and_(moment >= sa.bindparam("start"), moment < sa.bindparam("end"))
                for moment in (
                    Removal.made_at,
                    Removal.in_effect_at,
                    Removal.appealed_at,
                    Removal.judged_at,
                )
            )
        )
    )
    .order_by(Removal.id.desc())
    .limit(200)
)


def empty_sides(*, page: int = 1) -> tuple[list[EmptySide], bool]:
    """Options with an empty side, by topic, and whether there are more. 1 statement."""
    rows = db.session.execute(_EMPTY_SIDES, {"skip": (page - 1) * PER_PAGE}).all()
    found = [
        EmptySide(
            row.id,
            row.title,
            row.topic,
            f"/topics/{row.topic_id}-{row.slug}",
            tuple(side for side in _sides if not row._mapping[side]),  # noqa: SLF001 — public
        )
        for row in rows[:PER_PAGE]
    ]
    return found, len(rows) > PER_PAGE


def declines() -> list[Tally]:
    """How often each editor declined a suggestion for each reason. 1 statement."""
    return _tallies(_DECLINES, lambda reason: DeclineReason(reason).words)


def removals_by_editor() -> list[Tally]:
    """How often each editor was one of the two of a removal, by reason. 1 statement."""
    return _tallies(_REMOVALS, lambda reason: RemovalReason(reason).words)


def _tallies(statement: Any, words: Callable[[str], str]) -> list[Tally]:
    counts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in db.session.execute(statement):
        counts[row.name].append((words(row.reason), row.n))
    return [
        Tally(editor, sorted(found, key=lambda one: (-one[1], one[0])))
        for editor, found in counts.items()
    ]


def appeals() -> Appeals:
    """How many appeals there were, and how long half of them took at most. 1 statement."""
    rows = db.session.execute(_APPEALS).all()
    times = [(row.judged_at - row.appealed_at) / timedelta(days=1) for row in rows if row.judged_at]
    return Appeals(
        decided=len(times),
        overturned=sum(row.state == RemovalState.OVERTURNED for row in rows),
        waiting=sum(row.state == RemovalState.APPEALED for row in rows),
        days=median(times) if times else None,
    )


def archived(*, page: int = 1) -> tuple[list[RemovalShown], int]:
    """Archived views of the whole wiki, newest first, and how many. 2 statements."""
    rows = db.session.execute(_ARCHIVED, {"skip": (page - 1) * PER_PAGE})
    return [shown(row) for row in rows], db.session.scalar(_COUNT_ARCHIVED) or 0


@dataclass(frozen=True, slots=True)
class Week:
    """What happened to views in one week."""

    removals: list[RemovalShown]
    made: int  # suggestions
    taken_in: int
    declined: int


def week(start: datetime, end: datetime) -> Week:
    """Removals that moved in this time, at most 200, and suggestions counted. 2 statements."""
    asked = {"start": start, "end": end}
    moved = [shown(row) for row in db.session.execute(_SINCE, asked)]
    counts = db.session.execute(_WEEK_OF_SUGGESTIONS, asked).one()
    return Week(moved, counts.made, counts.taken_in, counts.declined)
