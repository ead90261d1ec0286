"""How fast pages come, each beside a bare Flask page of its size, in rounds of both."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from benchmarks.data import Site, application_on
from benchmarks.load import fetch, requests
from benchmarks.servers import Server, serving
from core.db import statements

WAYS = ("signed out", "signed in", "unchanged", "uncached")
BARE = "bare"


@dataclass(frozen=True, slots=True)
class Sample:
    """One measurement."""

    per_second: float
    cpu: float  # µs of the server's processor time for a request


@dataclass(slots=True)
class Measured:
    """One page: its size, its samples in every way, and those of the bare page beside them."""

    page: str
    bytes: int
    statements: tuple[int, int]  # uncached, kept
    samples: dict[str, list[Sample]] = field(default_factory=dict)

    def share(self, way: str) -> float | None:
        """Requests per second as a share of the bare page's; the median over the rounds."""
        pairs = zip(self.samples.get(way, ()), self.samples.get(f"{BARE} {way}", ()), strict=True)
        shares = [mine.per_second / bare.per_second for mine, bare in pairs]
        return median(shares) if shares else None

    def cpu(self, way: str) -> float | None:
        """The median of µs."""
        samples = self.samples.get(way)
        return median(sample.cpu for sample in samples) if samples else None

    def bare(self) -> list[Sample]:
        """Every sample of the bare page."""
        return [one for way in WAYS for one in self.samples.get(f"{BARE} {way}", ())]


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
                for way, server, headers in _ways(site.pages[one.page], site, kept, cold):
                    beside = _sample(bare, f"/{one.bytes}", {}, seconds)
                    sample = _sample(server, site.pages[one.page], headers, seconds)
                    one.samples.setdefault(f"{BARE} {way}", []).append(beside)
                    one.samples.setdefault(way, []).append(sample)
    return found


def _page(name: str, path: str, site: Site, kept: Server) -> Measured:
    status, body, _etag = fetch(kept.address + path, {})
    assert status == 200, (path, status)  # noqa: PLR2004 — found
    return Measured(name, len(body), _statements(site, path))


def _statements(site: Site, path: str) -> tuple[int, int]:
    """Statements of the first answer and of the second; the read of versions is one of each."""
    application = application_on(site.folder)
    counts = []
    for _answer in range(2):
        with statements(application) as sent:
            application.test_client().get(path)
        counts.append(len(sent) + 1)
    return counts[0], counts[1]


def _ways(
    path: str, site: Site, kept: Server, cold: Server
) -> Iterator[tuple[str, Server, dict[str, str]]]:
    yield "signed out", kept, {}
    yield "signed in", kept, {"Cookie": site.cookie}
    _status, _body, etag = fetch(kept.address + path, {})
    if etag:
        yield "unchanged", kept, {"If-None-Match": etag}
        yield "uncached", cold, {}


def _sample(server: Server, path: str, headers: dict[str, str], seconds: float) -> Sample:
    before = server.cpu_seconds()
    count = max(1, requests(server.address + path, seconds, headers))
    used = server.cpu_seconds() - before
    return Sample(count / seconds, used / count * 1e6)
