"""A whole branch of the tree: what stands in it and in which order, and each topic's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from wiki.models import Place, Topic
from wiki.queries.own_words import OwnWordsShown, own_words_of
from wiki.queries.sources import RestsOn, rests_on
from wiki.queries.topics import TopicPage, topic_page
from wiki.queries.views import tombstone
from wiki.rules.briefings import Below, Entry, numbered

_root = sa.select(sa.cast(sa.bindparam("root_id"), sa.Integer).label("id"))
_branch = _root.cte("branch", recursive=True)
_branch = _branch.union(  # UNION, not UNION ALL: each topic once, however many paths lead there
    sa.select(Place.child_id).join(_branch, Place.parent_id == _branch.c.id)
)
_IN_BRANCH = (
    sa.select(
        Place.parent_id,
        Topic.id,
        sa.func.coalesce(Place.label, Topic.title).label("title"),
        Topic.hidden_at,
        Topic.hidden_because,
    )
    .join(Topic, Topic.id == Place.child_id)
    .where(Place.parent_id.in_(sa.select(_branch.c.id)))
    .order_by(Place.parent_id, Place.position, Place.id)
)
_ROOT = sa.select(Topic.id, Topic.title).where(
    Topic.id == sa.bindparam("root_id"), Topic.hidden_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A topic and all that stands under it, in the order of the contents pages."""

    topic_id: int
    title: str
    entries: list[Entry]

    @property
    def topics(self) -> int:
        """How many topics can be read in it."""
        return sum(entry.is_printed for entry in self.entries)


def branch(root_id: int) -> Branch | None:
    """The branch that begins at this topic; None when there is none or it is hidden.

    2 statements, however large the branch.
    """
    root = db.session.execute(_ROOT, {"root_id": root_id}).one_or_none()
    if root is None:
        return None
    children: dict[int, list[Below]] = defaultdict(list)
    for row in db.session.execute(_IN_BRANCH, {"root_id": root_id}):
        because = tombstone(row.hidden_at, row.hidden_because)
        children[row.parent_id].append(Below(row.id, row.title, because))
    return Branch(root.id, root.title, numbered(Below(root.id, root.title), children))


@dataclass(frozen=True, slots=True)
class TopicPrinted:
    """One topic as it stands on paper: its page, what it rests on, and own words by option."""

    entry: Entry
    topic: TopicPage
    rests: RestsOn
    own_words: dict[int, list[OwnWordsShown]]


def topics_printed(entries: Iterable[Entry], *, whole: bool = False) -> Iterator[TopicPrinted]:
    """Each topic of these entries that may be read, one after the other, so that memory is bounded.

    `whole`: all own words, not the first of each option. 6 statements a topic.
    """
    for entry in entries:
        found = topic_page(entry.topic_id) if entry.is_printed else None
        if found is not None and not found.hidden_because:
            said = _by_option(found, whole=whole)
            yield TopicPrinted(entry, found, rests_on(found.id), said)


def _by_option(topic: TopicPage, *, whole: bool) -> dict[int, list[OwnWordsShown]]:
    said: dict[int, list[OwnWordsShown]] = defaultdict(list)
    for own in own_words_of(topic.id, whole=whole) if topic.options else ():
        said[own.option_id].append(own)
    return said
