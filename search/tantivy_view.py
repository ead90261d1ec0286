"""One state of a Tantivy index: questions are put into its queries, and its answers into ours.

The engine finds, counts and ranks; that fewer than FEW hits make it look for typos, and then for
any of the words, is as in ranking.py. Words come as stems of ours, so both engines find the same.
"""

import math
from collections.abc import Iterable, Iterator, Mapping

from tantivy import DocAddress, Order, Query, Schema, Searcher

from search import ranking
from search.analysis import Analysis, folded
from search.backend import Counts, Facet, Found, Hit, How, Search, Sort
from search.facets import without
from search.language import SHORTEST_START
from search.language import Query as Asked
from search.tantivy_counting import counted, kinds_counted
from search.tantivy_hits import Place, best_first, hits_at, places, text_of
from search.tantivy_query import MUST, Asking, Parts
from search.tantivy_telling import Told, at_least, numbers, telling
from search.tantivy_words import Dictionary
from search.wanted import FEW, Wanted

MOST_ENDINGS = 50  # words looked for in place of an unfinished one
FIRST = 1_000.0  # no score is higher: what was typed stands before what is alike
PAIR = 2

Places = list[Place]


class TantivyView:
    """Answers from one searcher; what was worked out of its dictionary is kept with it."""

    def __init__(
        self,
        searcher: Searcher,
        schema: Schema,
        english: Analysis,
        before: "TantivyView | None" = None,
    ) -> None:
        """`before` is an earlier state of the same index."""
        self._searcher = searcher
        self._schema = schema
        self.stems = english.stems
        self.dictionary: Dictionary = Dictionary(searcher, before.dictionary if before else None)
        self._ends: dict[tuple[str, frozenset[str]], tuple[str, ...]] = {}

    @property
    def size(self) -> int:
        """How many documents there are."""
        return int(self._searcher.num_docs)

    def answer(self, search: Search) -> Found:
        """The hits of a page, and the counts asked for."""
        wanted = Wanted.of(self, search.query, search.readers)
        asking = self._asking(search)
        if asking is None or (wanted.is_empty and not search.everything):
            return Found()
        if search.everything:
            return self._found(asking, wanted, How.EXACT, asking.scope(wanted))
        if search.query.loose:
            of_a_text = search.query.of_a_text
            wanted = wanted.rarest(self, ranking.MOST_TOLD) if of_a_text else wanted
            enough = ranking.ALIKE if of_a_text else ranking.ENOUGH
            some = at_least(enough, self._told(asking, wanted))
            return self._found(asking, wanted, How.ANY, asking.these(some), some)
        return self._step_by_step(asking, wanted)

    def _step_by_step(self, asking: Asking, wanted: Wanted) -> Found:
        """Exact; with typos where that finds few; then with some of the words."""
        how, parts = How.EXACT, asking.all_of(wanted)
        found, best = self._look(asking, parts)
        spelt = wanted
        if found < FEW and (spelt := self._with_typos(asking, wanted)) != wanted:
            alike = asking.all_of(spelt)
            alike = asking.first(parts, alike, FIRST) if found else alike
            count, more = self._look(asking, alike)
            if count > found:
                how, wanted, parts, found, best = How.TYPOS, spelt, alike, count, more
        told: Told | None = None
        if ranking.is_telling(len(wanted.wishes), found):
            told = self._told(asking, spelt)
            some = at_least(ranking.MUCH, told)
            if len(some) > FEW:
                return self._found(asking, spelt, How.ANY, asking.these(some), some)
        if found < FEW and wanted.has_some:
            # What holds both of two words is first, and all else holds one.
            any_of = asking.first(parts, asking.any_of(spelt), FIRST)
            count, more = self._look(asking, any_of)
            if count > found:
                if told is None and len(spelt.wishes) != PAIR:
                    told = self._told(asking, spelt)
                return self._found(asking, spelt, How.ANY, any_of, told, best=more)
        return self._found(asking, wanted, how, parts, best=best)

    def _look(self, asking: Asking, parts: Parts) -> tuple[int, Places | None]:
        """How many there are, ranking.SOME or more; with the best, if all that is found passes."""
        if asking.is_plain:
            best = self._best(asking, parts)
            return len(best), best
        return self._few(asking, parts), None

    def titles_starting(
        self, text: str, readers: frozenset[str], kinds: Iterable[str], limit: int
    ) -> tuple[Hit, ...]:
        """Those whose titles hold these words, the last perhaps unfinished, best first."""
        *whole, last = text.lower().split() or [""]
        ends = self.endings(last, readers)
        if not ends:
            return ()
        asking = self._asking(Search(Asked(), readers))
        if asking is None:
            return ()
        query = asking.seen(asking.titles(self.stems(" ".join(whole)), ends, sorted(kinds)))
        best = self._searcher.search(query, limit, count=False).hits
        return hits_at(self._searcher, self._places((a, score) for score, a in best))

    def endings(self, start: str, readers: frozenset[str]) -> tuple[str, ...]:
        """Stems of words that begin like this; the MOST_ENDINGS these readers see most."""
        known = self._ends.get((start, readers))
        if known is None:
            known = self._ends[start, readers] = self._endings_of(folded(start), readers)
        return known

    def alike(self, word: str, typos: int) -> Mapping[str, int]:
        """Words of the dictionary within so many typos, and how many; the first letter stands."""
        return self.dictionary.alike(folded(word), typos)

    def holding(self, keys: Iterable[str]) -> set[str]:
        """Those of these keys that are in."""
        return {key for key in keys if self._searcher.doc_freq("key", key) and self._has(key)}

    def stamps(self, numbers: Query) -> Iterator[tuple[str, str]]:
        """Key and stamp of each document that a query finds."""
        most = max(self._searcher.num_docs, 1)
        for _, address in self._searcher.search(numbers, most, count=False).hits:
            document = self._searcher.doc(address)
            yield str(document.get_first("key")), text_of(document.get_first("stamp"))

    def _asking(self, search: Search) -> Asking | None:
        """None when these readers may see nothing at all."""
        there = [one for one in sorted(search.readers) if self._searcher.doc_freq("readers", one)]
        return Asking(self._schema, search, self.stems, there) if there else None

    def _found(
        self,
        asking: Asking,
        wanted: Wanted,
        how: How,
        parts: Parts,
        told: Told | None = None,
        best: Places | None = None,
    ) -> Found:
        """The answer, of what has these parts; ordered as in `told`, or `best` if it is known."""
        search = asking.search
        shown = [*parts, *asking.passing(search.filters, search.query.kinds)]
        if told is not None and search.sort is Sort.RELEVANCE:
            hits = self._in_order(asking, told)
        else:
            hits = self._best(asking, shown) if best is None else best
        page = hits[search.offset : search.offset + search.limit]
        counts = self._kinds(asking, parts) if search.counted else {}
        of_kinds = sum(counts.get(kind, 0) for kind in search.query.kinds or counts)
        return Found(
            hits=hits_at(self._searcher, page),
            total=of_kinds if search.counted else len(page),
            counts=counts,
            how=how,
            stems=wanted.stems,
            instead=wanted.instead,
            facets=self._facets(asking, parts, shown) if search.facets else {},
        )

    def _kinds(self, asking: Asking, parts: Parts) -> Mapping[str, int]:
        passing = [*parts, *asking.passing(asking.search.filters)]
        return kinds_counted(self._searcher, asking.seen(passing))

    def _facets(self, asking: Asking, parts: Parts, shown: Parts) -> Mapping[Facet, Counts]:
        """Counts of what passes all filters but, for each facet, the one on it."""
        search = asking.search
        held = {f for f in search.facets if without(search.filters, f) != search.filters}
        query = asking.seen(shown)
        found = counted(self._searcher, query, search.facets - held, search.moments)
        for facet in held:
            others = asking.passing(without(search.filters, facet), search.query.kinds)
            query = asking.seen([*parts, *others])
            found |= counted(self._searcher, query, {facet}, search.moments)
        return found

    def _best(self, asking: Asking, shown: Parts) -> Places:
        search = asking.search
        most = ranking.most_ranked(search)
        if search.sort is Sort.NEWEST:
            newest = self._searcher.search(
                asking.seen(shown), most, count=False, order_by_field="at", order=Order.Desc
            )
            return self._places((address, 0.0) for _, address in newest.hits)
        query = asking.seen([*shown, *asking.side_by_side(self._pair_tells)])
        best = self._searcher.search(query, most, count=False).hits
        return best_first(self._places((address, score) for score, address in best))

    def _pair_tells(self, pair: tuple[str, str]) -> float:
        return ranking.SIDE_BY_SIDE * sum(map(self._tells, pair))

    def _in_order(self, asking: Asking, told: Told) -> Places:
        """What passes the filters of what is told of, best first."""
        if not asking.is_plain and told:
            search = asking.search
            passing = asking.passing(search.filters, search.query.kinds)
            query = asking.seen([*asking.these(told), *passing])
            found = self._searcher.search(query, len(told), count=False).hits
            passed = numbers(self._searcher, (address for _, address in found))
            told = {number: told[number] for number in passed}
        return best_first(self._places((one.address, one.score) for one in told.values()))

    def _places(self, found: Iterable[tuple[DocAddress, float]]) -> Places:
        return places(self._searcher, found)

    def _told(self, asking: Asking, wanted: Wanted) -> Told:
        return telling(self._searcher, asking, wanted, self._tells)

    def _with_typos(self, asking: Asking, wanted: Wanted) -> Wanted:
        within = asking.scope(wanted)

        def held(stem: str) -> int:
            if not self._searcher.doc_freq("text", stem):
                return 0
            return self._count(asking.seen([(MUST, asking.term("text", stem)), *within]))

        return wanted.with_typos(self, held)

    def holders(self, stem: str) -> int:
        """How many documents hold a stem."""
        return int(self._searcher.doc_freq("text", stem))

    def _tells(self, stem: str) -> float:
        documents = self.size
        holders = min(self._searcher.doc_freq("text", stem), documents)
        return math.log(1 + (documents - holders + 0.5) / (holders + 0.5))

    def _endings_of(self, start: str, readers: frozenset[str]) -> tuple[str, ...]:
        stems = dict.fromkeys(self.stems(start))
        if len(start) >= SHORTEST_START:
            for word in self.dictionary.starting(start):
                stems.update(dict.fromkeys(self.stems(word)))
        if len(stems) <= MOST_ENDINGS:
            return tuple(stems)
        asking = self._asking(Search(Asked(), readers))
        if asking is None:
            return ()
        seen = {stem: asking.seen([(MUST, asking.term("text", stem))]) for stem in stems}
        often = {stem: self._count(query) for stem, query in seen.items()}
        return tuple(sorted(stems, key=often.__getitem__, reverse=True)[:MOST_ENDINGS])

    def _has(self, key: str) -> bool:
        return bool(self._count(Query.term_query(self._schema, "key", key, "basic")))

    def _few(self, asking: Asking, parts: Parts) -> int:
        """How many there are, ranking.SOME at most."""
        return len(self._searcher.search(asking.seen(parts), ranking.SOME, count=False).hits)

    def _count(self, query: Query) -> int:
        found: int = self._searcher.search(query, 1, count=True).count  # type: ignore[attr-defined]
        return found
