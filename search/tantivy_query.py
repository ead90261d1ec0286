"""A Search in Tantivy's queries. Filters weigh nothing; words weigh as in ranking.py."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from tantivy import FieldType, Occur, Query, Schema

from search.backend import Filters, Search, Sort
from search.facets import POSITIONS, seconds_of
from search.wanted import Wanted, Way, Wish

TITLE_TELLS = 3.0  # how much more a word in the title tells than one in the text
MOST_TERMS = 12
MUST, MAY, NOT = Occur.Must, Occur.Should, Occur.MustNot


Parts = list[tuple[Occur, Query]]  # what must, may or must not hold, all together


class Asking:
    """Makes the queries of one Search, from parts that say nothing of who may see what is found."""

    def __init__(
        self,
        schema: Schema,
        search: Search,
        stems: Callable[[str], tuple[str, ...]],
        audiences: Sequence[str],
    ) -> None:
        """`audiences` are those of the readers for whom there is anything."""
        self._schema = schema
        self._stems = stems
        self._audiences = audiences
        self.search = search

    @property
    def is_plain(self) -> bool:
        """Whether everything that answers passes, the best first."""
        search = self.search
        return (
            search.filters == Filters() and not search.query.kinds and search.sort is Sort.RELEVANCE
        )

    def seen(self, parts: Parts) -> Query:
        """What these readers may see of it.

        Each audience is asked by itself: in a union of them every document would be looked at.
        """
        each = [
            Query.boolean_query([(MUST, _boosted(self.term("readers", one), 0.0)), *parts])
            for one in self._audiences
        ]
        return each[0] if len(each) == 1 else Query.boolean_query([(MAY, one) for one in each])

    def term(self, field: str, value: str | int) -> Query:
        """What has exactly this in a field."""
        record = "freq" if field in {"text", "title"} else "basic"
        return Query.term_query(self._schema, field, value, record)

    def scope(self, wanted: Wanted) -> Parts:
        """What holds the phrases and nothing that is not wanted."""
        rows = [self.row(phrase) for phrase in wanted.phrases]
        without = [self.row(stems) for t in self.search.query.without if (stems := self._stems(t))]
        parts = [(MUST, _weightless(row)) for row in rows]
        parts += [(NOT, row) for row in without]
        if self.search.leave_out:
            parts.append((NOT, self._any("key", sorted(self.search.leave_out))))
        return parts

    def all_of(self, wanted: Wanted) -> Parts:
        """What answers every wish."""
        return [*self.scope(wanted), *((MUST, self.wish(wish)) for wish in wanted.wishes)]

    def any_of(self, wanted: Wanted) -> Parts:
        """What answers one of the wishes."""
        some = Query.boolean_query([(MAY, self.wish(wish)) for wish in wanted.wishes])
        return [*self.scope(wanted), (MUST, some)]

    def first(self, first: Parts, more: Parts, floor: float) -> Parts:
        """Both, every one of the first before all others."""
        before = Query.const_score_query(Query.boolean_query(first), floor)
        return [*more, (MAY, before)]

    def side_by_side(self, tells: Callable[[tuple[str, str]], float]) -> Parts:
        """More for stems that stand side by side as they were typed: as much as `tells` says."""
        pairs = pairwise(self._stems(" ".join(self.search.query.words)))
        return [(MAY, Query.const_score_query(self.row(pair), tells(pair))) for pair in pairs]

    def wish(self, wish: Wish) -> Query:
        """Any of the ways, the best one telling."""
        ways = [_boosted(self._way(way), way.worth) for way in wish]
        if len(ways) == 1:
            return ways[0]
        return Query.disjunction_max_query(ways) if ways else Query.empty_query()

    def these(self, numbers: Iterable[int]) -> Parts:
        """The documents of these numbers."""
        return [(MUST, self._any("number", list(numbers)))]

    def titles(self, whole: Sequence[str], ends: Sequence[str], kinds: Sequence[str]) -> Parts:
        """What has all the whole stems, and one of the ends, in its title."""
        last = Query.disjunction_max_query([self.term("title", stem) for stem in ends])
        words = [self.term("title", stem) for stem in whole]
        return [(MUST, one) for one in (self._any("kind", kinds), last, *words)]

    def passing(self, filters: Filters, kinds: Sequence[str] = ()) -> Parts:
        """What passes the filters."""
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
            first = max(seconds_of(filters.since), 1) if filters.since else 1
            last = seconds_of(filters.before) if filters.before else 1 << 62
            parts.append(self._between("at", first, last))
        return [(MUST, part) for part in parts]

    def _any(self, field: str, values: Sequence[str] | Sequence[int]) -> Query:
        if not values:
            return Query.empty_query()
        if len(values) > MOST_TERMS:  # the engine gathers all that has any of them beforehand
            if field == "topic" and _is_a_run(values):  # as of a branch that came in together
                return self._between(field, int(values[0]), int(values[-1]) + 1)
            return _weightless(Query.term_set_query(self._schema, field, list(values)))
        # Boosted to nothing: of a union of constant weight it would look at every document.
        some = [(MAY, self.term(field, value)) for value in values]
        return Query.boost_query(Query.boolean_query(some), 0.0)

    def _between(self, field: str, first: int, end: int) -> Query:
        within = Query.range_query(
            self._schema, field, FieldType.Integer, first, end, include_upper=False
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


def _is_a_run(values: Sequence[str] | Sequence[int]) -> bool:
    """Whether these numbers, in order, follow each other without a gap."""
    return int(values[-1]) - int(values[0]) == len(values) - 1


def _weightless(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _boosted(query: Query, worth: float) -> Query:
    return query if worth == 1 else Query.boost_query(query, worth)
