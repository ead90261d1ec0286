"""One state of an index: its segments together, without what is deleted from them."""

import math
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from search.analysis import folded
from search.backend import Found, Hit, Search
from search.language import SHORTEST_START
from search.ranking import RANKED_FIRST, Ranking, rank
from search.segment import COLUMNS, FEW, Segment
from search.spelling import alike
from search.wanted import Documents, Scores

TITLE_TELLS = 3.0  # how much more a word in the title tells than one in the text
MOST_ENDINGS = 50  # words looked for in place of an unfinished one
MOST_SUGGESTED = 20
MOST_KEPT = 100  # rankings in memory
MOST_COUNTED = 50_000  # stems of which it is known how many hold them


class View:
    """What ranking.Postings asks for, worked out once for each state of the index.

    A document's number is its place in its segment plus the sizes of the segments before.
    """

    def __init__(
        self,
        generation: int,
        segments: Sequence[
            tuple[Segment, AbstractSet[int]]
        ],  # with the documents deleted from each
        stems: Callable[[str], tuple[str, ...]],
    ) -> None:
        self.generation = generation
        self.stems = stems
        self._rankings: dict[object, Ranking] = {}
        self._segments: list[tuple[int, Segment]] = []
        self._deleted: set[int] = set()
        base = 0
        for segment, deleted in segments:
            self._segments.append((base, segment))
            self._deleted.update(base + document for document in deleted)
            base += segment.size
        self._documents = max(base, 1)
        self._holders: dict[str, int] = {}
        self._readable: dict[frozenset[str], frozenset[int]] = {}
        self._kinds: dict[str, frozenset[int]] | None = None
        self._each_kind: list[str] | None = None
        self._columns: dict[str, array[int]] = {}
        self._ends: dict[tuple[str, frozenset[str]], tuple[str, ...]] = {}

    @property
    def segments(self) -> list[Segment]:
        return [segment for _, segment in self._segments]

    def answer(self, search: Search) -> Found:
        """The hits of a page. The ranking is kept for the next page of the same query."""
        shown = slice(search.offset, search.offset + search.limit)
        deep = shown.stop > RANKED_FIRST
        asked = replace(search, offset=RANKED_FIRST if deep else 0, limit=RANKED_FIRST)
        known = self._rankings.get(asked)
        if known is None:
            hidden = {one for key in search.leave_out for one in self.having("key", key)}
            known = rank(self, asked, hidden)
            if len(self._rankings) >= MOST_KEPT:
                self._rankings.clear()
            self._rankings[asked] = known
        return Found(
            hits=tuple(self._hit(*found) for found in known.documents[shown]),
            total=known.total,
            counts=known.counts,
            how=known.how,
            stems=known.stems,
            instead=known.instead,
            facets=known.facets,
        )

    def column(self, name: str) -> Sequence[int]:
        """A number of each document, 0 where it has none."""
        known = self._columns.get(name)
        if known is None:
            whole = array(COLUMNS[name])
            for _, segment in self._segments:
                whole.extend(segment.column(name))
            known = self._columns[name] = whole
        return known

    def endings(self, start: str, readers: frozenset[str]) -> tuple[str, ...]:
        """Stems of words that begin like this, MOST_ENDINGS at most.

        When there are more, those that most documents hold which these readers may see.
        """
        known = self._ends.get((start, readers))
        if known is None:
            known = self._ends[start, readers] = self._endings_of(folded(start), readers)
        return known

    def among(self, stem: str, within: Documents) -> Documents:
        """Those of these documents that hold a stem."""
        found: Documents = frozenset()
        for base, segment in self._segments:
            held = _among(within, base, segment.having("text", stem))
            found = found | held if found else held
        return found

    def scores(self, stem: str, among: Documents) -> Scores:
        """What a stem tells about these and perhaps others: BM25, titles telling more."""
        scores = self._field_scores("text", stem, among)
        for document, score in self._field_scores("title", stem, among).items():
            if document in scores:
                scores[document] += score * TITLE_TELLS
        return scores

    def weight(self, stem: str) -> float:
        """What a stem tells: much when few documents hold it."""
        holders = self.holders(stem)
        return math.log(1 + (self._documents - holders + 0.5) / (holders + 0.5))

    def holders(self, stem: str) -> int:
        """How many documents hold a stem, deleted ones too."""
        known = self._holders.get(stem)
        if known is None:
            if len(self._holders) >= MOST_COUNTED:
                self._holders.clear()
            known = sum(segment.holders("text", stem) for _, segment in self._segments)
            self._holders[stem] = known
        return known

    def in_a_row(self, stems: tuple[str, ...], within: Documents) -> set[int]:
        """Those of these documents in which the stems follow each other."""
        documents = within
        for stem in sorted(set(stems), key=self.holders):
            documents = self.among(stem, documents)
        if len(stems) == 1:
            return set(documents)
        each = sorted(documents)
        return {
            base + document
            for base, segment in self._segments
            for document in _in_a_row(segment, stems, _part(each, base, segment))
        }

    def alike(self, word: str, typos: int) -> Mapping[str, int]:
        """Words of the dictionary within so many typos, and how many; the first letter stands."""
        if not typos:
            return {}
        word = folded(word)
        words = (segment.spellings(word[0]) for _, segment in self._segments)
        return alike(word, typos, words)

    def readable(self, readers: frozenset[str]) -> frozenset[int]:
        """Documents that somebody who belongs to any of `readers` may see."""
        known = self._readable.get(readers)
        if known is None:
            lists = (self.having("readers", name) for name in sorted(readers))
            known = frozenset().union(*lists) - self._deleted
            self._readable[readers] = known
        return known

    def of_kind(self) -> Mapping[str, frozenset[int]]:
        """Documents of each kind there is."""
        if self._kinds is None:
            names = {name for _, segment in self._segments for name in segment.values("kind")}
            self._kinds = {name: self.having("kind", name) for name in sorted(names)}
        return self._kinds

    def kinds(self) -> Sequence[str]:
        """The kind of each document, deleted ones too."""
        if self._each_kind is None:
            self._each_kind = [kind for _, segment in self._segments for kind in segment.kinds()]
        return self._each_kind

    def having(self, field: str, value: str) -> frozenset[int]:
        """Documents with exactly this value in a field, deleted ones too."""
        lists = ((base, segment.having(field, value)) for base, segment in self._segments)
        return frozenset().union(*(map(base.__add__, found) for base, found in lists))

    def titles_starting(
        self, text: str, readers: frozenset[str], kinds: Iterable[str]
    ) -> tuple[Hit, ...]:
        """Those whose titles hold these words, the last perhaps unfinished, best first."""
        *whole, last = text.lower().split() or [""]
        wanted = set().union(*(self.of_kind().get(kind, set()) for kind in kinds))
        found = [self._field_scores("title", stem) for stem in self.stems(" ".join(whole))]
        found.append(self._starting(last, readers))
        documents = self.readable(readers) & wanted
        documents = documents.intersection(*found)
        total = [(document, sum(scores[document] for scores in found)) for document in documents]
        best = sorted(total, key=lambda hit: (-hit[1], hit[0]))[:MOST_SUGGESTED]
        return tuple(self._hit(*found) for found in best)

    def holds(self, key: str) -> bool:
        """Whether there is a document with this key."""
        return not self.having("key", key) <= self._deleted

    def stamps(self) -> list[tuple[str, str]]:
        """Key and stamp of every document."""
        return [
            (stored["key"], stored["stamp"])
            for base, segment in self._segments
            for document in range(segment.size)
            if base + document not in self._deleted and (stored := segment.stored(document))
        ]

    def check(self) -> None:
        """Read everything there is; raises when something cannot be read."""
        self.stamps()
        for segment in self.segments:
            segment.check()

    def _hit(self, document: int, score: float) -> Hit:
        base, segment = next(
            (base, segment) for base, segment in reversed(self._segments) if base <= document
        )
        kind, number = self.kinds()[document], self.column("number")[document]
        return Hit(kind, number, score, read=segment.passage_of(document - base))

    def _starting(self, start: str, readers: frozenset[str]) -> dict[int, float]:
        best: dict[int, float] = {}
        for stem in self.endings(start, readers):
            for document, score in self._field_scores("title", stem).items():
                best[document] = max(best.get(document, 0.0), score)
        return best

    def _endings_of(self, start: str, readers: frozenset[str]) -> tuple[str, ...]:
        stems = dict.fromkeys(self.stems(start))
        if len(start) >= SHORTEST_START:
            for _, segment in self._segments:
                for word in segment.words_like(start):
                    stems.update(dict.fromkeys(self.stems(word)))
        if len(stems) <= MOST_ENDINGS:
            return tuple(stems)
        readable = self.readable(readers)
        often = {stem: len(readable.intersection(self.having("text", stem))) for stem in stems}
        return tuple(sorted(stems, key=often.__getitem__, reverse=True)[:MOST_ENDINGS])

    def _field_scores(
        self, field: str, stem: str, among: Documents | None = None
    ) -> dict[int, float]:
        weight = self.weight(stem)
        each = sorted(among) if among is not None and len(among) * FEW < self._documents else None
        scores: dict[int, float] = {}
        for base, segment in self._segments:
            some = None if each is None else _part(each, base, segment)
            documents, shares = segment.shares(field, stem, some)
            numbers = map(base.__add__, documents) if base else documents
            scores.update(zip(numbers, map(weight.__mul__, shares), strict=True))
        return scores


def _among(within: Documents, base: int, documents: Sequence[int]) -> Documents:
    """Those of the documents of a segment that are within; few are looked up one by one."""
    if len(within) * FEW > len(documents):
        return within.intersection(map(base.__add__, documents) if base else documents)
    end = len(documents)
    places = ((n, bisect_left(documents, n - base)) for n in within if n >= base)
    return {n for n, at in places if at < end and documents[at] == n - base}


def _part(documents: list[int], base: int, segment: Segment) -> list[int]:
    """Those of these documents, in order, that are in a segment, as it numbers them."""
    first, last = bisect_left(documents, base), bisect_left(documents, base + segment.size)
    return [number - base for number in documents[first:last]]


def _in_a_row(segment: Segment, stems: tuple[str, ...], documents: Sequence[int]) -> Iterator[int]:
    """Documents in which the second stands one place after the first, and so on."""
    if not documents:
        return
    rows = (segment.rows(stem, documents) for stem in stems)
    for document, first, *others in zip(documents, *rows, strict=True):
        starts = set(first)
        for step, later in enumerate(others, start=1):
            starts.intersection_update([place - step for place in later])
        if starts:
            yield document
