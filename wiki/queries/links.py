"""What links to a topic, and which links lead nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from wiki.models import Argument, Link, Option, Place, Topic, TopicAlias, home_trails
from wiki.queries.meaning import topics_meant
from wiki.rules import links

LINKS_SHOWN = 100
FEWEST_TYPED = 2
LONGEST_TYPED = 60
ADDRESS = "/topics/"  # what the name of a link by address begins with


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A text that links somewhere: the topic it stands on, and the view, if it is one's."""

    name: str  # what it names
    title: str  # of the topic it stands on
    heading: str  # of the option or argument; "" for the topic's own text
    url: str


_LINKS = (
    sa.select(
        Link.id,
        Link.name,
        Link.from_kind,
        Link.from_id,
        Topic.id.label("topic_id"),
        Topic.slug,
        Topic.title,
        sa.func.coalesce(Option.title, Argument.claim, "").label("heading"),
    )
    .join(Topic, Topic.id == Link.topic_id)
    .outerjoin(Option, sa.and_(Link.from_kind == "option", Option.id == Link.from_id))
    .outerjoin(Argument, sa.and_(Link.from_kind == "argument", Argument.id == Link.from_id))
    .where(Topic.hidden_at.is_(None), Option.hidden_at.is_(None), Argument.hidden_at.is_(None))
    .order_by(Topic.title, Link.id)
    .limit(LINKS_SHOWN)
    .offset(sa.bindparam("skip"))
)
_HERE = _LINKS.where(Link.to_id == sa.bindparam("topic_id"))
_dead = sa.orm.aliased(Topic)
_NOWHERE = _LINKS.outerjoin(_dead, _dead.id == Link.to_id).where(
    sa.or_(Link.to_id.is_(None), _dead.hidden_at.is_not(None))
)
_WANTED = (
    sa.select(sa.func.min(Link.name).label("name"), sa.func.count().label("texts"))
    .where(Link.to_id.is_(None), Link.slug != "")
    .group_by(Link.slug)
    .order_by(sa.desc("texts"), "name")
    .limit(LINKS_SHOWN)
    .offset(sa.bindparam("skip"))
)


def what_links_here(topic_id: int, *, page: int = 1) -> list[LinkShown]:
    """The texts that link to a topic, by title; at most 100 to a page. 1 statement."""
    return _shown(_HERE, page, topic_id=topic_id)


def broken_links(*, page: int = 1) -> list[LinkShown]:
    """The links that lead to no topic, or to a hidden one; at most 100 to a page. 1 statement."""
    return _shown(_NOWHERE, page)


def wanted_topics(*, page: int = 1) -> list[tuple[str, int]]:
    """Names that texts link to and no topic has, and how many texts do. 1 statement."""
    rows = db.session.execute(_WANTED, {"skip": (page - 1) * LINKS_SHOWN})
    return [(links.parts(row.name)[0], row.texts) for row in rows]


def _shown(statement: Any, page: int, **asked: object) -> list[LinkShown]:
    rows = db.session.execute(statement, {**asked, "skip": (page - 1) * LINKS_SHOWN})
    return [LinkShown(row.name, row.title, row.heading, _url(row)) for row in rows]


def _url(row: Any) -> str:
    if row.from_kind == "topic":
        return f"/topics/{row.topic_id}-{row.slug}"
    return f"/{row.from_kind}s/{row.from_id}"


@dataclass(frozen=True, slots=True)
class Completion:
    """A topic that somebody may mean, and what to write into a text for a link to it."""

    words: str  # its title, a title of the past, or its label in a place
    trail: str
    url: str
    link: str


_LIKE: sa.BindParameter[str] = sa.bindparam("like")
_COMPLETIONS = sa.union(
    sa.select(Topic.id, Topic.slug, Topic.title, Topic.title.label("words")).where(
        sa.func.lower(Topic.title).like(_LIKE, escape="/"), Topic.is_shown()
    ),
    sa.select(Topic.id, Topic.slug, Topic.title, TopicAlias.title)
    .join(TopicAlias, TopicAlias.topic_id == Topic.id)
    .where(sa.func.lower(TopicAlias.title).like(_LIKE, escape="/"), Topic.is_shown()),
    sa.select(Topic.id, Topic.slug, Topic.title, Place.label)
    .join(Place, Place.child_id == Topic.id)
    .where(sa.func.lower(Place.label).like(_LIKE, escape="/"), Topic.is_shown()),
).subquery()
_FIRST = sa.select(_COMPLETIONS).order_by(
    sa.func.length(_COMPLETIONS.c.words), _COMPLETIONS.c.words, _COMPLETIONS.c.id
)


def completions(typed: str, *, most: int = 8) -> list[Completion]:
    """Topics of which a title, a title of the past or a label begins like this. 3 statements.

    The shortest first. Fewer than two letters complete to nothing.
    """
    typed = " ".join(typed.split()).lower()
    if len(typed) < FEWEST_TYPED:
        return []
    like = re.sub(r"([%_/])", r"/\1", typed[:LONGEST_TYPED]) + "%"
    rows = db.session.execute(_FIRST.limit(most), {"like": like}).all()
    trails = home_trails({row.id for row in rows})
    meant = topics_meant({row.title for row in rows})
    return [
        Completion(
            row.words,
            trails[row.id],
            f"/topics/{row.id}-{row.slug}",
            links.link_text(
                row.title,
                row.id,
                is_only=row.title in meant and meant[row.title].id == row.id,
                words="" if row.words == row.title else row.words,
            ),
        )
        for row in rows
    ]
