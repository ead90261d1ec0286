"""Filters and facets over numbered documents. Pure: an engine only lends its columns."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from search.backend import Counts, Facet, Filters, Search

POSITIONS = ("", "for", "against", "unsure")  # a column holds the place in this list


class Columns(Protocol):
    """What an engine keeps of each document, by its number: ids, 0 for none."""

    def column(self, name: str) -> Sequence[int]:
        """One of "topic", "clp", "region", "author", "position", "at" (seconds)."""

    def kinds(self) -> Sequence[str]: ...
    def of_kind(self) -> Mapping[str, frozenset[int]]: ...


def passing(columns: Columns, filters: Filters, documents: Collection[int]) -> Collection[int]:
    """Those of these documents that pass; the same object when nothing is filtered."""
    positions = filters.positions
    wanted: tuple[tuple[str, Collection[int] | None], ...] = (
        ("topic", filters.topics),
        ("clp", filters.clps),
        ("region", filters.regions),
        ("author", filters.authors),
        ("position", None if positions is None else _places(positions)),
    )
    for name, ids in wanted:
        if ids is not None:
            column = columns.column(name)
            documents = [one for one in documents if column[one] in ids]
    if filters.since or filters.before:
        at = columns.column("at")
        first = seconds_of(filters.since) if filters.since else 1
        last = seconds_of(filters.before) if filters.before else 1 << 62
        documents = [one for one in documents if first <= at[one] < last]
    return documents


def of_kinds(
    columns: Columns, kinds: Collection[str], documents: Collection[int]
) -> Collection[int]:
    """Those of these documents that are of one of these kinds; all when there are none."""
    if not kinds:
        return documents
    there = columns.of_kind()
    wanted = frozenset().union(*(there.get(kind, frozenset()) for kind in kinds))
    return wanted.intersection(documents)


def counted(columns: Columns, facet: Facet, search: Search, documents: Collection[int]) -> Counts:
    """How many of these documents have each value of a facet, but for those that have none."""
    if facet is Facet.SINCE:
        at = sorted(map(columns.column("at").__getitem__, documents))
        return {moment: _not_older(at, moment) for moment in search.moments}
    counts = Counter(map(columns.column(facet.value).__getitem__, documents))
    counts.pop(0, None)
    if facet is Facet.POSITION:
        return {POSITIONS[place]: count for place, count in counts.items()}
    return {value: count for value, count in counts.items()}  # noqa: C416 - of another type


def without(filters: Filters, facet: Facet) -> Filters:
    """The filters but for the one on this facet."""
    if facet is Facet.TOPIC:
        return replace(filters, topics=None)
    if facet is Facet.CLP:
        return replace(filters, clps=None)
    if facet is Facet.REGION:
        return replace(filters, regions=None)
    if facet is Facet.POSITION:
        return replace(filters, positions=None)
    return replace(filters, since=None, before=None)


def seconds_of(moment: datetime) -> int:
    """The moment as columns hold it."""
    return int(moment.timestamp())


def _places(positions: frozenset[str]) -> frozenset[int]:
    return frozenset(POSITIONS.index(one) for one in positions if one in POSITIONS[1:])


def _not_older(at: list[int], moment: datetime) -> int:
    return len(at) - bisect_left(at, max(seconds_of(moment), 1))
