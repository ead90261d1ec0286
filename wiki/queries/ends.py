"""The ends of effects, and the loops and the picture that effects make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from wiki import pictures, rules
from wiki.models import Effect, Option, Topic

MOST_BOXES = 10  # in the picture


@dataclass(frozen=True, slots=True)
class EndShown:
    """Where an effect begins or ends: a topic, or one option of it."""

    topic_id: int
    topic: str
    url: str
    option_id: int | None
    title: str

    @property
    def key(self) -> str:
        """Tells it apart from every other end."""
        return f"option:{self.option_id}" if self.option_id else f"topic:{self.topic_id}"


@dataclass(frozen=True, slots=True)
class EffectShown:
    """One effect in words."""

    id: int
    kind: rules.EffectKind
    why: str
    start: EndShown
    end: EndShown
    way: str  # "out" or "in"
    step: int

    @property
    def said(self) -> str:
        """As a sentence."""
        return f"{self.start.title} {self.kind.words} {self.end.title}"


@dataclass(frozen=True, slots=True)
class LoopShown:
    """A loop in words."""

    name: str  # reinforcing or balancing
    is_reinforcing: bool
    ends: tuple[EndShown, ...]  # from the first back to the first


_topics = sa.orm.aliased(Topic), sa.orm.aliased(Topic)
_options = sa.orm.aliased(Option), sa.orm.aliased(Option)


def end_columns(number: int) -> list[sa.ColumnElement[Any]]:
    """The columns of the end where an effect begins (0) or ends (1)."""
    topic, option, name = _topics[number], _options[number], ("start", "end")[number]
    return [
        topic.id.label(f"{name}_id"),
        topic.slug.label(f"{name}_slug"),
        topic.title.label(f"{name}_topic"),
        option.id.label(f"{name}_option_id"),
        sa.case(
            (option.archived_at.is_not(None), option.title + " (archived)"), else_=option.title
        ).label(f"{name}_option"),
    ]


def with_ends(statement: Any) -> Any:
    """Join both ends of effects, neither of them hidden."""
    for topic, option, topic_id, option_id in (
        (_topics[0], _options[0], Effect.from_topic_id, Effect.from_option_id),
        (_topics[1], _options[1], Effect.to_topic_id, Effect.to_option_id),
    ):
        statement = (
            statement.join(topic, topic.id == topic_id)
            .outerjoin(option, option.id == option_id)
            .where(
                topic.hidden_at.is_(None),
                topic.merged_into_id.is_(None),
                option.hidden_at.is_(None),
            )
        )
    return statement


def effect_of(row: Any) -> EffectShown:
    """The effect of a row with the columns of both ends."""
    return EffectShown(
        id=row.line,
        kind=rules.EffectKind(row.kind),
        why=row.why,
        start=_end(
            row.start_id, row.start_slug, row.start_topic, row.start_option_id, row.start_option
        ),
        end=_end(row.end_id, row.end_slug, row.end_topic, row.end_option_id, row.end_option),
        way=row.way,
        step=row.step,
    )


def _end(topic_id: int, slug: str, topic: str, option_id: int | None, option: str) -> EndShown:
    url = f"/topics/{topic_id}-{slug}"
    if option_id is None:
        return EndShown(topic_id, topic, url, None, topic)
    return EndShown(topic_id, topic, f"{url}#option-{option_id}", option_id, option)


def loops_of(effects: Iterable[EffectShown]) -> list[LoopShown]:
    """The loops in these effects, short ones first, at most twelve."""
    ends: dict[str, EndShown] = {}
    arrows: list[rules.Arrow] = []
    for one in effects:
        ends |= {one.start.key: one.start, one.end.key: one.end}
        arrows.append(rules.Arrow(one.id, one.start.key, one.end.key, one.kind.sign))
    return [
        LoopShown(
            loop.name,
            loop.is_reinforcing,
            (*(ends[arrow.start] for arrow in loop.arrows), ends[loop.arrows[0].start]),
        )
        for loop in rules.loops(arrows)[: rules.MOST_LOOPS]
    ]


def picture_of(
    topic_id: int, shown: list[EffectShown], loops: list[LoopShown]
) -> pictures.Picture | None:
    """The picture of these effects, at most ten boxes; None when one arrow would be all."""
    rows = _rows(topic_id, shown)
    ringed = {end.key for loop in loops for end in loop.ends}
    order = list(rows)
    kept = sorted(order, key=lambda key: (key not in ringed, abs(rows[key][0])))[:MOST_BOXES]
    keys = sorted(kept, key=lambda key: (rows[key][0], order.index(key)))
    arrows = {
        one.id: (one.start.key, one.end.key, one.kind.sign)
        for one in shown
        if one.start.key in kept and one.end.key in kept
    }
    if len(arrows) < 2:  # noqa: PLR2004 — a sentence says it better
        return None
    ends = [rows[key][1] for key in keys]
    names = [pictures.Name(end.key, end.title, end.topic_id == topic_id) for end in ends]
    return pictures.picture(names, arrows.values())


def _rows(topic_id: int, shown: list[EffectShown]) -> dict[str, tuple[int, EndShown]]:
    """Each end and how far below the topic (above: less than 0) it stands, in order of telling.

    What both affects it and is affected stands below, so that the way back closes a ring.
    """
    rows: dict[str, tuple[int, EndShown]] = {}
    for one in sorted(shown, key=lambda one: one.way != "out"):
        far = [(one.start, one.step - 1), (one.end, one.step)]
        if one.way == "in":
            far = [(one.end, 1 - one.step), (one.start, -one.step)]
        for end, row in far:
            rows.setdefault(end.key, (0 if end.topic_id == topic_id else row, end))
    return rows
