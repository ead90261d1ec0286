"""Two topics become one, or one becomes two. Nothing is lost, and both can be undone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import Model, db
from core.errors import Refused
from wiki import rules
from wiki.actions.changes import log_change
from wiki.actions.following import rows_follow, views_follow
from wiki.actions.joining import join_places
from wiki.actions.linking import names_changed
from wiki.actions.sources_along import sources_along
from wiki.actions.standing import (
    allow_change,
    check_after,
    last_position,
    lock_structure,
    places_of,
    places_under,
)
from wiki.actions.steps import Step, facts_of, place_step, rows_step, take
from wiki.actions.structure import file, title_of
from wiki.actions.texts import allow_edit, write
from wiki.models import Option, StructureChange, Topic
from wiki.models.topics import pages_showing
from wiki.rules import Act

_topic = Model.metadata.tables["topic"].c
_option = Model.metadata.tables["option"].c


def merge(topic: Topic, into: Topic, *, by: Viewer, why: str) -> StructureChange:
    """Let everything of a topic become part of another; its address leads there. Raises Refused.

    Options, arguments, places, subtopics, suggestions, threads and polls go there with their
    authors; the words of the topic itself stay in its history.
    """
    _hold(by, topic, into)
    reason = rules.why_not_merge(
        same=topic.id == into.id, hidden=bool(topic.hidden_at or into.hidden_at)
    )
    if reason := reason or rules.why_not_give_reason(why):
        raise Refused(reason)
    pages = [*pages_showing(topic.id), *pages_showing(into.id)]
    steps = join(topic, into)
    said = f"“{topic.title}” is part of “{into.title}” now."
    change = log_change(Act.MERGED, topic, said, steps, by=by, why=why)
    db.session.expire_all()
    names_changed(topic)
    names_changed(into, topic.title)
    _record("topic.merged", topic, pages, by=by, into=into.id)
    _record("topic.took_in", into, pages, by=by, merged=topic.id)
    return change


def join(topic: Topic, into: Topic) -> list[Step]:
    """Let all that stands or hangs on a topic go to another, and mark it as merged. The steps."""
    steps = join_places(topic, into)
    steps += _options_behind(topic.id, into.id)
    steps += rows_follow(topic.id, into.id)
    if topic.merged_into_id is None:
        merged = rows_step(_topic.merged_into_id, [{"id": topic.id}], None, into.id)
        steps += take([merged])
    return steps


@dataclass(frozen=True, slots=True)
class Part:
    """What goes to the new topic when one is split, and what that is called."""

    title: str
    question: str = ""
    summary: str = ""
    label: str = ""  # its name in its place, if it has another there
    beside: bool = False  # where the old topic stands, not under it
    options: Collection[int] = ()
    subtopics: Collection[int] = ()


def split(topic: Topic, part: Part, *, by: Viewer, why: str) -> Topic:
    """Make a new topic of some options and subtopics of this one. Raises Refused."""
    _hold(by, topic)
    options = sorted(
        db.session.scalars(
            sa.select(Option.id).where(Option.topic_id == topic.id, Option.id.in_(part.options))
        )
    )
    spots = [spot for spot in places_under(topic.id) if spot.child_id in part.subtopics]
    reason = rules.why_not_split(moved=len(options) + len(spots))
    if reason := reason or rules.why_not_give_reason(why):
        raise Refused(reason)
    made = Topic(changed_at=now())
    words = dict.fromkeys(("agreed", "disputed", "text"), "")
    words |= {"title": part.title, "question": part.question, "summary": part.summary}
    write(made, words, by=by, why=f"Split off from “{topic.title}”")
    # To undo it is to make it part again of the topic it came from.
    steps = [rows_step(_topic.merged_into_id, [{"id": made.id}], topic.id, None)]
    home = next((spot for spot in places_of(topic.id) if spot.is_home), None)
    if home is not None or not part.beside:
        parent_id = home.parent_id if home and part.beside else topic.id
        steps += file(made, parent_id, part.label, by=by)
    for number, spot in enumerate(spots, last_position(made.id) + 1):
        facts = {**facts_of(spot), "position": number}
        old = place_step(topic.id, spot.child_id, facts_of(spot), None)
        steps += take([old, place_step(made.id, spot.child_id, None, facts)])
    steps += views_follow(options, topic.id, made.id)
    steps += sources_along([made.id])
    check_after([made.id, *(spot.child_id for spot in spots)])
    said = f"“{made.title}” was split off from “{title_of(topic.id)}”."
    log_change(Act.SPLIT, topic, said, steps, by=by, why=why)
    db.session.expire_all()
    names_changed(made)
    pages = [*pages_showing(topic.id), *pages_showing(made.id)]
    _record("topic.added", made, pages, by=by, title=made.title)
    _record("topic.split", topic, pages, by=by, made=made.id)
    return made


def _hold(by: Viewer, *topics: Topic) -> None:
    """Only we change the structure now, and nobody hangs anything on these topics."""
    allow_edit(by)
    lock_structure()
    for topic in sorted(topics, key=lambda one: one.id):
        db.session.refresh(topic, ["merged_into_id"], with_for_update=True)
        allow_change(topic)


def _options_behind(topic_id: int, into_id: int) -> list[Step]:
    """The options that come stand behind those that are there."""
    last = db.session.scalar(
        sa.select(sa.func.max(Option.position)).where(Option.topic_id == into_id)
    )
    rows = db.session.execute(
        sa.select(Option.id, Option.position).where(Option.topic_id == topic_id)
    ).all()
    moved = [(row.id, row.position, row.position + (last or 0)) for row in rows]
    return take(
        rows_step(_option.position, [{"id": id_}], was, now_)
        for id_, was, now_ in moved
        if was != now_
    )


def _record(name: str, topic: Topic, pages: list[str], *, by: Viewer, **detail: object) -> None:
    events.record(name, topic, actor_id=by.id, pages=[*pages, "structure"], **detail)
