"""One segment of an index, read: each list of documents once, in whole blocks.

A segment never changes but for what is deleted from it, so what was read stays good for as long as
the segment lasts; the view on top leaves the deleted out. It is given its reader and imports no
engine, but knows how Whoosh lays out a list: going through one posting at a time costs ten times
more than taking its blocks.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from search.spelling import Words

Reader = Any  # a whoosh.reading.SegmentReader and its matchers, which have no types
Matcher = Any
Shares = tuple["array[int]", "array[float]"]  # documents in order, and what each is worth

MOST_KEPT = 2_000_000  # postings in memory, at the very worst 100 MB; then begun anew
SATURATION = 1.2  # BM25's k1: how soon more of the same word stops counting
# Numbers kept of each document, and in how many bytes (see struct).
COLUMNS = {"topic": "i", "clp": "i", "region": "i", "author": "i", "position": "b", "at": "q"}
_MORE = SATURATION + 1
LENGTH_COUNTS = {"text": 0.7, "title": 0.5}  # BM25's b: how much long texts are held back


class Segment:
    """What a segment holds. Not for two threads at once: its lists share a file position."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.size: int = reader.doc_count_all()
        self.usual = {
            field: max(reader.field_length(field) / max(self.size, 1), 1.0)
            for field in LENGTH_COUNTS
        }
        self._lengths: dict[str, tuple[list[float], list[float]]] = {}
        self._shares: dict[tuple[str, str], Shares] = {}
        self._having: dict[tuple[str, str], frozenset[int]] = {}
        self._words: dict[str, list[str]] = {}
        self._spellings: dict[str, Words] = {}
        self._kinds: list[str] = []
        self._columns: dict[str, array[int]] = {}
        self._kept = 0

    def shares(self, field: str, stem: str) -> Shares:
        """BM25 without the weight of the stem: more for more of it, less in long texts."""
        known = self._shares.get((field, stem))
        if known is None:
            known = self._read_shares(field, stem)
            self._keep(len(known[0]) + 10)
            self._shares[field, stem] = known
        return known

    def having(self, field: str, value: str) -> frozenset[int]:
        """Documents with exactly this value in a field."""
        known = self._having.get((field, value))
        if known is None:
            known = frozenset(
                document for documents, _ in self._blocks(field, value) for document in documents
            )
            self._keep(len(known) + 10)
            self._having[field, value] = known
        return known

    def positions(self, stem: str, documents: Iterable[int]) -> dict[int, list[int]]:
        """Where a stem stands in the texts of those of these documents that hold it."""
        matcher = self._matcher("row", stem)
        places: dict[int, list[int]] = {}
        left = sorted(documents, reverse=True)
        while matcher and left:
            while matcher._maxid < left[-1]:  # noqa: SLF001 - blocks before it stay unread
                if matcher._lastblock:  # noqa: SLF001
                    return places
                matcher._next_block()  # noqa: SLF001
            ids = _ids_of(matcher)
            while left and left[-1] <= matcher._maxid:  # noqa: SLF001
                document = left.pop()
                at = bisect_left(ids, document)
                if at < len(ids) and ids[at] == document:
                    matcher._i = at  # noqa: SLF001
                    places[document] = matcher.value_as("positions")
        return places

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
        """What is kept of a document: key, stamp and passage."""
        fields: Mapping[str, str] = self.reader.stored_fields(document)
        return fields

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
            self._words[letter] = [
                word.decode() for word in self.reader.expand_prefix("spelling", letter)
            ]
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
            return [word.decode() for word in self.reader.expand_prefix("spelling", start)]
        return words[bisect_left(words, start) : bisect_left(words, f"{start}\U0010ffff")]

    def values(self, field: str) -> list[str]:
        """All values of a field."""
        return [value.decode() for value in self.reader.lexicon(field)]

    def check(self) -> None:
        """Read every list there is; raises when one cannot be read."""
        for name in COLUMNS:
            self.column(name)
        for field, value in self.reader.all_terms():
            for _ in self._blocks(field, value):
                pass

    def _read_shares(self, field: str, stem: str) -> Shares:
        held_back, once = self._held_back(field)
        numbers, shares = array("I"), array("d")
        for documents, often in self._blocks(field, stem):
            numbers.extend(documents)
            if often is None:  # once in each: the usual case, without a step for each document
                shares.extend(map(once.__getitem__, documents))
            else:
                held = map(held_back.__getitem__, documents)
                shares.extend([n * _MORE / (n + h) for n, h in zip(often, held, strict=True)])
        return numbers, shares

    def _held_back(self, field: str) -> tuple[list[float], list[float]]:
        """For each document how much its length holds back, and what one occurrence tells."""
        known = self._lengths.get(field)
        if known is None:
            counts = LENGTH_COUNTS[field]
            flat, steep = SATURATION * (1 - counts), SATURATION * counts / self.usual[field]
            length_of = self.reader.doc_field_length
            lengths = (length_of(document, field) or 0 for document in range(self.size))
            held_back = [flat + steep * length for length in lengths]
            known = held_back, [_MORE / (1 + held) for held in held_back]
            self._lengths[field] = known
        return known

    def _blocks(
        self, field: str, value: str | bytes
    ) -> Iterator[tuple[Sequence[int], Sequence[float] | None]]:
        """Documents and how often each holds the value, block by block; None: once each."""
        matcher = self._matcher(field, value)
        while matcher:
            documents = _ids_of(matcher)
            matcher._read_weights()  # noqa: SLF001
            weights = matcher._weights  # noqa: SLF001
            is_once = matcher._maxweight == 1  # noqa: SLF001
            yield documents, None if is_once else weights
            if matcher._lastblock:  # noqa: SLF001
                return
            matcher._next_block()  # noqa: SLF001

    def _matcher(self, field: str, value: str | bytes) -> Matcher:
        """What walks through one list, deleted documents too; None when there is none."""
        if (field, value) not in self.reader:
            return None
        matcher = self.reader.postings(field, value)
        return getattr(matcher, "child", matcher)  # below the filter for deleted documents

    def _keep(self, count: int) -> None:
        self._kept += count
        if self._kept > MOST_KEPT:
            self._shares.clear()
            self._having.clear()
            self._kept = count


def _ids_of(matcher: Matcher) -> Sequence[int]:
    """The documents of a block: one posting at a time would be ten times slower."""
    if matcher._data is None:  # noqa: SLF001
        matcher._read_data()  # noqa: SLF001
    return list(accumulate(matcher._data[0]))  # noqa: SLF001 - each is told from the one before
