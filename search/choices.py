"""Filters that a page of results offers, each with how many hits it would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from core import subjects
from core.clock import now
from core.dates import LONDON
from search import names
from search.asked import POSITIONS, Asked
from search.backend import Facet, Found
from search.kinds import NAMES
from search.settling import midnight

MOST_OFFERED = 8  # of each filter, beside those chosen
MOST_CLIMBED = 100  # topics with most hits, whose trails tell which branches to offer
TIMES = {"week": ("Last 7 days", 7), "month": ("Last 30 days", 30), "year": ("Last year", 365)}

FACETS = frozenset(Facet)

# Names in an address, and the parts of Asked that they fill.
_PARTS = {
    "kind": "kinds",
    "in": "topics",
    "clp": "clps",
    "region": "regions",
    "position": "positions",
    "since": "since",
    "until": "until",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be chosen, and how many hits it has."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that can be chosen on a page of results; empty lists are not shown."""

    kinds: tuple[Choice, ...] = ()
    topics: tuple[Choice, ...] = ()
    clps: tuple[Choice, ...] = ()
    regions: tuple[Choice, ...] = ()
    positions: tuple[Choice, ...] = ()
    times: tuple[Choice, ...] = ()

    @property
    def offered(self) -> tuple[tuple[str, str, tuple[Choice, ...]], ...]:
        """Name in the address, heading and choices of each group but the kinds and the times."""
        groups = (
            ("in", "Part of the wiki", self.topics),
            ("region", "Region", self.regions),
            ("clp", "CLP", self.clps),
            ("position", "Position", self.positions),
        )
        return tuple(group for group in groups if group[2])

    @property
    def any(self) -> bool:
        """Whether there is anything to choose between."""
        return len(self.kinds) > 1 or bool(self.offered) or any(one.chosen for one in self.every)

    @property
    def every(self) -> tuple[Choice, ...]:
        """All of them."""
        groups = (self.topics, self.clps, self.regions, self.positions, self.times)
        return (*self.kinds, *chain(*groups))

    def any_time(self, asked: Asked) -> Choice:
        """The choice that takes the days away; days that were typed into the address stay."""
        return Choice("", "Any time", 0, not asked.since)

    def chosen(self, asked: Asked) -> Iterator[tuple[str, str]]:
        """What was chosen in words, each with the address of the page without it."""
        names = {(group, one.value): one.name for group, one in self._grouped() if one.chosen}
        pairs = [pair for pair in asked.filters if pair[0] != "sort"]
        for group, value in pairs:
            words = names.get((group, value), f"{group} {value}")
            yield words, asked.but(**{_PARTS[group]: _less(asked, group, value)}).url

    def _grouped(self) -> Iterator[tuple[str, Choice]]:
        yield from (("kind", one) for one in self.kinds)
        yield from ((name, one) for name, _, group in self.offered for one in group)
        yield from (("since", one) for one in self.times)


def moments() -> tuple[datetime, ...]:
    """When each of TIMES begins, for the engine to count."""
    today = now().astimezone(LONDON).date()
    return tuple(_begins(today, days) for _, days in TIMES.values())


def choices(asked: Asked, kinds: Iterable[str], found: Found) -> Choices:
    """What can be chosen, with counts. About 5 statements."""
    return Choices(
        kinds=_kinds(set(kinds), found),
        topics=_topics(asked, found),
        clps=_local(found, Facet.CLP, asked.clps, names.clps_of),
        regions=_local(found, Facet.REGION, asked.regions, names.regions_of),
        positions=_positions(asked, found),
        times=_times(asked, found),
    )


def _kinds(chosen: set[str], found: Found) -> tuple[Choice, ...]:
    return tuple(
        Choice(kind, words[1], found.counts.get(kind, 0), kind in chosen)
        for kind, words in NAMES.items()
        if found.counts.get(kind) or kind in chosen
    )


def _topics(asked: Asked, found: Found) -> tuple[Choice, ...]:
    """The branches chosen, and those right below them (or at the top) that hold most hits."""
    topic = subjects.kinds().get("topic")
    counts = {
        key: n for key, n in found.facets.get(Facet.TOPIC, {}).items() if isinstance(key, int)
    }
    if topic is None or not (counts or asked.topics):
        return ()
    labels = dict(names.topics_of(asked.topics))
    below: Counter[int] = Counter()
    climbed = [one for one, _ in Counter(counts).most_common(MOST_CLIMBED)]
    for one, trail in topic.steps(climbed).items():
        if step := _next_step([id_ for id_, _ in trail], asked.topics):
            below[step] += counts[one]
            labels.setdefault(step, dict(trail)[step])
    offered = [id_ for id_, _ in below.most_common(MOST_OFFERED)]
    held = topic.branches(id_ for id_ in (*asked.topics, *offered) if id_ in labels)
    branches = [
        Choice(str(id_), labels[id_], _in_branch(below, counts), id_ in asked.topics)
        for id_, below in held.items()
    ]
    return tuple(sorted(branches, key=lambda one: (not one.chosen, -one.count, one.name)))


def _next_step(trail: list[int], chosen: tuple[int, ...]) -> int | None:
    """The branch to offer on this trail: the one below what is chosen, or the first."""
    if not chosen:
        return trail[0] if trail else None
    at = [trail.index(id_) for id_ in chosen if id_ in trail]
    return trail[max(at) + 1] if at and max(at) + 1 < len(trail) else None


def _in_branch(below: frozenset[int], counts: dict[int, int]) -> int:
    return sum(counts[one] for one in below & counts.keys())


def _local(
    found: Found,
    facet: Facet,
    chosen: tuple[str, ...],
    named: Callable[[Iterable[int], Iterable[str]], list[tuple[int, str, str]]],
) -> tuple[Choice, ...]:
    counts = _by_id(found, facet)
    most = [id_ for id_, _ in Counter(counts).most_common(MOST_OFFERED)]
    rows = named(most, chosen)
    return tuple(
        Choice(slug, name, counts.get(id_, 0), slug in chosen)
        for id_, slug, name in sorted(rows, key=lambda row: (-counts.get(row[0], 0), row[2]))
    )


def _by_id(found: Found, facet: Facet) -> dict[int, int]:
    return {key: n for key, n in found.facets.get(facet, {}).items() if isinstance(key, int)}


def _positions(asked: Asked, found: Found) -> tuple[Choice, ...]:
    counts = found.facets.get(Facet.POSITION, {})
    return tuple(
        Choice(value, name, counts.get(value, 0), value in asked.positions)
        for value, name in POSITIONS.items()
        if counts.get(value) or value in asked.positions
    )


def _times(asked: Asked, found: Found) -> tuple[Choice, ...]:
    counts = found.facets.get(Facet.SINCE, {})
    offered = tuple(
        Choice(value, name, counts.get(moment, 0), value == asked.since)
        for moment, (value, (name, _)) in zip(moments(), TIMES.items(), strict=True)
    )
    return offered if any(one.count or one.chosen for one in offered) else ()


def _less(asked: Asked, group: str, value: str) -> object:
    """What was chosen of a group, without this value."""
    chosen = getattr(asked, _PARTS[group])
    if isinstance(chosen, str):
        return ""
    return tuple(one for one in chosen if str(one) != value)


def _begins(today: date, days: int) -> datetime:
    return midnight(today - timedelta(days=days))
