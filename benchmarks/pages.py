"""How fast pages come, each beside a bare Flask page of its size, in rounds of both."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from benchmarks.data import Site, application_on, statements
from benchmarks.load import fetch, rate
from benchmarks.servers import serving

WAYS = ("signed out", "signed in", "unchanged", "uncached")


@dataclass(slots=True)
class Measured:
    """One page: its size, requests per second of the bare page, and shares of that."""

    page: str
    bytes: int
    bare: list[float] = field(default_factory=list)
    shares: dict[str, list[float]] = field(default_factory=dict)
    statements: tuple[int, int] = (0, 0)  # uncached, kept

    def share(self, way: str) -> float:
        """The median over the rounds."""
        return median(self.shares[way]) if way in self.shares else 0.0


def measure(site: Site, *, seconds: float, rounds: int) -> list[Measured]:
    """Every page of the site in every way; the bare page before each, so that both share luck."""
    with (
        serving("benchmarks.bare:app") as bare,
        serving("benchmarks.site:application", **site.environment) as kept,
        serving("benchmarks.site:application", **site.environment, FOLKMOOT_PAGES_KEPT="0") as cold,
    ):
        found = [_page(name, path, site, kept) for name, path in site.pages.items()]
        for number in range(rounds):
            for one in found:
                print(f"{site.size} {one.page} {number + 1}/{rounds}", file=sys.stderr)
                _round(one, site, bare=bare, kept=kept, cold=cold, seconds=seconds)
    return found


def _page(name: str, path: str, site: Site, kept: str) -> Measured:
    status, body, _etag = fetch(kept + path, {})
    assert status == 200, (path, status)  # noqa: PLR2004 — found
    return Measured(name, len(body), statements=_statements(site, path))


def _statements(site: Site, path: str) -> tuple[int, int]:
    """Statements of the first answer and of the second; the read of versions is one of each."""
    application = application_on(site.folder)
    counts = []
    for _answer in range(2):
        with statements(application) as sent:
            application.test_client().get(path)
        counts.append(len(sent) + 1)
    return counts[0], counts[1]


def _round(one: Measured, site: Site, *, bare: str, kept: str, cold: str, seconds: float) -> None:
    path = site.pages[one.page]
    for way, url, headers in _ways(kept + path, cold + path, site.cookie):
        measure_of = rate(f"{bare}/{one.bytes}", seconds, {})
        one.bare.append(measure_of)
        one.shares.setdefault(way, []).append(rate(url, seconds, headers) / measure_of)


def _ways(kept: str, cold: str, cookie: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    yield "signed out", kept, {}
    yield "signed in", kept, {"Cookie": cookie}
    _status, _body, etag = fetch(kept, {})
    if etag:
        yield "unchanged", kept, {"If-None-Match": etag}
        yield "uncached", cold, {}
