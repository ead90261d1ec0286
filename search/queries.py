"""What people see of the index: a page of results, the best hits, and what is similar to a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from accounts.access import GUEST, Viewer
from search import engine, fallback, hits
from search.asked import MOST_PAGES, Asked
from search.backend import Found, Hit, How, Search, Unavailable
from search.choices import FACETS, Choices, choices, moments
from search.hits import Log, Result
from search.kinds import NAMES
from search.language import Query, parse
from search.settling import Settled, settled, stems_of, why_nothing
from search.synonyms import table
from search.synonyms.lines import Line, table_of, widened

ON_A_PAGE = 20
NEAREST = 3  # titles shown when nothing was found


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results, with what it has to say about them."""

    asked: Asked
    query: Query
    results: list[Result] = field(default_factory=list)
    choices: Choices = field(default_factory=Choices)
    total: int = 0
    pages: int = 1
    how: How = How.EXACT
    instead: list[tuple[str, str]] = field(default_factory=list)  # as typed, as found
    nearest: list[Result] = field(default_factory=list)  # when nothing was found
    notices: tuple[str, ...] = ()  # what was not understood, or in more than one way
    titles_only: bool = False  # there is no index: only titles were looked at
    anywhere: int = 0  # when nothing was found: how many there are without the filters

    @property
    def text(self) -> str:
        """As typed."""
        return self.asked.text

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to look for: words, or what it must be."""
        return self.query.says_anything or self.asked.is_filtered

    @property
    def meant(self) -> Asked | None:
        """The same with the likeliest spelling of each word; None when nothing was put right."""
        text = self.text
        for typed, instead in self.instead:
            text = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", instead, text)
        return replace(self.asked, text=text, page=1) if text != self.text else None

    @property
    def page(self) -> int:
        """Which page it is, from 1."""
        return self.asked.page


def search(viewer: Viewer, asked: Asked) -> Results:
    """A page of results for what somebody typed and chose. Never fails.

    2 statements when it was asked for since anything last happened, else about 20.
    """
    query = parse(asked.text)
    if not (query.says_anything or asked.is_filtered):
        return Results(asked, query, notices=why_nothing(asked.text, query))
    log = hits.how_it_stands()
    try:
        return _kept(viewer, asked, log)
    except Unavailable:
        return _from_titles(viewer, asked)


def first(viewer: Viewer, text: str, limit: int) -> list[Result]:
    """The best hits for what somebody typed. Never fails."""
    asked = Asked(text=text)
    if not parse(text).says_anything:
        return []
    what = settled(asked)
    try:
        wanted = Search(
            what.query,
            filters=what.filters,
            sort=what.sort,
            everything=what.everything,
            counted=False,
            limit=limit,
        )
        return hits.hits(viewer, wanted, hits.how_it_stands())[1]
    except Unavailable:
        return _from_titles(viewer, asked).results[:limit]


def counted(text: str, limit: int, lines: Iterable[Line]) -> tuple[int, list[Result]]:
    """What everybody would find if these synonyms held: how many, and the first. Never fails."""
    query = widened(parse(text), table_of(lines, stems_of), stems_of)
    if query.is_empty:
        return 0, []
    try:
        found, first_hits = hits.hits(GUEST, Search(query, limit=limit), hits.how_it_stands())
    except Unavailable:
        return 0, []
    return (found.total if found.how is not How.ANY else 0), first_hits


def _kept(viewer: Viewer, asked: Asked, log: Log) -> Results:
    """The page from memory, if it was made for the same readers since anything last happened."""
    state = (log.read_to, engine.index().state(log.read_to), moments(), table.newest())
    if log.pending or log.read_to is None:
        return _from_index(viewer, asked, log)
    key = (viewer.audiences(), asked)
    return engine.kept().get(state, key, lambda: _from_index(viewer, asked, log))


def _from_index(viewer: Viewer, asked: Asked, log: Log) -> Results:
    what = settled(asked)
    wanted = Search(
        what.query,
        filters=what.filters,
        sort=what.sort,
        everything=what.everything,
        facets=FACETS,
        moments=moments(),
        offset=(asked.page - 1) * ON_A_PAGE,
        limit=ON_A_PAGE,
    )
    found, results = hits.hits(viewer, wanted, log)
    is_filtered = asked.is_filtered or what.query.is_filtered
    return Results(
        asked=asked,
        query=what.query,
        results=results,
        choices=choices(asked, what.query.kinds, found),
        total=found.total,
        pages=max(1, min(-(-found.total // ON_A_PAGE), MOST_PAGES)),
        how=found.how,
        instead=[(typed, words[0]) for typed, words in found.instead.items()],
        nearest=[] if found.total else _nearest(viewer, what.query, log),
        notices=what.notices,
        anywhere=_anywhere(viewer, what, log) if is_filtered and not found.total else 0,
    )


def _anywhere(viewer: Viewer, what: Settled, log: Log) -> int:
    """How many hits the words alone have."""
    plain = Search(replace(what.query, kinds=()), limit=ON_A_PAGE)
    return hits.hits(viewer, plain, log)[0].total


def _from_titles(viewer: Viewer, asked: Asked) -> Results:
    """Without an index: titles that hold all the words, in the database."""
    query = replace(parse(asked.text), kinds=asked.kinds or parse(asked.text).kinds)
    found = [s for s in fallback.with_titles_like(query) if hits.is_for(viewer, s)][:ON_A_PAGE]
    as_hits = [Hit(subject.kind, subject.id, 0.0, "") for subject in found]
    return Results(
        asked=asked,
        query=query,
        results=hits.shown(as_hits, {(s.kind, s.id): s for s in found}, Found()),
        total=len(as_hits),
        titles_only=True,
    )


def _nearest(viewer: Viewer, query: Query, log: Log) -> list[Result]:
    """Titles that begin like one of the words, for a page that found nothing."""
    readers = frozenset(viewer.audiences())
    near = {
        hit.key: hit
        for word in (*query.words, *query.starts)
        for hit in engine.index().suggest(word[:3], readers=readers, kinds=NAMES, limit=NEAREST)
    }
    subjects = hits.read({(hit.kind, hit.id) for hit in near.values()} - log.withheld)
    for_viewer = {key: s for key, s in subjects.items() if s and hits.is_for(viewer, s)}
    good = [hit for hit in near.values() if (hit.kind, hit.id) in for_viewer][:NEAREST]
    return hits.shown(good, for_viewer, Found())
