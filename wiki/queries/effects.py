"""What a topic affects and what affects it, two steps out, and what to read besides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from wiki import pictures, rules
from wiki.models import Effect, SeeAlso, Topic
from wiki.models.effects import effects_around
from wiki.queries.ends import (
    EffectShown,
    LoopShown,
    effect_of,
    end_columns,
    loops_of,
    picture_of,
    with_ends,
)

MOST_EFFECTS = 60  # and topics to see also, on one page


@dataclass(frozen=True, slots=True)
class Joined:
    """All that joins a topic to others."""

    effects: list[EffectShown]  # all of them, once
    out: list[tuple[EffectShown, list[EffectShown]]]  # each first step with what follows from it
    into: list[tuple[EffectShown, list[EffectShown]]]  # each last step with what leads to it
    see_also: list[dict[str, Any]]  # id, title, url, question
    loops: list[LoopShown]
    picture: pictures.Picture | None


_of = sa.bindparam("topic_id", type_=sa.Integer)
_walk = effects_around(_of)
_near = (
    sa.select(_walk.c.way, _walk.c.effect_id, sa.func.min(_walk.c.step).label("step"))
    .group_by(_walk.c.way, _walk.c.effect_id)
    .subquery()
)
_other = sa.orm.aliased(Topic)
_none = sa.cast(sa.null(), sa.Integer), sa.cast(sa.null(), sa.String)


def _see_also(here: Any, there: Any) -> Any:
    """Lines of one direction; both in one statement with OR would read every topic."""
    return (
        sa.select(
            sa.literal("see", sa.String).label("way"),
            sa.literal(0).label("step"),
            SeeAlso.id.label("line"),
            sa.literal("", sa.String).label("kind"),
            _other.question.label("why"),
            *(_none[0], _none[1], _none[1], _none[0], _none[1]),
            *(_other.id, _other.slug, _other.title, _none[0], _none[1]),
        )
        .join(_other, _other.id == there)
        # Not “IS NULL”: SQLite would begin with the index of merged topics, most of which are NULL.
        .where(
            here == _of, _other.hidden_at.is_(None), sa.func.coalesce(_other.merged_into_id, 0) == 0
        )
    )


_EFFECTS = with_ends(
    sa.select(
        _near.c.way,
        _near.c.step,
        Effect.id.label("line"),
        Effect.kind,
        Effect.why,
        *end_columns(0),
        *end_columns(1),
    )
    .select_from(_near)
    .join(Effect, Effect.id == _near.c.effect_id)
    .where(
        sa.or_(  # after a merge of topics an effect may lead back to where it began
            Effect.from_topic_id != Effect.to_topic_id,
            Effect.from_option_id.is_distinct_from(Effect.to_option_id),
        )
    )
)
_JOINED = (
    sa.union_all(
        _EFFECTS,
        _see_also(SeeAlso.one_id, SeeAlso.other_id),
        _see_also(SeeAlso.other_id, SeeAlso.one_id),
    )
    .order_by("step", "line")
    .limit(MOST_EFFECTS)
)


def joined(topic_id: int) -> Joined:
    """What joins a topic to others, two steps out. 1 statement."""
    rows = db.session.execute(_JOINED, {"topic_id": topic_id}).all()
    shown = [effect_of(row) for row in rows if row.way != "see"]
    effects: dict[int, EffectShown] = {}
    for one in shown:
        effects.setdefault(one.id, one)
    loops = loops_of(effects.values())
    return Joined(
        out=_steps(shown, "out"),
        into=_steps(shown, "in"),
        see_also=list({row.end_id: _other_topic(row) for row in rows if row.way == "see"}.values()),
        effects=list(effects.values()),
        loops=loops,
        picture=picture_of(topic_id, shown, loops),
    )


def _other_topic(row: Any) -> dict[str, Any]:
    url = f"/topics/{row.end_id}-{row.end_slug}"
    return {"id": row.line, "title": row.end_topic, "url": url, "question": row.why}


def _steps(shown: list[EffectShown], way: str) -> list[tuple[EffectShown, list[EffectShown]]]:
    """Each near effect with the further ones behind it.

    Told once: a further one that is near as well is left out, and so is, of what affects the topic,
    what is its own effect on itself.
    """
    near_ids = {one.id for one in shown if one.step == 1}
    own_ids = {one.id for one in shown if one.step == 1 and one.way == "out" != way}
    far = [one for one in shown if one.way == way and one.id not in near_ids]
    told: list[tuple[EffectShown, list[EffectShown]]] = []
    for near in (one for one in shown if one.way == way and one.step == 1):
        if near.id in own_ids:
            continue
        behind = [one for one in far if _follows(near, one)]
        far = [one for one in far if one not in behind]
        told.append((near, behind))
    return told


def _follows(near: EffectShown, far: EffectShown) -> bool:
    if near.way == "out":
        return far.start.key == near.end.key
    return far.end.key == near.start.key


@dataclass(frozen=True, slots=True)
class EffectRecord:
    """One line of the record: an effect that is or was said."""

    id: int
    said: str
    why: str
    added_by: str
    added_at: datetime
    removed_by: str
    removed_at: datetime | None
    removed_because: str


_adder, _remover = sa.orm.aliased(Member), sa.orm.aliased(Member)
_RECORD = (
    with_ends(
        sa.select(
            Effect,
            _adder.name.label("adder"),
            _remover.name.label("remover"),
            *end_columns(0),
            *end_columns(1),
        )
    )
    .outerjoin(_adder, _adder.id == Effect.added_by_id)
    .outerjoin(_remover, _remover.id == Effect.removed_by_id)
    .where(sa.or_(Effect.from_topic_id == _of, Effect.to_topic_id == _of))
    .order_by(Effect.id.desc())
    .limit(200)
)


def effects_record(topic_id: int) -> list[EffectRecord]:
    """Every effect that was ever said of a topic or its options, newest first. 1 statement."""
    return [
        EffectRecord(
            id=row.Effect.id,
            said=f"{row.start_option or row.start_topic} "
            f"{rules.EffectKind(row.Effect.kind).words} {row.end_option or row.end_topic}",
            why=row.Effect.why,
            added_by=row.adder or "the editors",
            added_at=row.Effect.added_at,
            removed_by=row.remover or "the editors",
            removed_at=row.Effect.removed_at,
            removed_because=row.Effect.removed_because or "",
        )
        for row in db.session.execute(_RECORD, {"topic_id": topic_id})
    ]
