"""The arguments of an option as one member weighs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from deliberation.models import Weighed, Weighing
from wiki.models import Argument, Option, Topic

PER_PAGE = 30

OPEN = sa.and_(Argument.hidden_at.is_(None), Argument.archived_at.is_(None))
_OPTION = (
    sa.select(Option.id, Option.title, Option.topic_id, Topic.slug, Topic.title.label("topic"))
    .join(Topic, Topic.id == Option.topic_id)
    .where(Option.id == sa.bindparam("option_id"), Option.is_shown(), Option.archived_at.is_(None))
)
_ARGUMENTS = (
    sa.select(
        Argument.id, Argument.claim, Argument.html, Argument.side, Weighed.words, Weighing.answer
    )
    .outerjoin(
        Weighed,
        sa.and_(Weighed.subject_kind == Argument.kind, Weighed.subject_id == Argument.id),
    )
    .outerjoin(
        Weighing,
        sa.and_(
            Weighing.subject_kind == Argument.kind,
            Weighing.subject_id == Argument.id,
            Weighing.member_id == sa.bindparam("member_id"),
        ),
    )
    .where(Argument.option_id == sa.bindparam("option_id"), OPEN)
)


@dataclass(frozen=True, slots=True)
class ToWeigh:
    """One argument: what it says, what is told of all answers, and this member's own ("" none)."""

    id: int
    claim: str
    html: str
    side: str
    told: str
    answer: str


@dataclass(frozen=True, slots=True)
class Scale:
    """An option with some of its arguments, in the order of the page, for and against by turns."""

    option_id: int
    title: str
    topic: str
    topic_url: str
    arguments: list[ToWeigh]
    page: int
    pages: int


def scale_for(member_id: int | None, option_id: int, *, page: int = 1) -> Scale | None:
    """One page of an option's arguments, the last for one beyond it. 2 statements.

    None when the option cannot be seen.
    """
    option = db.session.execute(_OPTION, {"option_id": option_id}).first()
    if option is None:
        return None
    rows = db.session.execute(
        _ARGUMENTS.order_by(Argument.id), {"option_id": option_id, "member_id": member_id}
    ).all()
    ordered = by_turns({row.id: row.side for row in rows})
    by_id = {row.id: row for row in rows}
    pages = max(1, -(-len(ordered) // PER_PAGE))
    page = min(page, pages)
    shown = ordered[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Scale(
        option_id=option.id,
        title=option.title,
        topic=option.topic,
        topic_url=f"/topics/{option.topic_id}-{option.slug}",
        arguments=[_to_weigh(by_id[id_]) for id_ in shown],
        page=page,
        pages=pages,
    )


def by_turns(sides: dict[int, str]) -> list[int]:
    """The arguments as one reads two equal columns, row by row.

    `sides` are arguments in their order, each with its side.
    """
    rank: dict[int, tuple[int, int]] = {}
    seen: dict[str, int] = defaultdict(int)
    for argument_id, side in sides.items():
        rank[argument_id] = (seen[side], side == "against")
        seen[side] += 1
    return sorted(sides, key=lambda argument_id: rank[argument_id])


def _to_weigh(row: sa.Row[*tuple[Any, ...]]) -> ToWeigh:
    return ToWeigh(row.id, row.claim, row.html, row.side, row.words or "", row.answer or "")


_ANSWERS = (
    sa.select(Weighing.subject_id, Weighing.member_id, Weighing.answer)
    .where(
        Weighing.subject_kind == sa.bindparam("kind"),
        Weighing.subject_id.in_(sa.bindparam("ids", expanding=True)),
    )
    .order_by(Weighing.subject_id, Weighing.member_id)
)


def answers_on(kind: str, ids: Collection[int]) -> list[tuple[int, int, str]]:
    """Subject, member and answer of every weighing of these. For the worker. 1 statement."""
    rows = db.session.execute(_ANSWERS, {"kind": kind, "ids": list(ids)})
    return [(subject, member, answer) for subject, member, answer in rows]
