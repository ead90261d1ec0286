"""Topics and their places. Nothing can stand under itself, also with two editors at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.actions.changes import log_change
from wiki.actions.standing import (
    check_place,
    last_position,
    lock_structure,
    places_of,
    places_under,
    topic_at,
)
from wiki.actions.steps import Step, facts_of, place_step, spot_at, take
from wiki.actions.texts import allow_edit, write
from wiki.models import Place, StructureChange, Topic
from wiki.models.topics import pages_showing
from wiki.rules import Act


@dataclass(frozen=True, slots=True)
class Standing:
    """How one child shall stand on the page above it."""

    position: int
    heading: str  # groups it with others; "" for none


def add_topic(  # noqa: PLR0913 — the columns of a row, by name
    title: str,
    question: str = "",
    summary: str = "",
    parent_id: int | None = None,
    label: str = "",
    *,
    by: Viewer,
    agreed: str = "",
    disputed: str = "",
    text: str = "",
    source: str | None = None,
    why: str = "Written",
) -> Topic:
    """Write a new topic and file it under a parent (None: at the top). Raises Refused."""
    allow_edit(by)
    topic = Topic(source=source, changed_at=now())
    words = {
        "title": title,
        "question": question,
        "summary": summary,
        "agreed": agreed,
        "disputed": disputed,
        "text": text,
    }
    write(topic, words, by=by, why=why)
    file(topic, parent_id, label, by=by)
    events.record("topic.added", topic, actor_id=by.id, pages=["structure"], title=title)
    return topic


def file(
    topic: Topic, parent_id: int | None, label: str = "", *, by: Viewer, home: bool = False
) -> list[Step]:
    """Let the topic stand there too; the first place is home. The steps. Raises Refused."""
    lock_structure()
    parent = topic_at(parent_id)
    topic_at(topic.id)
    check_place(topic, parent)
    now_home = next((spot for spot in places_of(topic.id) if spot.is_home), None)
    steps = [_set(now_home, is_home=False)] if home and now_home else []
    facts = {
        "label": _label(topic, label),
        "position": last_position(parent_id) + 1,
        "heading": "",
        "is_home": home or now_home is None,
        "added_by_id": by.id,
        "added_at": now().isoformat(),
    }
    return take([*steps, place_step(parent_id, topic.id, None, facts)])


def place(
    topic: Topic,
    parent_id: int | None,
    label: str = "",
    *,
    by: Viewer,
    home: bool = False,
    why: str = "",
) -> Place:
    """File a topic in one more place; `home` makes it the place its canonical trail climbs by.

    Raises Refused when the topic stands there already, would stand under itself, or would be
    too deep.
    """
    allow_edit(by)
    steps = file(topic, parent_id, label, by=by, home=home)
    said = f"“{topic.title}” stands under “{title_of(parent_id)}” too{_called(label)}."
    log_change(Act.PLACED, topic, said, steps, by=by, why=why)
    _record("placed", topic, by=by, parent=parent_id, label=label)
    made = spot_at(parent_id, topic.id)
    if made is None:
        raise LookupError("the place that was just made")
    return made


def move(
    spot: Place, parent_id: int | None, label: str = "", *, by: Viewer, why: str
) -> StructureChange:
    """Let the topic stand under another parent instead, as one act. Raises Refused."""
    topic = _hold(spot, by)
    parent = topic_at(parent_id)
    check_place(topic, parent)
    if reason := rules.why_not_give_reason(why):
        raise Refused(reason)
    pages = pages_showing(topic.id)
    before = facts_of(spot)
    after = {
        **before,
        "label": _label(topic, label),
        "position": last_position(parent_id) + 1,
        "heading": "",
    }
    old_id = spot.parent_id
    steps = [
        place_step(old_id, topic.id, before, None),
        place_step(parent_id, topic.id, None, after),
    ]
    said = (
        f"“{topic.title}” moved from “{title_of(old_id)}” to “{title_of(parent_id)}”"
        f"{_called(label)}."
    )
    made = log_change(Act.MOVED, topic, said, take(steps), by=by, why=why)
    _record("moved", topic, *pages, by=by, parent=parent_id, left=old_id, label=label)
    return made


def remove_place(spot: Place, *, by: Viewer, why: str = "") -> StructureChange:
    """Take a topic out of one of its places; the oldest left becomes home if that was home.

    Without its last place it is “Not yet filed”, and found there.
    """
    topic = _hold(spot, by)
    pages = pages_showing(topic.id)  # before it goes: its old parent changes too
    left = [one for one in places_of(topic.id) if one.id != spot.id]
    steps = [place_step(spot.parent_id, topic.id, facts_of(spot), None)]
    if spot.is_home and left:
        steps.append(_set(left[0], is_home=True))
    unfiled = "" if left else " It is not yet filed anywhere else."
    said = f"“{topic.title}” no longer stands under “{title_of(spot.parent_id)}”.{unfiled}"
    parent_id, label = spot.parent_id, spot.label
    made = log_change(Act.REMOVED, topic, said, take(steps), by=by, why=why)
    _record("unplaced", topic, *pages, by=by, parent=parent_id, label=label)
    return made


def make_home(spot: Place, *, by: Viewer, why: str = "") -> StructureChange | None:
    """Let the canonical trail of this place's topic climb from here; None when it does already."""
    topic = _hold(spot, by)
    if spot.is_home:
        return None
    steps = [_set(one, is_home=False) for one in places_of(topic.id) if one.is_home]
    steps.append(_set(spot, is_home=True))
    said = f"The home place of “{topic.title}” is under “{title_of(spot.parent_id)}” now."
    made = log_change(Act.HOME, topic, said, take(steps), by=by, why=why)
    _record("home_changed", topic, by=by, place=spot.id)
    return made


