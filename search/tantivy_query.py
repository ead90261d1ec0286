"""A Search in Tantivy's queries. Filters weigh nothing; words weigh as in ranking.py."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from tantivy import FieldType, Occur, Query, Schema

from search.backend import Filters, Search, Sort
from search.facets import POSITIONS, seconds_of
from search.wanted import Wanted, Way, Wish

TITLE_TELLS = 3.0  # how much more a word in the title tells than one in the text
MOST_TERMS = 12
MUST, MAY, NOT = Occur.Must, Occur.Should, Occur.MustNot


class Asking:
    """Makes the queries of one Search."""

    def __init__(
        self, schema: Schema, search: Search, stems: Callable[[str], tuple[str, ...]]
    ) -> None:
        self._schema = schema
        self._stems = stems
        self.search = search

    @property
    def is_plain(self) -> bool:
        """Whether everything that answers passes, the best first."""
        search = self.search
        return (
            search.filters == Filters() and not search.query.kinds and search.sort is Sort.RELEVANCE
        )

    def term(self, field: str, value: str | int) -> Query:
        """What has exactly this in a field."""
        record = "freq" if field in {"text", "title"} else "basic"
        return Query.term_query(self._schema, field, value, record)

    def both(self, *queries: Query) -> Query:
        """What answers all of these."""
        return Query.boolean_query([(MUST, query) for query in queries])

    def scope(self, wanted: Wanted) -> Query:
        """What these readers may see, holds the phrases and nothing that is not wanted."""
        rows = [self.row(phrase) for phrase in wanted.phrases]
        without = [self.row(stems) for t in self.search.query.without if (stems := self._stems(t))]
        parts = [(MUST, self._any("readers", sorted(self.search.readers)))]
        parts += [(MUST, _weightless(row)) for row in rows]
        parts += [(NOT, row) for row in without]
        if self.search.leave_out:
            parts.append((NOT, self._any("key", sorted(self.search.leave_out))))
        return Query.boolean_query(parts)

    def all_of(self, wanted: Wanted) -> Query:
        """What answers every wish."""
        parts = [(MUST, self.scope(wanted))]
        parts += [(MUST, self.wish(wish)) for wish in wanted.wishes]
        return Query.boolean_query(parts)

    def pairs(self) -> list[tuple[str, str]]:
        """Stems that stand side by side as they were typed."""
        return list(pairwise(self._stems(" ".join(self.search.query.words))))

    def row_among(self, stems: Sequence[str], numbers: Iterable[int]) -> Query:
        """Those of these documents in which the stems follow each other."""
        return self.both(self.these(numbers), self.row(stems))

    def any_of(self, wanted: Wanted) -> Query:
        """What answers one of the wishes."""
        some = Query.boolean_query([(MAY, self.wish(wish)) for wish in wanted.wishes])
        return self.both(self.scope(wanted), some)

    def first(self, first: Query, more: Query, floor: float) -> Query:
        """Both, every one of the first before all others."""
        return Query.boolean_query([(MUST, more), (MAY, Query.const_score_query(first, floor))])

    def wish(self, wish: Wish) -> Query:
        """Any of the ways, the best one telling."""
        ways = [_boosted(self._way(way), way.worth) for way in wish]
        if len(ways) == 1:
            return ways[0]
        return Query.disjunction_max_query(ways) if ways else Query.empty_query()

    def these(self, numbers: Iterable[int]) -> Query:
        """The documents of these numbers."""
        return self._any("number", list(numbers))

    def titles(self, whole: Sequence[str], ends: Sequence[str], kinds: Sequence[str]) -> Query:
        """What has all the whole stems, and one of the ends, in its title."""
        readers = self._any("readers", sorted(self.search.readers))
        last = Query.disjunction_max_query([self.term("title", stem) for stem in ends])
        words = [self.term("title", stem) for stem in whole]
        return self.both(readers, self._any("kind", kinds), last, *words)

    def passing(self, query: Query, filters: Filters, kinds: Sequence[str] = ()) -> Query:
        """What answers a query and passes the filters."""
        positions = filters.positions
        places = [POSITIONS.index(one) for one in positions or () if one in POSITIONS[1:]]
        wanted = (
            ("topic", filters.topics),
            ("clp", filters.clps),
            ("region", filters.regions),
            ("author", filters.authors),
            ("position", None if positions is None else places),
        )
        parts = [self._any(name, sorted(ids)) for name, ids in wanted if ids is not None]
        if kinds:
            parts.append(self._any("kind", kinds))
        if filters.since or filters.before:
            parts.append(self._between(filters.since, filters.before))
        return self.both(query, *parts) if parts else query

    def _any(self, field: str, values: Sequence[str] | Sequence[int]) -> Query:
        if not values:
            return Query.empty_query()
        if len(values) > MOST_TERMS:  # the engine gathers all that has any of them beforehand
            return _weightless(Query.term_set_query(self._schema, field, list(values)))
        # Boosted to nothing: of a union of constant weight it would look at every document.
        some = [(MAY, self.term(field, value)) for value in values]
        return Query.boost_query(Query.boolean_query(some), 0.0)

    def _between(self, since: datetime | None, before: datetime | None) -> Query:
        first = max(seconds_of(since), 1) if since else 1
        last = seconds_of(before) if before else 1 << 62
        within = Query.range_query(
            self._schema, "at", FieldType.Integer, first, last, include_upper=False
        )
        return Query.const_score_query(within, 0.0)

    def _way(self, way: Way) -> Query:
        parts = [part for stem in way.stems for part in self._word(stem)]
        if way.in_a_row and len(way.stems) > 1:
            parts.append((MUST, Query.const_score_query(self.row(way.stems), 0.0)))
        return Query.boolean_query(parts)

    def _word(self, stem: str) -> list[tuple[Occur, Query]]:
        title = Query.boost_query(self.term("title", stem), TITLE_TELLS)
        return [(MUST, self.term("text", stem)), (MAY, title)]

    def row(self, stems: Sequence[str]) -> Query:
        """What holds these stems, one after the other."""
        if len(stems) == 1:
            return self.term("text", stems[0])
        return Query.phrase_query(self._schema, "text", list(stems))


def _weightless(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _boosted(query: Query, worth: float) -> Query:
    return query if worth == 1 else Query.boost_query(query, worth)
