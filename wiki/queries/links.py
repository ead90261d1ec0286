"""What links to a topic, and which links lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from wiki.models import Argument, Link, Option, Topic
from wiki.rules import links

LINKS_SHOWN = 100
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
