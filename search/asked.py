"""What a page of results is asked for: what was typed and the filters chosen, as in its address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from search.backend import Sort
from search.kinds import NAMES
from search.language import cleaned

POSITIONS = {"for": "For", "against": "Against", "unsure": "Unsure"}
MOST_CHOSEN = 20  # values of one filter
MOST_PAGES = 50
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """One address of the page of results. Anything unknown in it is left out."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    topics: tuple[int, ...] = ()  # branches: each with all topics under it
    clps: tuple[str, ...] = ()  # slugs, as those of regions
    regions: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    since: str = ""  # as search.when reads it
    until: str = ""
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    @classmethod
    def of(cls, arguments: MultiDict[str, str], *, page: int = 1) -> Asked:
        """What the arguments of a request say."""
        return cls(
            text=cleaned(arguments.get("q", "")),
            kinds=tuple(kind for kind in NAMES if kind in arguments.getlist("kind")),
            topics=tuple(int(one) for one in _chosen(arguments, "in") if is_id(one)),
            clps=_chosen(arguments, "clp"),
            regions=_chosen(arguments, "region"),
            positions=tuple(one for one in POSITIONS if one in arguments.getlist("position")),
            since=cleaned(arguments.get("since", ""))[:40],
            until=cleaned(arguments.get("until", ""))[:40],
            sort=Sort.NEWEST if arguments.get("sort") == "newest" else Sort.RELEVANCE,
            page=max(1, min(page, MOST_PAGES)),
        )

    @property
    def is_filtered(self) -> bool:
        """Whether anything but words was chosen."""
        plain = Asked(text=self.text, sort=self.sort, page=self.page)
        return self != plain

    @property
    def url(self) -> str:
        """The address."""
        pairs = [("q", self.text), *self.filters]
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return f"/search?{urlencode(pairs)}"

    @property
    def filters(self) -> list[tuple[str, str]]:
        """Everything chosen but the words and the page, as names and values."""
        pairs = [("kind", kind) for kind in self.kinds]
        pairs += [("in", str(topic)) for topic in self.topics]
        pairs += [("clp", slug) for slug in self.clps]
        pairs += [("region", slug) for slug in self.regions]
        pairs += [("position", position) for position in self.positions]
        pairs += [("since", self.since)] if self.since else []
        pairs += [("until", self.until)] if self.until else []
        pairs += [("sort", self.sort.value)] if self.sort is Sort.NEWEST else []
        return pairs

    def but(self, **changes: Any) -> Asked:
        """The same from its first page, with other words or filters."""
        return replace(self, **{"page": 1, **changes})

    @property
    def unfiltered(self) -> Asked:
        """The words alone."""
        return Asked(text=self.text, sort=self.sort)


def _chosen(arguments: MultiDict[str, str], name: str) -> tuple[str, ...]:
    values = (value.strip()[:100] for value in arguments.getlist(name)[:MOST_CHOSEN])
    return tuple(dict.fromkeys(value for value in values if value and value.isprintable()))


def is_id(text: str) -> bool:
    """Whether this can be the number of something in the database."""
    return text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= LARGEST_ID  # noqa: PLR2004
