"""Undoing an act on the structure, by the same rules as doing it."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.actions.changes import log_change
from wiki.actions.following import views_follow
from wiki.actions.linking import names_changed
from wiki.actions.sources_along import sources_along
from wiki.actions.standing import check_after, lock_structure
from wiki.actions.steps import Step, reversed_steps, take
from wiki.actions.texts import allow_edit
from wiki.actions.topic_merges import join
from wiki.models import StructureChange, Topic
from wiki.models.topics import pages_showing


def undo(change: StructureChange, *, by: Viewer, why: str = "") -> StructureChange:
    """Put the structure back as it was before this change. Raises Refused.

    It is refused when a later change stands in the way, or when the rules forbid what it would
    make. What was written since stays where it is; of a new topic that goes, it goes along.
    """
    allow_edit(by)
    lock_structure()
    undone = db.session.scalar(sa.select(sa.exists().where(StructureChange.undoes_id == change.id)))
    if reason := rules.why_not_undo(undone=bool(undone)):
        raise Refused(reason)
    pages = _pages(_touched(change.steps))
    steps = take(reversed_steps(change.steps))
    db.session.expire_all()
    steps += _what_came_since(steps)
    for topic_id, into_id in _merged_by(steps):
        steps += join(db.session.get_one(Topic, topic_id), db.session.get_one(Topic, into_id))
        db.session.expire_all()
    steps += sources_along(_now_of(steps))
    check_after(step["child"] for step in steps if "child" in step)
    topic = db.session.get_one(Topic, change.topic_id)
    said = f"Undone: {change.said}"
    made = log_change(rules.Act.UNDONE, topic, said, steps, by=by, why=why, undoes=change)
    touched = {*_touched(steps), topic.id}
    pages = [*pages, *_pages(touched), "structure"]
    for topic_id in sorted(touched):
        one = db.session.get_one(Topic, topic_id)
        names_changed(one)
        if change.act in {rules.Act.MERGED, rules.Act.SPLIT, rules.Act.UNDONE}:
            names_changed(one)
        events.record("topic.restructured", one, actor_id=by.id, pages=pages)
    return made


def _what_came_since(steps: list[Step]) -> list[Step]:
    """Arguments, threads and polls that options got meanwhile go with them."""
    return [
        later
        for step in steps
        if (step.get("table"), step.get("column")) == ("option", "topic_id")
        for later in views_follow([key["id"] for key in step["keys"]], step["was"], step["now"])
    ]


def _merged_by(steps: list[Step]) -> list[tuple[int, int]]:
    """Topics that these steps make part of another: a new topic whose split is undone."""
    return [
        (key["id"], step["now"])
        for step in steps
        if step.get("column") == "merged_into_id" and step["was"] is None
        for key in step["keys"]
    ]


def _now_of(steps: list[Step]) -> set[int]:
    """The topics between which these steps move options."""
    return {
        step[end]
        for step in steps
        if (step.get("table"), step.get("column")) == ("option", "topic_id")
        for end in ("was", "now")
    }


def _touched(steps: list[Step]) -> set[int]:
    """The topics whose places, or whose being part of another, these steps change."""
    found: set[int] = set()
    for step in steps:
        if "child" in step:
            found.add(step["child"])
        elif step["table"] == "topic":
            found |= {key["id"] for key in step["keys"]}
    return found


def _pages(topic_ids: set[int]) -> list[str]:
    return [name for topic_id in sorted(topic_ids) for name in pages_showing(topic_id)]
