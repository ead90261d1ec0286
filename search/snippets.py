"""The passage of a text that shows why it was found, with the words marked."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape
from itertools import pairwise

from markupsafe import Markup

from search.analysis import folded
from search.backend import PASSAGE

LENGTH = 220  # characters of a snippet
BEFORE = 60  # characters shown before the first word found

# Letters without their accents, one for one, so that places in the text stay the same.
_PLAIN = {
    code: letter
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if len(letter := folded(chr(code))) == 1
}
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")

StemOf = Callable[[str], str]
Span = tuple[int, int]


def snippet(text: str, stems: frozenset[str], stem_of: StemOf) -> Markup:
    """The passage with the most different words that were looked for; else the beginning."""
    text = " ".join(text[:PASSAGE].split())
    found = list(_found(text, stems, stem_of))
    start = _best_start(text, found)
    end = _word_end(text, start + LENGTH)
    inside = [(a, b) for a, b, _ in found if a >= start and b <= end]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return Markup(f"{before}{_marked(text, start, end, inside)}{after}")  # noqa: S704 - escaped there


def marked(text: str, stems: frozenset[str], stem_of: StemOf) -> Markup:
    """A whole short text with the words marked."""
    spans = [(a, b) for a, b, _ in _found(text, stems, stem_of)]
    return Markup(_marked(text, 0, len(text), spans))  # noqa: S704 - escaped there


def _found(text: str, stems: frozenset[str], stem_of: StemOf) -> Iterator[tuple[int, int, str]]:
    """Start, end and stem of each word that has one of the stems."""
    if not stems:
        return
    # Stemming every word of twenty texts would take longer than finding them.
    plain = text.translate(_PLAIN) if _ACCENTED.search(text) else text
    for word in _beginning_like(stems).finditer(plain):
        if (stem := stem_of(word.group())) in stems:
            yield word.start(), word.end(), stem


@lru_cache(maxsize=100)
def _beginning_like(stems: frozenset[str]) -> re.Pattern[str]:
    """Words that may have these stems: "polici" is the stem of "policy"."""
    beginnings = sorted({re.escape(stem[: max(2, len(stem) - 2)]) for stem in stems})
    return re.compile(rf"\b(?:{'|'.join(beginnings)})\w*(?:['’]\w+)*", re.IGNORECASE)


def _best_start(text: str, found: list[tuple[int, int, str]]) -> int:
    """Where the passage with the most different stems begins."""
    best, most = 0, 0
    for at, (start, _, _) in enumerate(found):
        held = {stem for a, _, stem in found[at : at + 12] if a < start + LENGTH - BEFORE}
        if len(held) > most:
            best, most = start, len(held)
    if best <= BEFORE:
        return 0
    return text.find(" ", best - BEFORE) + 1


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return space if space > at - 40 else at


def _marked(text: str, start: int, end: int, spans: list[Span]) -> str:
    """That part of the text as HTML, these spans of it marked."""
    edges = [start, *(edge for span in spans for edge in span), end]
    pieces = (escape(text[a:b]) for a, b in pairwise(edges))
    return "".join(f"<mark>{p}</mark>" if place % 2 else p for place, p in enumerate(pieces))
