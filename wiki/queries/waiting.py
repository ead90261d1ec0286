"""How long suggestions waited, what was declined and why: the editors' figures, for everyone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

import sqlalchemy as sa

from accounts.models import Member, RoleGrant
from accounts.rules import POWERS, Power
from core import house_rules
from core.clock import now
from core.db import db
from wiki.models import Suggestion
from wiki.rules import DECLINES, TAKEN_IN, WAITING, AsksFor, DeclineReason, State

PERIODS = (30, 90)  # days
MOST_MEASURED = 20_000


@dataclass(frozen=True, slots=True)
class KindFigures:
    """One kind of suggestion over one period, by the day of the decision."""

    kind: str  # in words
    decided: int
    included: int
    declined: int
    median_days: float | None  # from suggestion to decision; None when none was decided


@dataclass(frozen=True, slots=True)
class Figures:
    """What was decided in the last so many days."""

    days: int
    kinds: list[KindFigures]  # all kinds together first
    declines: list[tuple[str, int]]  # reason in words, how many; every reason, also with none


@dataclass(frozen=True, slots=True)
class Overdue:
    """A suggestion that has waited too long."""

    id: int
    title: str
    days: int


_ANSWERED = sorted({*TAKEN_IN, State.DECLINED, State.SUPERSEDED})
_TIMES = (
    sa.select(
        Suggestion.asks_for,
        Suggestion.state,
        Suggestion.decline_reason,
        Suggestion.made_at,
        Suggestion.decided_at,
    )
    .where(Suggestion.state.in_(_ANSWERED), Suggestion.decided_at > sa.bindparam("since"))
    .order_by(Suggestion.decided_at.desc())
    .limit(MOST_MEASURED)
)


def figures() -> list[Figures]:
    """Over the last 30 and 90 days. Withdrawn suggestions do not count. 1 statement."""
    today = now()
    rows = db.session.execute(_TIMES, {"since": today - timedelta(days=max(PERIODS))}).all()
    periods = ((days, today - timedelta(days=days)) for days in PERIODS)
    return [_over(days, [row for row in rows if row.decided_at > since]) for days, since in periods]


def median_days() -> float | None:
    """Days from suggestion to decision, the middle one of the last 90 days. 1 statement."""
    return figures()[-1].kinds[0].median_days


def _over(days: int, rows: Sequence[Any]) -> Figures:
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_kind[row.asks_for].append(row)
    kinds = [_of_kind(kind.words, by_kind[kind]) for kind in AsksFor if by_kind.get(kind)]
    declined = Counter(row.decline_reason for row in rows if row.decline_reason)
    reasons = [
        (reason.words, declined[reason.value])
        for reason in DeclineReason
        if reason in DECLINES or declined[reason.value]
    ]
    return Figures(days, [_of_kind("All kinds", rows), *kinds], reasons)


def _of_kind(kind: str, rows: Sequence[Any]) -> KindFigures:
    waited = [(row.decided_at - row.made_at) / timedelta(days=1) for row in rows]
    states = Counter(State(row.state) for row in rows)
    return KindFigures(
        kind=kind,
        decided=len(rows),
        included=sum(states[state] for state in TAKEN_IN),
        declined=states[State.DECLINED],
        median_days=median(waited) if waited else None,
    )


_OVERDUE = (
    sa.select(Suggestion.id, Suggestion.title, Suggestion.made_at)
    .where(
        Suggestion.state.in_(sorted(WAITING)),
        Suggestion.hidden_at.is_(None),
        Suggestion.asked_at.is_(None),
        Suggestion.made_at < sa.bindparam("before"),
    )
    .order_by(Suggestion.made_at, Suggestion.id)
    .limit(500)
)


def overdue() -> list[Overdue]:
    """What has waited for the editors too long, longest first. 1 statement."""
    today = now()
    rows = db.session.execute(
        _OVERDUE, {"before": today - house_rules.length("suggestion.due_days")}
    )
    return [Overdue(row.id, row.title, (today - row.made_at).days) for row in rows]


_EDITORS = (
    sa.select(Member.name, Member.email)
    .where(
        Member.email.is_not(None),
        sa.exists().where(
            RoleGrant.member_id == Member.id,
            RoleGrant.ended_at.is_(None),
            RoleGrant.role.in_([role for role, may in POWERS.items() if Power.EDIT_WIKI in may]),
        ),
    )
    .order_by(Member.id)
)


def whom_to_remind() -> list[tuple[str, str]]:
    """Name and e-mail address of everyone who may edit the wiki. 1 statement."""
    return [(row.name, row.email) for row in db.session.execute(_EDITORS)]
