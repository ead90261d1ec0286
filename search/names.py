"""Names that people type, and what bears them: topics, CLPs, regions, members.

Of members it is never told whether there is one of a name: the roll is nobody's business. Whoever
asks for one that is not there finds nothing, as with one who wrote nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import sqlalchemy as sa

from accounts.models import Clp, Member, Region
from core import subjects
from core.db import db
from core.text import after, slugify

MOST_MEANT = 20
MOST_MEMBERS = 100

Named = tuple[int, str]  # id and name

_SLUG = sa.bindparam("slug", type_=sa.String)
_STARTS = sa.bindparam("starts", type_=sa.String)
_CLPS = (
    sa.select(Clp.id, Clp.name)
    .where(sa.or_(Clp.slug == _SLUG, Clp.slug.like(_STARTS)), Clp.is_shown())
    .order_by(Clp.slug != _SLUG, Clp.slug, Clp.id)
    .limit(MOST_MEANT)
)
_REGIONS = sa.select(Region.id, Region.name).where(Region.slug == _SLUG)
_MEMBERS = (
    sa.select(Member.id)
    .where(
        Member.name >= sa.bindparam("low", type_=sa.String),
        Member.name < sa.bindparam("high", type_=sa.String),
        sa.func.lower(Member.name).like(sa.bindparam("like", type_=sa.String), escape="/"),
        Member.hidden_at.is_(None),
    )
    .order_by(Member.name, Member.id)
    .limit(MOST_MEMBERS)
)


def topics_called(words: str) -> list[Named]:
    """Topics with this title, an earlier title or a label; else those beginning so."""
    topic = subjects.kinds().get("topic")
    return topic.called(words) if topic else []


def clps_called(words: str) -> list[Named]:
    """The CLP of this name; else those whose names begin so. 1 statement."""
    slug = slugify(words)
    rows = db.session.execute(_CLPS, {"slug": slug, "starts": f"{slug}%"}).all()
    exact = [(row.id, row.name) for row in rows if slugify(row.name) == slug]
    return exact or [(row.id, row.name) for row in rows]


def regions_called(words: str) -> list[Named]:
    """The region of this name. 1 statement."""
    return [(row.id, row.name) for row in db.session.execute(_REGIONS, {"slug": slugify(words)})]


def members_called(words: str) -> frozenset[int]:
    """Members whose names begin so, written with small letters or capitals. ≤ 3 statements."""
    like = re.sub(r"([%_/])", r"/\1", words.lower()) + "%"
    found: set[int] = set()
    for start in dict.fromkeys((words, words.title(), words.capitalize())):
        asked = {"low": start, "high": after(start), "like": like}
        found |= set(db.session.scalars(_MEMBERS, asked))
    return frozenset(found)


def topics_of(ids: Iterable[int]) -> list[Named]:
    """Those of these topics that are shown, with their titles. 1 statement."""
    topic = subjects.kinds().get("topic")
    wanted = list(ids)
    if topic is None or not wanted:
        return []
    rows = db.session.scalars(
        sa.select(topic).where(topic.id.in_(wanted), topic.is_shown()).order_by(topic.id)
    )
    return [(one.id, one.heading) for one in rows]


def clps_of(ids: Iterable[int], slugs: Iterable[str] = ()) -> list[tuple[int, str, str]]:
    """Id, slug and name of these CLPs, by name. 1 statement."""
    return _rows(Clp, ids, slugs)


def regions_of(ids: Iterable[int], slugs: Iterable[str] = ()) -> list[tuple[int, str, str]]:
    """Id, slug and name of these regions, by name. 1 statement."""
    return _rows(Region, ids, slugs)


def _rows(
    table: type[Clp | Region], ids: Iterable[int], slugs: Iterable[str]
) -> list[tuple[int, str, str]]:
    ids, slugs = list(ids), list(slugs)
    if not ids and not slugs:
        return []
    wanted = (
        sa.select(table.id, table.slug, table.name)
        .where(sa.or_(table.id.in_(ids), table.slug.in_(slugs)))
        .order_by(table.name, table.id)
    )
    return [(row.id, row.slug, row.name) for row in db.session.execute(wanted)]
