"""Topics by what people call them: title, title of the past, label in a place."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from core.db import db
from core.text import after, slugify
from wiki.models.topics import Place, Topic, TopicAlias

_MOST_CALLED = 20
_title_is = sa.or_(
    Topic.slug == sa.bindparam("slug"),
    Topic.id.in_(sa.select(TopicAlias.topic_id).where(TopicAlias.slug == sa.bindparam("slug"))),
    Topic.id.in_(
        sa.select(Place.child_id).where(sa.func.lower(Place.label) == sa.bindparam("words"))
    ),
)


def _from(column: Any, name: str) -> sa.ColumnElement[bool]:
    """Rows that an index finds near those that begin so."""
    low, high = (sa.bindparam(one, type_=sa.String) for one in (name, f"{name}_end"))
    return sa.and_(column >= low, column < high)


_begins_so = sa.or_(
    _from(Topic.slug, "slug"),
    Topic.id.in_(sa.select(TopicAlias.topic_id).where(_from(TopicAlias.slug, "slug"))),
    Topic.id.in_(
        sa.select(Place.child_id).where(
            sa.or_(_from(Place.label, "small"), _from(Place.label, "large")),
            sa.func.lower(Place.label).like(sa.bindparam("like", type_=sa.String)),
        )
    ),
)
_CALLED, _BEGIN_SO = (
    sa.select(Topic.id, Topic.title)
    .where(chosen, Topic.is_shown())
    .order_by(Topic.slug, Topic.id)
    .limit(_MOST_CALLED)
    for chosen in (_title_is, _begins_so)
)


def topics_called(words: str) -> list[tuple[int, str]]:
    """Id and title of those that are called exactly so; else of those beginning so.

    1 or 2 statements.
    """
    slug = slugify(words)
    small = " ".join(words.lower().split())
    if not slug or not small:
        return []
    rows = db.session.execute(_CALLED, {"slug": slug, "words": small}).all()
    if not rows:
        first = small.split()[0]
        begun = {"small": first, "large": first.capitalize(), "slug": slug}
        ends = {f"{name}_end": after(start) for name, start in begun.items()}
        rows = db.session.execute(_BEGIN_SO, {**begun, **ends, "like": f"{small}%"}).all()
    return [(row.id, row.title) for row in rows]
