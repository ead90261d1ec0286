"""Counts of what answers a query, by Tantivy's aggregations."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from tantivy import Query, Searcher

from search.backend import Counts, Facet
from search.facets import POSITIONS, seconds_of

MOST_VALUES = 60_000  # topics or CLPs counted at once; the engine refuses more than 65,000
LATEST = 1 << 40  # seconds


def kinds_counted(searcher: Searcher, query: Query) -> Mapping[str, int]:
    """How many there are of each kind."""
    wanted = {"kinds": {"terms": {"field": "kind", "size": 100}}}
    answer: dict[str, Any] = searcher.aggregate(query, wanted)
    return {row["key"]: row["doc_count"] for row in answer["kinds"]["buckets"]}


def counted(
    searcher: Searcher, query: Query, facets: Iterable[Facet], moments: Sequence[datetime]
) -> dict[Facet, Counts]:
    """Counts by each of these facets, in one pass."""
    facets = {facet for facet in facets if facet is not Facet.SINCE or moments}
    wanted = {facet.value: _asked(facet, moments) for facet in facets}
    answer: dict[str, Any] = searcher.aggregate(query, wanted) if wanted else {}
    return {facet: _counts(facet, answer[facet.value]["buckets"], moments) for facet in facets}


def _asked(facet: Facet, moments: Sequence[datetime]) -> dict[str, Any]:
    if facet is Facet.SINCE:
        starts = _starts(moments)
        ranges = [{"key": str(a), "from": a, "to": b} for a, b in pairwise([*starts, LATEST])]
        return {"range": {"field": "at", "ranges": ranges}}
    return {"terms": {"field": facet.value, "size": MOST_VALUES}}


def _starts(moments: Iterable[datetime]) -> list[int]:
    return sorted({max(seconds_of(moment), 1) for moment in moments})


def _counts(facet: Facet, rows: list[dict[str, Any]], moments: Sequence[datetime]) -> Counts:
    if facet is Facet.SINCE:
        counts = {row["key"]: row["doc_count"] for row in rows}
        starts = _starts(moments)
        since = {a: sum(counts[str(b)] for b in starts if b >= a) for a in starts}
        return {moment: since[max(seconds_of(moment), 1)] for moment in moments}
    named: Callable[[int], int | str]
    named = POSITIONS.__getitem__ if facet is Facet.POSITION else int
    return {named(int(row["key"])): row["doc_count"] for row in rows if row["key"]}
