"""One state of an index: its segments together, without what is deleted from them."""

import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from search.analysis import folded
from search.backend import Found, Hit, Search
from search.language import SHORTEST_START
from search.ranking import RANKED_FIRST, Ranking, rank
from search.segment import COLUMNS, Segment
from search.spelling import alike
from search.wanted import Documents, Scores

TITLE_TELLS = 3.0  # how much more a word in the title tells than one in the text
MOST_ENDINGS = 50  # words looked for in place of an unfinished one
MOST_SUGGESTED = 20
MOST_SCORES = 1_000_000  # in memory, about 100 MB
MOST_KEPT = 100  # rankings in memory


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
        self._scores: dict[str, dict[int, float]] = {}
        self._kept = 0  # numbers in _scores
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

    def scores(self, stem: str) -> Scores:
        """Documents that hold a stem, and what that tells: BM25, titles telling more."""
        known = self._scores.get(stem)
        if known is None:
            known = self._field_scores("text", stem)
            for document, score in self._field_scores("title", stem).items():
                known[document] += score * TITLE_TELLS
            self._keep(stem, known)
        return known

    def weight(self, stem: str) -> float:
        """What a stem tells: much when few documents hold it."""
        holders = self.holders(stem)
        return math.log(1 + (self._documents - holders + 0.5) / (holders + 0.5))

    def holders(self, stem: str) -> int:
        """How many documents hold a stem, deleted ones too."""
        return sum(segment.holders("text", stem) for _, segment in self._segments)

    def in_a_row(self, stems: tuple[str, ...], within: Documents) -> set[int]:
        """Those of these documents in which the stems follow each other."""
        lists = sorted((self.scores(stem) for stem in stems), key=len)
        documents = set(within.intersection(*lists))
        if len(stems) == 1:
            return documents
        return {
            base + document
            for base, segment in self._segments
            for document in _in_a_row(
                segment,
                stems,
                [n - base for n in documents if base <= n < base + segment.size],
            )
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
        return frozenset(
            base + document
            for base, segment in self._segments
            for document in segment.having(field, value)
        )

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
        stored = segment.stored(document - base)
        kind, _, number = stored["key"].partition(":")
        return Hit(kind, int(number), score, stored["passage"])

    def _keep(self, stem: str, scores: dict[int, float]) -> None:
        """Keep the scores of a stem, unless memory is full: then begin anew."""
        self._kept += len(scores)
        if self._kept > MOST_SCORES:
            self._scores.clear()
            self._kept = len(scores)
        self._scores[stem] = scores

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

    def _field_scores(self, field: str, stem: str) -> dict[int, float]:
        weight = self.weight(stem)
        scores: dict[int, float] = {}
        for base, segment in self._segments:
            documents, shares = segment.shares(field, stem)
            numbers = map(base.__add__, documents) if base else documents
            scores.update(zip(numbers, map(weight.__mul__, shares), strict=True))
        return scores


def _in_a_row(segment: Segment, stems: tuple[str, ...], documents: Iterable[int]) -> Iterator[int]:
    """Documents in which the second stands one place after the first, and so on."""
    first, *others = (segment.positions(stem, documents) for stem in stems)
    for document in set(first).intersection(*others):
        starts = set(first[document])
        for step, later in enumerate(others, start=1):
            starts &= {place - step for place in later[document]}
        if starts:
            yield document
