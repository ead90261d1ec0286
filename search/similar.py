"""What is here already that tells nearly the same as a text, for forms that would add to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from accounts.access import Viewer
from search import hits
from search.analysis import WORD
from search.backend import Search, Unavailable
from search.hits import Result
from search.kinds import NAMES
from search.language import Query, parse
from search.settling import stems_of
from search.synonyms import table
from search.synonyms.lines import widened

SHOWN = 5
LOOKED_AT = 6  # times as many are looked at, when those of one topic come first
READ = 2_000  # characters of a body that are looked at
FROM_THE_BODY = 6  # words of it that are looked for


def similar(
    viewer: Viewer,
    text: str,
    kinds: Iterable[str] = (),
    limit: int = SHOWN,
    *,
    topic_id: int | None = None,
    body: str = "",
) -> list[Result]:
    """What this person can see that tells nearly the same as a title and a body, best first.

    What belongs to the topic comes before everything else. What is like the title comes before
    what is only like the body. Never fails.
    """
    chosen = set(kinds)
    asked = tuple(kind for kind in NAMES if kind in chosen)
    most = limit * LOOKED_AT if topic_id else limit
    try:
        near = [
            hits.hits(viewer, Search(query, counted=False, limit=most), hits.how_it_stands())[1]
            for query in _queries(text, body, asked)
        ]
    except Unavailable:
        return []
    found: dict[tuple[str, int], Result] = {}
    for one in chain(*near):
        found.setdefault((one.kind, one.id), one)
    if topic_id is None:
        return list(found.values())[:limit]
    return sorted(found.values(), key=lambda one: one.topic_id != topic_id)[:limit]


def _queries(text: str, body: str, kinds: tuple[str, ...]) -> list[Query]:
    """One for the title, and one for the words that the body says most."""
    plain = parse(" ".join(WORD.findall(text)))
    telling = _telling(body, set(stems_of(text)))
    wanted = [plain]
    if telling:
        wanted.append(Query(words=telling))
    held = table.in_force(stems_of)
    return [
        replace(widened(query, held, stems_of), kinds=kinds, loose=True)
        for query in wanted
        if not query.is_empty
    ]


def _telling(body: str, known: set[str]) -> tuple[str, ...]:
    """The words that a body says most often, longer ones first; not those of the title."""
    words: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for word in WORD.findall(body[:READ]):
        for stem in stems_of(word):
            words.setdefault(stem, word)
            counts[stem] += 1
    order = sorted(counts, key=lambda stem: (-counts[stem], -len(stem), stem))
    return tuple(words[stem] for stem in order if stem not in known)[:FROM_THE_BODY]
