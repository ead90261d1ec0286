"""Which topics stand under which: read once for each state of the structure, kept in memory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from flask import current_app

from core import versions
from core.db import db, glance

MOST_KEPT = 200  # branches that are remembered: those at the top are asked for with every search
_PAGES = ("structure", "outline")  # what moves on with every change to it
_PLACES = "SELECT parent_id, child_id FROM place WHERE parent_id IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Tree:
    """The structure at one version."""

    version: tuple[int, ...]
    under: dict[int, list[int]]  # the topics right below each
    _branches: dict[int, frozenset[int]] = field(default_factory=dict)

    def branch(self, topic_id: int) -> frozenset[int]:
        """This topic and all below it, by whichever place."""
        known = self._branches.get(topic_id)
        if known is None:
            known = self._gathered(topic_id)
            if len(self._branches) < MOST_KEPT:
                self._branches[topic_id] = known
        return known

    def _gathered(self, topic_id: int) -> frozenset[int]:
        found, left = {topic_id}, [topic_id]
        while left:
            new = [id_ for id_ in self.under.get(left.pop(), ()) if id_ not in found]
            found.update(new)
            left += new
        return frozenset(found)


def tree() -> Tree:
    """The structure as it was committed last. 1 short statement, and another when it changed.

    The version is read before the places and both past the session, which may stand at an older
    state: what is kept is never older than its version.
    """
    version = versions.read(_PAGES)
    kept: Tree | None = current_app.extensions.get("wiki.tree")
    if kept is None or kept.version != version:
        kept = Tree(version, _read())
        current_app.extensions["wiki.tree"] = kept
    return kept


def _read() -> dict[int, list[int]]:
    under: dict[int, list[int]] = defaultdict(list)
    with glance(db.engine) as cursor:
        cursor.execute(_PLACES)
        for parent, child in cursor.fetchall():
            under[parent].append(child)
    return dict(under)
