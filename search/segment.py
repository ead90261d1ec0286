"""One segment of an index, read: each list of documents in one piece.

A segment never changes but for what is deleted from it, so what was read stays good for as long as
the segment lasts; the view on top leaves the deleted out. It is given its reader and imports no
engine.
"""

import logging
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from search.spelling import Words

Reader = Any  # a whoosh.reading.SegmentReader, its columns and its Terms, which have no types
Holders = tuple[Sequence[int], Sequence[int] | None]  # in order, and how often; None: once each

MOST_KEPT = 2_000_000  # postings in memory, 5 bytes each; then begun anew
SATURATION = 1.2  # BM25's k1: how soon more of the same word stops counting
# Numbers kept of each document, and in how many bytes (see struct).
COLUMNS = {
    "number": "i",  # its id
    "topic": "i",
    "clp": "i",
    "region": "i",
    "author": "i",
    "position": "b",
    "at": "q",
}
_MORE = SATURATION + 1
LENGTH_COUNTS = {"text": 0.7, "title": 0.5}  # BM25's b: how much long texts are held back
FEW = 16  # times fewer documents than a list has are looked up in it one by one

log = logging.getLogger("folkmoot.search")


class Segment:
    """What a segment holds. For one thread at a time, but for the passages."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._terms = reader._terms  # noqa: SLF001 - ours, as are the facts (whoosh_lists.py)
        self._facts = reader._perdoc  # noqa: SLF001
        self.size: int = reader.doc_count_all()
        self.usual = {
            field: max(reader.field_length(field) / max(self.size, 1), 1.0)
            for field in LENGTH_COUNTS
        }
        self._lengths: dict[str, tuple[list[float], list[float]]] = {}
        self._lists: dict[tuple[str, str], Holders] = {}
        self._words: dict[str, list[str]] = {}
        self._spellings: dict[str, Words] = {}
        self._kinds: list[str] = []
        self._columns: dict[str, array[int]] = {}
        self._passages: Reader | None = None
        self._kept = 0

    def held(self, field: str, value: str) -> Holders:
        """The documents with this value in a field, and how often each has it."""
        known = self._lists.get((field, value))
        if known is None:
            found = self._terms.held(field, value.encode())
            known = (found.documents, found.often) if found else (array("I"), None)
            self._kept += len(known[0]) + 10
            if self._kept > MOST_KEPT:
                self._lists.clear()
                self._kept = len(known[0]) + 10
            self._lists[field, value] = known
        return known

    def having(self, field: str, value: str) -> Sequence[int]:
        """Documents with exactly this value in a field, in order."""
        return self.held(field, value)[0]

    def shares(
        self, field: str, stem: str, among: Sequence[int] | None = None
    ) -> tuple[Sequence[int], Iterable[float]]:
        """BM25 without the weight of the stem: more for more of it, less in long texts.

        For each document that holds it; when only few, `among`, are asked about, for those.
        """
        documents, often = self.held(field, stem)
        if among is not None and len(among) * FEW < len(documents):
            at = list(_places_in(documents, among))
            documents = [documents[place] for place in at]
            often = often and [often[place] for place in at]
        held_back, once = self._held_back(field)
        shares = list(map(once.__getitem__, documents))
        for place, n in enumerate(often or ()):
            if n > 1:  # in most documents a word stands once
                shares[place] = n * _MORE / (n + held_back[documents[place]])
        return documents, shares

    def rows(self, stem: str, documents: Sequence[int]) -> Iterator[Sequence[int]]:
        """Where a stem stands in each of these texts, which all hold it; by their order."""
        holders, often = self.held("text", stem)
        places = self._terms.places("text", stem.encode())
        start = last = 0
        for at in _places_in(holders, documents):
            if often is None:
                yield places[at : at + 1]
                continue
            start += sum(often[last:at])
            last = at
            yield places[start : start + often[at]]

    def column(self, name: str) -> "array[int]":
        """A number of each document, 0 where it has none."""
        known = self._columns.get(name)
        if known is None:
            column = self.reader.column_reader(name, translate=False)
            known = array(COLUMNS[name])
            size = known.itemsize * column._count  # noqa: SLF001 - one by one is slow
            known.frombytes(column._dbfile.get(column._basepos, size))  # noqa: SLF001
            if sys.byteorder == "little":
                known.byteswap()
            known.extend([0] * (self.size - len(known)))
            self._columns[name] = known
        return known

    def stored(self, document: int) -> Mapping[str, str]:
        """What is kept of a document: key and stamp."""
        fields: Mapping[str, str] = self.reader.stored_fields(document)
        return fields

    def passage_of(self, document: int) -> Callable[[], str]:
        """What reads its passage: in any thread, and after the segment was let go too."""
        if self._passages is None:
            self._passages = self.reader.column_reader("passage", translate=False)
        return partial(_passage, self._passages, document)

    def kinds(self) -> list[str]:
        """The kind of each document."""
        if not self._kinds:
            self._kinds = [""] * self.size
            for kind in self.values("kind"):
                for document in self.having("kind", kind):
                    self._kinds[document] = kind
        return self._kinds

    def holders(self, field: str, stem: str) -> int:
        """How many documents hold a stem."""
        return int(self.reader.doc_frequency(field, stem))

    def words(self, letter: str) -> list[str]:
        """Words of the dictionary that begin with this letter, in order.

        Reading them once and comparing is ten times faster than asking the engine for words alike.
        """
        if letter not in self._words:
            self._words[letter] = self._terms.values("spelling", letter)
        return self._words[letter]

    def spellings(self, letter: str) -> Words:
        """The same, as slips are looked for."""
        if letter not in self._spellings:
            self._spellings[letter] = Words(self.words(letter))
        return self._spellings[letter]

    def words_like(self, start: str) -> list[str]:
        """Words of the dictionary that begin like this, in order."""
        words = self._words.get(start[0])
        if words is None:  # reading a few costs less than all of a letter
            return self._terms.values("spelling", start)  # type: ignore[no-any-return]
        return words[bisect_left(words, start) : bisect_left(words, f"{start}\U0010ffff")]

    def values(self, field: str) -> list[str]:
        """All values of a field."""
        return self._terms.values(field)  # type: ignore[no-any-return]

    def check(self) -> None:
        """Read every list there is; raises when one cannot be read."""
        for name in COLUMNS:
            self.column(name)
        for field, value in self.reader.all_terms():
            self._terms.held(field, value)
            self._terms.places(field, value)

    def _held_back(self, field: str) -> tuple[list[float], list[float]]:
        """For each document how much its length holds back, and what one occurrence tells."""
        known = self._lengths.get(field)
        if known is None:
            counts = LENGTH_COUNTS[field]
            flat, steep = SATURATION * (1 - counts), SATURATION * counts / self.usual[field]
            lengths = self._facts.lengths(field)
            held = {length: flat + steep * length for length in set(lengths)}
            once = {length: _MORE / (1 + held[length]) for length in held}
            known = list(map(held.__getitem__, lengths)), list(map(once.__getitem__, lengths))
            self._lengths[field] = known
        return known


def _places_in(documents: Sequence[int], wanted: Iterable[int]) -> Iterator[int]:
    """Where those of the wanted that are there stand in a list; both in order."""
    at, end = 0, len(documents)
    for document in wanted:
        at = bisect_left(documents, document, at)
        if at == end:
            return
        if documents[at] == document:
            yield at


def _passage(passages: Reader, document: int) -> str:
    try:
        text: str = passages[document].decode()
    except Exception:  # a damaged file can raise anything; the hit stands without it
        log.exception("A passage of the search index could not be read.")
        return ""
    return text
