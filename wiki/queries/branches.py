"""A whole branch of the tree: what stands in it and in which order, and each topic's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from wiki.models import Place, Topic
from wiki.queries.topics import TopicPage, topic_page
from wiki.queries.views import OptionShown, tombstone
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
    """One topic as it stands on paper. Sources are notes with numbers."""

    entry: Entry
    topic: TopicPage
    notes: list[str]
    marks: dict[int, list[int]]  # argument id → numbers of its notes


def topics_printed(entries: Iterable[Entry]) -> Iterator[TopicPrinted]:
    """Each topic of these entries that may be read, one after the other, so that memory is bounded.

    4 statements a topic.
    """
    for entry in entries:
        found = topic_page(entry.topic_id) if entry.is_printed else None
        if found is not None and not found.hidden_because:
            yield TopicPrinted(entry, found, *_noted(found.options))


def _noted(options: Iterable[OptionShown]) -> tuple[list[str], dict[int, list[int]]]:
    """The sources of these options' arguments as notes, each once, and who refers to which."""
    numbers: dict[str, int] = {}
    marks: dict[int, list[int]] = {}
    for option in options:
        for argument in (one for side in option.sides.values() for one in side):
            if argument.sources and not (argument.hidden_because or option.hidden_because):
                marks[argument.id] = [
                    numbers.setdefault(source, len(numbers) + 1) for source in argument.sources
                ]
    return list(numbers), marks
