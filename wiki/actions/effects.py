"""What one topic does to another, and what to read besides. Editors' work, and public."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.actions.texts import allow_edit
from wiki.models import Effect, Option, SeeAlso, Topic
from wiki.models.topics import pages_showing


@dataclass(frozen=True, slots=True)
class End:
    """Where an effect begins or ends: a topic, or one option of it."""

    topic: Topic
    option: Option | None = None

    @property
    def heading(self) -> str:
        """Its name in the public log."""
        return self.option.heading if self.option else self.topic.heading

    @property
    def ids(self) -> tuple[int, int | None]:
        """Topic and option, as the row keeps them."""
        return self.topic.id, self.option.id if self.option else None


def link(start: End, kind: rules.EffectKind | str, end: End, why: str, *, by: Viewer) -> Effect:
    """Say that one topic or option does something to another, and why. Raises Refused."""
    allow_edit(by)
    for topic_id in sorted({start.topic.id, end.topic.id}):  # two editors draw the same one once
        db.session.get(Topic, topic_id, with_for_update=True)
    reason = rules.why_not_link(
        same_end=start.ids == end.ids,
        there_already=_is_linked(start, kind, end),
        kind=kind,
        why=why,
    )
    if reason:
        raise Refused(reason)
    made = Effect(
        from_topic_id=start.ids[0],
        from_option_id=start.ids[1],
        kind=rules.EffectKind(kind).value,
        to_topic_id=end.ids[0],
        to_option_id=end.ids[1],
        why=why,
        added_by_id=by.id,
        added_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    _record("topic.effect_added", made, f"{start.heading} {_verb(made)} {end.heading}", why, by)
    return made


def unlink(effect: Effect, because: str, *, by: Viewer) -> None:
    """Take an effect away, with a reason; its row stays in the record. Raises Refused."""
    allow_edit(by)
    db.session.refresh(effect, with_for_update=True)
    removed = effect.removed_at is not None
    if reason := rules.why_not_unlink(removed=removed, because=because):
        raise Refused(reason)
    pages = _pages(effect)  # before it goes: whoever showed it changes too
    effect.removed_by_id, effect.removed_at, effect.removed_because = by.id, now(), because
    said = f"{_name(effect.from_topic_id, effect.from_option_id)} {_verb(effect)} "
    said += _name(effect.to_topic_id, effect.to_option_id)
    _record("topic.effect_removed", effect, said, because, by, pages)


def _is_linked(start: End, kind: str, end: End) -> bool:
    same = sa.exists().where(
        Effect.from_topic_id == start.ids[0],
        Effect.from_option_id.is_not_distinct_from(start.ids[1]),
        Effect.to_topic_id == end.ids[0],
        Effect.to_option_id.is_not_distinct_from(end.ids[1]),
        Effect.kind == kind,
        Effect.removed_at.is_(None),
    )
    return bool(db.session.scalar(sa.select(same)))


def _verb(effect: Effect) -> str:
    return rules.EffectKind(effect.kind).words


def _name(topic_id: int, option_id: int | None) -> str:
    subject = db.session.get_one(Option if option_id else Topic, option_id or topic_id)
    return str(subject.heading)


def _pages(effect: Effect) -> list[str]:
    return [*pages_showing(effect.from_topic_id), *pages_showing(effect.to_topic_id)]


def _record(
    name: str, effect: Effect, said: str, why: str, by: Viewer, pages: list[str] | None = None
) -> None:
    topic = db.session.get_one(Topic, effect.from_topic_id)
    events.record(
        name,
        topic,
        actor_id=by.id,
        pages=_pages(effect) + (pages or []),
        effect=effect.id,
        to=effect.to_topic_id,
        said=said,
        why=why,
    )


def see_also(one: Topic, other: Topic, *, by: Viewer) -> SeeAlso:
    """Let two topics name each other. Raises Refused."""
    allow_edit(by)
    for topic_id in sorted({one.id, other.id}):  # two editors draw the same line once
        db.session.get(Topic, topic_id, with_for_update=True)
    there = db.session.scalars(_lines(one.id, other.id)).first() is not None
    if reason := rules.why_not_see_also(itself=one.id == other.id, there_already=there):
        raise Refused(reason)
    made = SeeAlso(one_id=one.id, other_id=other.id, added_by_id=by.id, added_at=now())
    db.session.add(made)
    db.session.flush()
    events.record("topic.see_also_added", one, actor_id=by.id, to=other.id, said=_both(one, other))
    return made


def see_no_more(line: SeeAlso, *, by: Viewer) -> None:
    """Let two topics no longer name each other. Raises Refused."""
    allow_edit(by)
    one, other = (db.session.get_one(Topic, id_) for id_ in (line.one_id, line.other_id))
    pages = pages_showing(one.id)  # before it goes
    for drawn in db.session.scalars(_lines(one.id, other.id)):  # two, perhaps, after a merge
        db.session.delete(drawn)
    events.record(
        "topic.see_also_removed",
        one,
        actor_id=by.id,
        pages=[*pages, *pages_showing(other.id)],
        to=other.id,
        said=_both(one, other),
    )


def _lines(one_id: int, other_id: int) -> sa.Select[SeeAlso]:
    """The lines between two topics, in either order."""
    ends = (one_id, other_id)
    return sa.select(SeeAlso).where(SeeAlso.one_id.in_(ends), SeeAlso.other_id.in_(ends))


def _both(one: Topic, other: Topic) -> str:
    return f"{one.title}, {other.title}"
