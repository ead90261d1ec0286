"""What is here already that tells nearly the same as a text, for forms that would add to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from accounts.access import Viewer
from search import hits
from search.analysis import WORD
from search.backend import Search, Unavailable
from search.hits import Result
from search.kinds import NAMES
from search.language import Query, is_telling, parse
from search.settling import stems_of
from search.synonyms import table
from search.synonyms.lines import widened

SHOWN = 5
LOOKED_AT = 6  # times as many are looked at, when those of one topic come first
READ = 2_000  # characters of a body that are looked at
FROM_A_TEXT = 30  # different words of title and body; the rarest of them are looked for


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

    What belongs to the topic comes before everything else. Never fails.
    """
    chosen = set(kinds)
    query = _query(text, body)
    if query.is_empty:
        return []
    wanted = replace(
        widened(query, table.in_force(stems_of), stems_of),
        kinds=tuple(kind for kind in NAMES if kind in chosen),
        loose=True,
    )
    most = limit * LOOKED_AT if topic_id else limit
    try:
        found = hits.hits(viewer, Search(wanted, counted=False, limit=most), hits.how_it_stands())[
            1
        ]
    except Unavailable:
        return []
    if topic_id is not None:
        found.sort(key=lambda one: one.topic_id != topic_id)
    return found[:limit]


def _query(title: str, body: str) -> Query:
    """The words of a title alone; with a body the telling words of both, those said often first."""
    if not WORD.search(body):
        return parse(" ".join(WORD.findall(title)))
    words: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for word in WORD.findall(f"{title} {body[:READ]}"):
        for stem in stems_of(word) if is_telling(word) else ():
            words.setdefault(stem, word)
            counts[stem] += 1
    telling = sorted(counts, key=lambda stem: (-counts[stem], -len(stem), stem))
    kept = set(telling[:FROM_A_TEXT])
    return Query(words=tuple(words[stem] for stem in words if stem in kept), of_a_text=True)