def relabel(spot: Place, label: str, *, by: Viewer, why: str = "") -> StructureChange | None:
    """Call the topic otherwise in this place; "" calls it by its title. None: it is called so."""
    topic = _hold(spot, by)
    name = _label(topic, label)
    if name == spot.label:
        return None
    steps = take([_set(spot, label=name)])
    said = (
        f"Under “{title_of(spot.parent_id)}”, “{topic.title}” is called “{label or topic.title}”."
    )
    made = log_change(Act.RELABELLED, topic, said, steps, by=by, why=why)
    _record("relabelled", topic, by=by, label=label)
    return made


def order_children(
    parent_id: int | None, wanted: Mapping[int, Standing], *, by: Viewer, why: str = ""
) -> StructureChange | None:
    """Order what stands under a topic (None: at the top), by topic id; None when it stands so.

    Those not named keep their place behind the others. Raises Refused.
    """
    allow_edit(by)
    lock_structure()
    spots = places_under(parent_id)
    steps = []
    for number, spot in enumerate(sorted(spots, key=lambda one: _rank(one, wanted)), 1):
        one = wanted.get(spot.child_id, Standing(number, spot.heading))
        if (spot.position, spot.heading) != (number, one.heading):
            steps.append(_set(spot, position=number, heading=one.heading))
    if not steps:
        return None
    topic = topic_at(parent_id) or db.session.get_one(Topic, spots[0].child_id)
    said = f"The topics under “{title_of(parent_id)}” stand in another order."
    made = log_change(Act.ORDERED, topic, said, take(steps), by=by, why=why)
    _record("ordered", topic, f"topic:{parent_id}", "topics", "home", by=by)
    return made


def _rank(spot: Place, wanted: Mapping[int, Standing]) -> tuple[bool, int, int, int]:
    one = wanted.get(spot.child_id)
    return (one is None, one.position if one else 0, spot.position, spot.id)


def title_of(topic_id: int | None) -> str:
    """How a sentence of the log names a topic; “Topics” is the top."""
    return db.session.get_one(Topic, topic_id).title if topic_id else "Topics"


def _hold(spot: Place, by: Viewer) -> Topic:
    """The topic of a place, with the structure locked and the place as it is now."""
    allow_edit(by)
    lock_structure()
    if spot_at(spot.parent_id, spot.child_id) is not spot:
        raise Refused("The topic does not stand there any more.")
    return db.session.get_one(Topic, spot.child_id)


def _set(spot: Place, **now_: object) -> Step:
    was = {name: getattr(spot, name) for name in now_}
    return place_step(spot.parent_id, spot.child_id, was, now_)


def _label(topic: Topic, label: str) -> str | None:
    return label if label and label != topic.title else None


def _called(label: str) -> str:
    return f", called “{label}”" if label else ""


def _record(name: str, topic: Topic, *pages: str, by: Viewer, **detail: object) -> None:
    events.record(f"topic.{name}", topic, actor_id=by.id, pages=[*pages, "structure"], **detail)
