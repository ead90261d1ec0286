"""Completing the name of a topic as it is typed, over indexes that SQL has anyway."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from core.text import after, slugify
from wiki.models import Place, Topic, TopicAlias, home_trails
from wiki.queries.meaning import topics_meant
from wiki.rules import links

FEWEST_TYPED = 2
LONGEST_TYPED = 60
MOST_LOOKED_AT = 40  # of each kind of name


@dataclass(frozen=True, slots=True)
class Completion:
    """A topic that somebody may mean, and what to write into a text for a link to it."""

    words: str  # its title, a title of the past, or its label in a place
    trail: str
    url: str
    link: str


_FACTS = (Topic.id, Topic.slug, Topic.title)


def _between(column: Any, name: str) -> sa.ColumnElement[bool]:
    """The rows an index finds near those that begin so, in any collation; others are among them."""
    low, high = (sa.bindparam(f"{name}_{end}", type_=sa.String) for end in ("low", "high"))
    return sa.and_(column >= low, column < high)


def _some(found: Any, words: Any, by: Any, like: str) -> sa.Select[Any]:
    """The first of these that do begin so, in the order of an index."""
    begins = sa.func.lower(by).like(sa.bindparam(like, type_=sa.String), escape="/")
    chosen = found.add_columns(words.label("words")).where(begins, Topic.is_shown())
    return sa.select(chosen.order_by(by).limit(MOST_LOOKED_AT).subquery())


_by_alias = sa.select(*_FACTS).join(TopicAlias, TopicAlias.topic_id == Topic.id)
_by_label = sa.select(*_FACTS).join(Place, Place.child_id == Topic.id)
_COMPLETIONS = sa.union(
    _some(
        sa.select(*_FACTS).where(_between(Topic.slug, "slug")), Topic.title, Topic.slug, "slug_like"
    ),
    _some(
        _by_alias.where(_between(TopicAlias.slug, "slug")),
        TopicAlias.title,
        TopicAlias.slug,
        "slug_like",
    ),
    *(
        _some(_by_label.where(_between(Place.label, case)), Place.label, Place.label, "label_like")
        for case in ("lower", "capital", "upper")
    ),
).subquery()
_FIRST = sa.select(_COMPLETIONS).order_by(
    sa.func.length(_COMPLETIONS.c.words), _COMPLETIONS.c.words, _COMPLETIONS.c.id
)


def _asked(typed: str) -> dict[str, str]:
    """What the statement is asked for names that begin like this."""
    slug = slugify(typed)
    word = typed.split(maxsplit=1)[0]  # the letters of the next may be large or small
    begun = {"slug": slug, "lower": word, "capital": word.capitalize(), "upper": word.upper()}
    asked = {f"{name}_low": text for name, text in begun.items()}
    asked |= {f"{name}_high": after(text) for name, text in begun.items()}
    escaped = re.sub(r"([%_/])", r"/\1", typed)
    return asked | {"slug_like": f"{slug}%", "label_like": f"{escaped}%"}


def completions(typed: str, *, most: int = 8) -> list[Completion]:
    """Topics of which a title, a title of the past or a label begins like this. 3 statements.

    The shortest first. Fewer than two letters complete to nothing.
    """
    typed = " ".join(typed.split()).lower()[:LONGEST_TYPED]
    if len(typed) < FEWEST_TYPED:
        return []
    rows = db.session.execute(_FIRST.limit(most), _asked(typed)).all()
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
