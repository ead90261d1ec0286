"""The public log of removals, one removal with its steps, and a member's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core import house_rules
from core.clock import now
from core.db import db
from wiki.models import Argument, Option, Removal, RemovalNotice, RemovalStep, Topic
from wiki.rules.removals import OPEN, Act, RemovalReason, RemovalState, Step

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class RemovalShown:
    """One line of the log."""

    id: int
    act: Act
    state: RemovalState
    reason: RemovalReason
    view: str  # its heading, or that it is hidden
    is_hidden: bool  # by moderators, or what it stands in is
    view_kind: str
    view_id: int
    view_url: str
    topic: str
    topic_url: str
    first: str
    second: str  # "" until there is one
    made_at: datetime
    due_at: datetime
    in_effect_at: datetime | None
    appealed_at: datetime | None

    @property
    def url(self) -> str:
        """Its own page."""
        return f"/removals/{self.id}"

    @property
    def can_be_appealed(self) -> bool:
        """Whether those behind the view can still appeal."""
        appeal_for = house_rules.length("removal.appeal_days", at=self.made_at)
        late = self.in_effect_at is not None and now() > self.in_effect_at + appeal_for
        waits = {RemovalState.AGREED, RemovalState.IN_EFFECT}
        return self.appealed_at is None and self.state in waits and not late

    @property
    def title(self) -> str:
        """“Removal 7: archive”."""
        return f"Removal {self.id}: {self.act.words.lower()}"


@dataclass(frozen=True, slots=True)
class StepShown:
    """One thing that somebody did about a removal."""

    id: int
    step: Step
    at: datetime
    by: str
    words: str


_first, _second = sa.orm.aliased(Member), sa.orm.aliased(Member)
_around = sa.orm.aliased(Option)  # the option that an argument stands under
_is = {
    kind: sa.and_(Removal.subject_kind == kind.kind, kind.id == Removal.subject_id)
    for kind in (Option, Argument)
}
COLUMNS = (
    sa.select(
        Removal.id,
        Removal.act,
        Removal.state,
        Removal.reason,
        Removal.subject_kind,
        Removal.subject_id,
        sa.func.coalesce(Option.title, Argument.claim).label("view"),
        sa.func.coalesce(
            Option.hidden_at, Argument.hidden_at, _around.hidden_at, Topic.hidden_at
        ).label("hidden_at"),
        Topic.hidden_at.label("topic_hidden_at"),
        Topic.id.label("topic_id"),
        Topic.slug,
        Topic.title.label("topic"),
        _first.name.label("first"),
        _second.name.label("second"),
        Removal.made_at,
        Removal.due_at,
        Removal.in_effect_at,
        Removal.appealed_at,
    )
    .outerjoin(Option, _is[Option])
    .outerjoin(Argument, _is[Argument])
    .outerjoin(_around, _around.id == Argument.option_id)
    .join(Topic, Topic.id == sa.func.coalesce(Option.topic_id, Argument.topic_id))
    .join(_first, _first.id == Removal.first_id)
    .outerjoin(_second, _second.id == Removal.second_id)
)
_shown_states = Removal.state.in_(sa.bindparam("states", expanding=True))
_PAGE = (
    COLUMNS.where(_shown_states)
    .order_by(Removal.id.desc())
    .limit(PER_PAGE)
    .offset(sa.bindparam("skip"))
)
_COUNT = sa.select(sa.func.count()).select_from(Removal).where(_shown_states)
_ONE = COLUMNS.where(Removal.id == sa.bindparam("removal_id"))
_MINE = (
    COLUMNS.join(RemovalNotice, RemovalNotice.removal_id == Removal.id)
    .where(RemovalNotice.member_id == sa.bindparam("member_id"))
    .order_by(Removal.id.desc())
    .limit(50)
)
_STEPS = (
    sa.select(RemovalStep.id, RemovalStep.step, RemovalStep.at, RemovalStep.words, Member.name)
    .outerjoin(Member, Member.id == RemovalStep.by_id)
    .where(RemovalStep.removal_id == sa.bindparam("removal_id"))
    .order_by(RemovalStep.id)
)


def removals(*, only_open: bool = False, page: int = 1) -> tuple[list[RemovalShown], int]:
    """One page of the log, newest first, and how many there are. 2 statements."""
    asked = {"states": sorted(OPEN if only_open else RemovalState)}
    rows = db.session.execute(_PAGE, {**asked, "skip": (page - 1) * PER_PAGE})
    return [shown(row) for row in rows], db.session.scalar(_COUNT, asked) or 0


def removal_page(removal_id: int) -> RemovalShown | None:
    """One removal; None when there is none. 1 statement."""
    row = db.session.execute(_ONE, {"removal_id": removal_id}).one_or_none()
    return shown(row) if row else None


def steps_of(removal_id: int) -> list[StepShown]:
    """What happened, oldest first. Who appealed is not named. 1 statement."""
    return [
        StepShown(row.id, Step(row.step), row.at, _by(row), row.words)
        for row in db.session.execute(_STEPS, {"removal_id": removal_id})
    ]


def _by(row: Any) -> str:
    if row.step == Step.APPEALED:
        return "a member who stands behind the view"
    return row.name or ""


_NEWEST_STEPS = (
    sa.select(
        RemovalStep.id, RemovalStep.step, RemovalStep.at, RemovalStep.words, Removal.id, Removal.act
    )
    .join(Removal, Removal.id == RemovalStep.removal_id)
    .order_by(RemovalStep.id.desc())
    .limit(50)
)


def newest_steps() -> list[tuple[int, Step, datetime, str, int, Act]]:
    """For the feed: id, step, when, words, removal, act of the newest 50. 1 statement."""
    return [
        (step_id, Step(step), at, words, removal_id, Act(act))
        for step_id, step, at, words, removal_id, act in db.session.execute(_NEWEST_STEPS)
    ]


def removals_of(member_id: int) -> list[RemovalShown]:
    """Removals of views that this member stands behind, newest first. 1 statement."""
    return [shown(row) for row in db.session.execute(_MINE, {"member_id": member_id})]


def shown(row: Any) -> RemovalShown:
    """A row of COLUMNS as pages show it."""
    topic_url = f"/topics/{row.topic_id}-{row.slug}"
    is_option = row.subject_kind == Option.kind
    return RemovalShown(
        id=row.id,
        act=Act(row.act),
        state=RemovalState(row.state),
        reason=RemovalReason(row.reason),
        view=f"a hidden {row.subject_kind}" if row.hidden_at else row.view,
        view_kind=row.subject_kind,
        view_id=row.subject_id,
        view_url=topic_url if is_option else f"/arguments/{row.subject_id}",
        is_hidden=row.hidden_at is not None,
        topic="a hidden topic" if row.topic_hidden_at else row.topic,
        topic_url=topic_url,
        first=row.first,
        second=row.second or "",
        made_at=row.made_at,
        due_at=row.due_at,
        in_effect_at=row.in_effect_at,
        appealed_at=row.appealed_at,
    )
