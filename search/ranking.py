"""Which documents answer a query, and in what order: set algebra over an engine's postings.

Pure: it knows no engine, no database and no web. Exact first; when that finds fewer than FEW, also
words spelt a little differently; when that is still too few, any of the words. Of a sentence, what
holds most of it is found too.
"""

import heapq
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from search import facets
from search.backend import Counts, Facet, How, Search, Sort
from search.facets import Columns
from search.language import Query
from search.wanted import (
    FEW,
    Documents,
    Scores,
    Wanted,
    Words,
    answering,
    holders,
    scores_of,
    tells,
)

MOST_RANKED = 1_020  # documents; more pages than that nobody turns
RANKED_FIRST = 120  # documents; a few pages: the rest is put in order when somebody turns on
LOOKED_INTO = 50  # documents in which it is looked how the words stand
SIDE_BY_SIDE = 0.5  # what two words side by side tell, beside what each tells
# A suggestion has the title of the page it would change, and a poll asks about one in its words:
TALK = frozenset({"suggestion", "poll"})
BEHIND = 0.8  # so much they count, and the page comes first
OVERTAKING = 20  # documents beyond those wanted that may come before talk
ENOUGH = 0.5  # a loose query wants documents that hold half of its weight
ALIKE = 0.2  # of the weight of the MOST_TOLD rarest words of a text is enough
MOST_TOLD = 12
SENTENCE = 4  # so many words are somebody's own telling: what holds much of it will do,
NEARLY = 3  # and of so many, where fewer than SOME documents hold them all
SOME = 10
MUCH = 0.4  # of the weight of a sentence


