"""What the worker does for trends: count, once a night, the quarters of which anything changed."""

from __future__ import annotations

from core.jobs import every
from search import indexer
from search.trends import actions

NIGHTLY = 86_400.0


@every(seconds=NIGHTLY, name="trends.count")
def count() -> None:
    """Count beside the worker's other work: a large quarter takes minutes."""
    indexer.beside("trends.count", count_due)


def count_due() -> None:
    """Count what is due, quarter by quarter."""
    actions.mark_changed()
    for quarter in actions.due():
        actions.count(quarter)
