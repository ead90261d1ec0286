"""What answers some of the wishes of a query in Tantivy, and how many of them."""

import math
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from itertools import compress
from operator import or_
from typing import NamedTuple

from tantivy import DocAddress, Query, Searcher

from search.tantivy_query import MAY, Asking
from search.wanted import Wanted, Wish, tells

LOOKED_INTO = 300  # documents, the best of those that answer any wish
MOST_WISHES = 24  # a score holds whole numbers of so many bits


class Telling(NamedTuple):
    """A document that answers some of the wishes."""

    address: DocAddress
    score: float
    part: float  # of what the words tell, rare words telling more: from 0 to 1


Told = dict[int, Telling]  # by the number of a document


def telling(
    searcher: Searcher, asking: Asking, wanted: Wanted, weight: Callable[[str], float]
) -> Told:
    """The best of what answers some wishes: few of many count for little.

    `weight` says how much a stem tells.
    """
    best = searcher.search(asking.seen(asking.any_of(wanted)), LOOKED_INTO, count=False).hits
    if not best:
        return {}
    found = dict(zip(numbers(searcher, (a for _, a in best)), best, strict=True))
    wishes = wanted.wishes[:MOST_WISHES]
    weights = [tells(wish, weight) for wish in wishes]
    answered = _answered(searcher, asking, wishes, found)
    told = {which: sum(_chosen(weights, which)) for which in set(answered.values())}
    query, in_all = asking.search.query, sum(weights)
    if query.of_a_text or not query.loose:  # words that nobody uses here tell nothing
        in_all = sum(_chosen(weights, reduce(or_, told)))
    share = 1 / (sum(weights) + len(weights))
    some: Told = {}
    for number, (score, address) in found.items():
        which = answered[number]
        held = (told[which] + which.bit_count()) * share
        some[number] = Telling(address, score * math.sqrt(held), told[which] / in_all)
    return some


def at_least(part: float, told: Told) -> Told:
    """Those that hold this part of what the words tell, or more."""
    return {number: one for number, one in told.items() if one.part >= part}


def numbers(searcher: Searcher, addresses: Iterable[DocAddress]) -> list[int]:
    """The numbers of the documents that stand there."""
    return [int(n or 0) for n in searcher.fast_field_values("number", list(addresses))]


def _answered(
    searcher: Searcher, asking: Asking, wishes: Iterable[Wish], among: Mapping[int, object]
) -> dict[int, int]:
    """Which wishes each of these documents answers: a bit for each, told as a score.

    One search for all: to ask for each by itself takes as many.
    """
    bits = [
        (MAY, Query.const_score_query(asking.wish(wish), float(1 << place)))
        for place, wish in enumerate(wishes)
    ]
    query = Query.boolean_query([*asking.these(among), *bits])
    found = searcher.search(query, max(len(among), 1), count=False).hits
    known = numbers(searcher, (address for _, address in found))
    return {number: int(score) for number, (score, _) in zip(known, found, strict=True)}


def _chosen(weights: list[float], which: int) -> Iterable[float]:
    return compress(weights, (which >> place & 1 for place in range(len(weights))))
