"""The wiki of the demo, from the files in policy/: topics in their places, options, arguments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa
import yaml

import wiki.actions
from accounts.access import Viewer
from core import events
from core.clock import freeze, now
from core.db import db
from core.text import slugify
from demo import people
from wiki.models import Argument, Option, Place, Topic
from wiki.rules import Side

POLICY = Path(__file__).parent / "policy"
FIRST, BETWEEN = timedelta(days=100), timedelta(days=1.4)  # ago; from one topic to the next
CREDITED, NAMED = 0.5, 0.85  # shares of arguments that came from a member, and of those named
APART = " :: "  # stands between claim, detail and source

Written = dict[str, Any]  # one topic as the file has it


def make() -> Iterator[str]:
    """Write the topics that are missing, each in one transaction; then file them everywhere."""
    written = [topic for path in sorted(POLICY.glob("*.yaml")) for topic in _read(path)]
    began = now() - FIRST
    known = set(db.session.scalars(sa.select(Topic.source).where(Topic.source.like("demo:%"))))
    missing = [topic for topic in written if source_of(topic["title"]) not in known]
    if missing:
        authors = people.active(Random(1), 400)
        for number, topic in enumerate(written):
            if topic in missing:
                _write(topic, began + number * BETWEEN, authors)
                events.commit()
    placed = sum(_file(topic) for topic in written)
    events.commit()
    if missing or placed:
        counts = f"{_count(Option)} options, {_count(Argument)} arguments"
        yield f"The wiki: {len(written)} topics, {counts}"


def _read(path: Path) -> list[Written]:
    read: list[Written] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def source_of(title: str) -> str:
    """What marks a topic as the demo's own."""
    return f"demo:{slugify(title)}"


def topic_of(title: str) -> Topic:
    """The demo's topic of this title."""
    return db.session.scalars(sa.select(Topic).where(Topic.source == source_of(title))).one()


def option_of(topic: str, number: int = 1) -> Option:
    """The topic's first, second … option."""
    options = sa.select(Option).where(Option.topic_id == topic_of(topic).id).order_by(Option.id)
    return db.session.scalars(options).all()[number - 1]


def _count(kind: type[Option | Argument]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(kind)) or 0


def _write(written: Written, at: datetime, authors: list[Viewer]) -> None:
    """A topic with all that stands on it, as if over some days from `at`."""
    editor = people.as_viewer("dilys" if at.day % 2 else "emrys")
    parent, label = _place_of(written["places"][0])
    versions = [*written.get("revisions", []), {}]
    with freeze(at):
        topic = wiki.actions.add_topic(
            written["title"],
            written.get("question", ""),
            written.get("summary", ""),
            parent.id if parent else None,
            label,
            by=editor,
            agreed=written.get("agreed", ""),
            disputed=written.get("disputed", ""),
            text=versions[0].get("text", written.get("text", "")),
            source=source_of(written["title"]),
        )
    for number, version in enumerate(versions[:-1], start=1):
        later = versions[number].get("text", written["text"])
        with freeze(at + timedelta(days=9 * number)):
            wiki.actions.edit(
                topic, {"text": later}, by=editor, base=topic.revision, why=version["why"]
            )
    _write_options(topic, written.get("options", []), at, editor, authors)


def _write_options(
    topic: Topic, options: list[Written], at: datetime, editor: Viewer, authors: list[Viewer]
) -> None:
    chance = Random(topic.source)
    for number, written in enumerate(options):
        with freeze(at + timedelta(days=number + 1)):
            option = wiki.actions.add_option(
                topic,
                written["title"],
                written.get("text", ""),
                by=editor,
                author_id=people.as_viewer(written["by"]).id if "by" in written else None,
            )
        for side in Side:
            for place, argument in enumerate(written.get(side.value, [])):
                with freeze(at + timedelta(days=number + 2 + place * 3, hours=chance.randrange(9))):
                    # The other side of a leaning option is told by editors: nobody has spoken up.
                    silent = side != written.get("lean", side)
                    author = None if silent else _author(chance, authors)
                    _argue(option, side, argument, editor, author, chance)


def _author(chance: Random, authors: list[Viewer]) -> Viewer | None:
    return chance.choice(authors) if chance.random() < CREDITED else None


def _argue(
    option: Option, side: Side, written: str, by: Viewer, author: Viewer | None, chance: Random
) -> None:
    claim, detail, source = [*written.split(APART), "", ""][:3]
    wiki.actions.add_argument(
        option,
        side,
        claim,
        detail,
        by=by,
        author_id=author.id if author else None,
        named=chance.random() < NAMED,
        sources=source,
    )


def _place_of(written: str) -> tuple[Topic | None, str]:
    """Parent and label of a place written as “Parent | label”."""
    parent, _, label = written.partition(" | ")
    return (None if parent == "top" else topic_of(parent)), label


def _file(written: Written) -> int:
    """File the topic in its other places; how many it did not stand in yet."""
    topic = topic_of(written["title"])
    places = sa.select(sa.func.count()).select_from(Place).where(Place.child_id == topic.id)
    if (db.session.scalar(places) or 0) >= len(written["places"]):
        return 0
    made = 0
    for spot in written["places"][1:]:
        parent, label = _place_of(spot)
        there = sa.exists().where(
            Place.child_id == topic.id, Place.parent_id == (parent.id if parent else None)
        )
        if not db.session.scalar(sa.select(there)):
            wiki.actions.place(topic, parent.id if parent else None, label, by=_editor())
            made += 1
    return made


def _editor() -> Viewer:
    return people.as_viewer("dilys")
