"""Mirrors: topics whose names say that they belong to another topic under which they do not stand.

“Football in primary schools” stands under “Football”, called “Primary schools” there. When there
is a topic “Primary schools”, an editor should think of filing it there too, called “Football”.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from core.text import slugify
from wiki.models import Place, Topic

MOST_MIRRORS = 200
LONGEST_NAME = 5  # words of a title that another title may hold


@dataclass(frozen=True, slots=True)
class Mirror:
    """A topic, and another under which it might stand too."""

    topic: str
    topic_url: str
    parent: str
    parent_url: str
    label: str  # what it could be called there; "" for its title


@dataclass(frozen=True, slots=True)
class _Named:
    id: int
    slug: str
    title: str

    @property
    def url(self) -> str:
        return f"/topics/{self.id}-{self.slug}"


_TOPICS = sa.select(Topic.id, Topic.slug, Topic.title).where(Topic.is_shown()).order_by(Topic.id)
_EDGES = sa.select(Place.child_id, Place.parent_id, Place.label).order_by(Place.id)


def mirrors() -> list[Mirror]:
    """At most 200, by the title of the topic. Reads the whole structure: 2 statements."""
    topics = {row.id: _Named(*row) for row in db.session.execute(_TOPICS)}
    edges = [(row.child_id, row.parent_id, row.label) for row in db.session.execute(_EDGES)]
    parents: dict[int, set[int]] = defaultdict(set)
    for child_id, parent_id, _ in edges:
        if parent_id:
            parents[child_id].add(parent_id)
    by_slug: dict[str, list[int]] = defaultdict(list)
    for topic in topics.values():
        by_slug[topic.slug].append(topic.id)
    found: dict[tuple[int, int], str] = {}
    for topic_id, name, label in _names(topics, edges):
        for other_id in by_slug.get(name, ()):
            related = _above(topic_id, parents) | _below_or_same(other_id, topic_id, parents)
            if other_id not in related:
                found.setdefault((topic_id, other_id), label)
    ranked = sorted(found.items(), key=lambda item: (topics[item[0][0]].slug, item[0]))
    return [
        _mirror(topics[one], topics[other], label) for (one, other), label in ranked[:MOST_MIRRORS]
    ]


def _names(
    topics: dict[int, _Named], edges: list[tuple[int, int | None, str | None]]
) -> Iterator[tuple[int, str, str]]:
    """Topic, a name (as a slug) that it bears or that its title holds, its label in the mirror."""
    for child_id, parent_id, label in edges:
        if label and parent_id in topics and child_id in topics:
            yield child_id, slugify(label), topics[parent_id].title
    for topic in topics.values():
        words = re.split("-", topic.slug)
        for length in range(1, min(LONGEST_NAME, len(words) - 1) + 1):
            for start in range(len(words) - length + 1):
                yield topic.id, "-".join(words[start : start + length]), ""


def _above(topic_id: int, parents: dict[int, set[int]]) -> set[int]:
    seen, ahead = {topic_id}, [topic_id]
    while ahead:
        for parent_id in parents.get(ahead.pop(), ()):
            if parent_id not in seen:
                seen.add(parent_id)
                ahead.append(parent_id)
    return seen


def _below_or_same(other_id: int, topic_id: int, parents: dict[int, set[int]]) -> set[int]:
    """The other, when the topic stands above it: it could not stand under it."""
    return {other_id} if topic_id in _above(other_id, parents) else set()


def _mirror(topic: _Named, parent: _Named, label: str) -> Mirror:
    return Mirror(topic.title, topic.url, parent.title, parent.url, label)