class Postings(Words, Columns, Protocol):
    """What an engine tells: which documents hold a stem, and how much it tells about each."""

    def weight(self, stem: str) -> float: ...
    def readable(self, readers: frozenset[str]) -> Documents: ...


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best documents that answer a query, best first, and how many do."""

    documents: tuple[tuple[int, float], ...] = ()  # RANKED_FIRST or MOST_RANKED at most
    total: int = 0  # of what passes the filters
    counts: Mapping[str, int] = field(default_factory=dict)  # of each kind, asked for or not
    how: How = How.EXACT
    stems: frozenset[str] = frozenset()
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: Mapping[Facet, Counts] = field(default_factory=dict)


def rank(index: Postings, search: Search, leave_out: Documents) -> Ranking:
    """Everything these readers may see that answers the query."""
    query = search.query
    wanted = Wanted.of(index, query, search.readers)
    if wanted.is_empty and not search.everything:
        return Ranking()
    within = _within(index, search, leave_out)
    if search.everything:
        return _ranking(index, search, wanted, How.EXACT, dict.fromkeys(within, 0.0))
    if query.loose:
        wanted, alike = _alike(index, query, wanted, within)
        return _ranking(index, search, wanted, How.ANY, alike)
    for phrase in wanted.phrases:
        within = index.in_a_row(phrase, within)

    def held(stem: str) -> int:
        return len(index.among(stem, within))

    how, scores = How.EXACT, _side_by_side(index, query, _all_of(index, wanted, within))
    spelt = wanted
    if len(scores) < FEW and (spelt := wanted.with_typos(index, held)) != wanted:
        more = _all_of(index, spelt, within)
        if len(more) > len(scores):
            how, scores, wanted = How.TYPOS, _after(scores, more), spelt
    more = _some_of(index, spelt, within, len(scores))
    if len(more) > len(scores):
        how, scores, wanted = How.ANY, {**scores, **more}, spelt
    return _ranking(index, search, wanted, how, scores)


def _alike(
    index: Postings, query: Query, wanted: Wanted, within: Documents
) -> tuple[Wanted, Scores]:
    """What tells nearly the same as a title; or as a text, by the rarest of its words."""
    if query.of_a_text:
        wanted = wanted.rarest(index, MOST_TOLD)
        return wanted, _telling(index, wanted, within, ALIKE)
    return wanted, _telling(index, wanted, within, ENOUGH, strictly=True)


def _some_of(index: Postings, wanted: Wanted, within: Documents, found: int) -> Scores:
    """What answers most wishes of a sentence, or a few wishes where so little answers all."""
    if is_telling(len(wanted.wishes), found):
        most = _telling(index, wanted, within, MUCH)
        if len(most) >= FEW:
            return most
    return _any_of(index, wanted, within) if found < FEW and wanted.has_some else {}


def is_telling(wishes: int, found: int) -> bool:
    """Whether a query of so many wishes, all met by so many documents, is a telling of its own."""
    return wishes >= (NEARLY if found < SOME else SENTENCE)


def _within(index: Postings, search: Search, leave_out: Documents) -> Documents:
    """What these readers may see and does not hold what is not wanted."""
    within: Documents = index.readable(search.readers)
    if leave_out:
        within = within - leave_out
    for text in search.query.without:
        stems = index.stems(text)
        if stems:
            within = within - index.in_a_row(stems, within)
    return within


def _side_by_side(index: Postings, query: Query, scores: Scores) -> Scores:
    """The same, the best documents getting more for words that stand there as they were typed."""
    stems = index.stems(" ".join(query.words))
    if len(stems) < 2 or len(scores) < 2:  # noqa: PLR2004 - there is nothing to choose
        return scores
    best = {document for document, _ in best_of(scores, LOOKED_INTO)}
    more = dict(scores)
    for pair in pairwise(stems):
        extra = SIDE_BY_SIDE * sum(map(index.weight, pair))
        for document in index.in_a_row(pair, best):
            more[document] += extra
    return more


def _all_of(index: Postings, wanted: Wanted, within: Documents) -> Scores:
    documents = within
    if len(wanted.wishes) > 1:  # only what answers all is given scores
        for wish in sorted(wanted.wishes, key=lambda wish: holders(index, wish)):
            documents = answering(index, wish, documents)
    found = [scores_of(index, wish, documents) for wish in wanted.wishes]
    if len(found) == 1:
        only = found[0]
        return {document: only[document] for document in within.intersection(only)}
    each = (map(scores.__getitem__, documents) for scores in found)
    return dict(zip(documents, map(sum, zip(*each, strict=True)), strict=True))


def _any_of(index: Postings, wanted: Wanted, within: Documents) -> dict[int, float]:
    """Documents with some of the words; few of many count for little, and common ones for less."""
    total: dict[int, float] = {}
    held: dict[int, float] = {}
    told = 0.0
    for wish in wanted.wishes:
        scores = scores_of(index, wish, within)
        weight = tells(wish, index.weight) + 1
        told += weight
        found = within.intersection(scores)
        again = total.keys() & found
        new = found - again  # most are, and need no sums
        total.update({document: scores[document] for document in new})
        held.update(dict.fromkeys(new, weight))
        for document in again:
            total[document] += scores[document]
            held[document] += weight
    roots = {weight: math.sqrt(weight / told) for weight in set(held.values())}
    return {document: score * roots[held[document]] for document, score in total.items()}


def _telling(
    index: Postings, wanted: Wanted, within: Documents, part: float, *, strictly: bool = False
) -> Scores:
    """Documents that hold at least this part of what the words tell, rare words telling more.

    Words that nobody uses here tell nothing; `strictly`, they tell most.
    """
    weights = [tells(wish, index.weight) for wish in wanted.wishes]
    held: dict[int, float] = {}
    there = 0.0  # what all the wishes tell that anything answers
    for wish, weight in zip(wanted.wishes, weights, strict=True):
        found = answering(index, wish, within)
        there += weight if found else 0.0
        for document in found:
            held[document] = held.get(document, 0.0) + weight
    enough = part * (sum(weights) if strictly else there)
    telling = {document for document, weight in held.items() if weight >= enough}
    return _any_of(index, wanted, telling)


def _after(first: Scores, more: Scores) -> Scores:
    """Both, every one of the first before all others."""
    floor = max(more.values(), default=0.0)
    return {**more, **{document: score + floor for document, score in first.items()}}


def _ranking(index: Postings, search: Search, wanted: Wanted, how: How, scores: Scores) -> Ranking:
    """The answer: counts over everything that answers, the best of what passes the filters."""
    passing = facets.passing(index, search.filters, scores)
    shown = facets.of_kinds(index, search.query.kinds, passing)
    return Ranking(
        documents=tuple(_in_order(index, search, scores, shown)),
        total=len(shown),
        counts=Counter(map(index.kinds().__getitem__, passing)) if search.counted else {},
        how=how,
        stems=wanted.stems,
        instead=wanted.instead,
        facets={facet: _counted(index, search, facet, scores, shown) for facet in search.facets},
    )


def _counted(
    index: Postings, search: Search, facet: Facet, scores: Scores, shown: Collection[int]
) -> Counts:
    """Counts by a facet of what passes all filters but the one on it."""
    others = facets.without(search.filters, facet)
    if others != search.filters:
        passing = facets.passing(index, others, scores)
        shown = facets.of_kinds(index, search.query.kinds, passing)
    return facets.counted(index, facet, search, shown)


def _in_order(
    index: Postings, search: Search, scores: Scores, shown: Collection[int]
) -> list[tuple[int, float]]:
    most = most_ranked(search)
    if search.sort is Sort.NEWEST:
        at = index.column("at")
        last = heapq.nlargest(most, map(at.__getitem__, shown))[-1:]
        newest = sorted((-at[one], one) for one in shown if at[one] >= last[0])
        return [(one, scores[one]) for _, one in newest[:most]]
    asked = scores if shown is scores else {one: scores[one] for one in shown}
    kinds = index.kinds()
    found = (
        (one, score * BEHIND if kinds[one] in TALK else score)
        for one, score in _best(asked, most, BEHIND)
    )
    return sorted(found, key=_best_first)[:most]


def most_ranked(search: Search) -> int:
    """How many hits are put in order, for this page and the next ones."""
    last = search.offset + search.limit
    if not search.counted:  # only these are wanted, and nobody turns the page
        return last if search.sort is Sort.NEWEST else last + OVERTAKING
    return RANKED_FIRST if last <= RANKED_FIRST else MOST_RANKED


def best_of(scores: Scores, most: int) -> list[tuple[int, float]]:
    """The best of these, best first; of equals the one with the lower number."""
    return sorted(_best(scores, most), key=_best_first)[:most]


def _best(scores: Scores, most: int, at_least: float = 1.0) -> Iterable[tuple[int, float]]:
    """The best of these in any order, and those worth no less than this part of the last of them.

    The least of the best is found sooner than all are put in order.
    """
    if len(scores) <= most:
        return scores.items()
    least = heapq.nlargest(most, scores.values())[-1] * at_least
    return [one for one in scores.items() if one[1] >= least]


def _best_first(found: tuple[int, float]) -> tuple[float, int]:
    return -found[1], found[0]
