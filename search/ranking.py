"""Which documents answer a query, and in what order: set algebra over an engine's postings.

Pure: it knows no engine, no database and no web. Exact first; when that finds fewer than FEW, also
words spelt a little differently; when that is still too few, any of the words.
"""

import heapq
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from search.backend import How
from search.language import Query

FEW = 3
PER_TYPO = 0.5  # what a hit is worth for each letter that differs
MOST_RANKED = 1_020  # documents; more pages than that nobody turns
LOOKED_INTO = 50  # documents in which it is looked how the words stand
SIDE_BY_SIDE = 0.5  # what two words side by side tell, beside what each tells
SUGGESTED = 0.8  # a suggestion has the title of the page it would change: the page comes first
ENOUGH = 0.5  # a loose query wants documents that hold half of its weight

Scores = Mapping[int, float]  # document number: score


class Postings(Protocol):
    """What an engine tells: which documents hold a stem, and how much it tells about each."""

    def stems(self, text: str) -> tuple[str, ...]: ...
    def scores(self, stem: str) -> Scores: ...
    def weight(self, stem: str) -> float: ...
    def in_a_row(self, stems: tuple[str, ...], within: AbstractSet[int]) -> set[int]: ...
    def alike(self, word: str, typos: int) -> Mapping[str, int]: ...
    def readable(self, readers: frozenset[str]) -> AbstractSet[int]: ...
    def of_kind(self) -> Mapping[str, AbstractSet[int]]: ...


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best documents that answer a query, best first, and how many do."""

    documents: tuple[tuple[int, float], ...] = ()  # MOST_RANKED at most
    total: int = 0  # of the kinds asked for
    counts: Mapping[str, int] = field(default_factory=dict)  # of each kind, asked for or not
    how: How = How.EXACT
    stems: frozenset[str] = frozenset()
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def typos_allowed(word: str) -> int:
    """How many letters may differ: none in short words, one from five letters, two from nine."""
    if len(word) < 5 or not word.isalpha():  # noqa: PLR2004 - said in the sentence above
        return 0
    return 1 if len(word) < 9 else 2  # noqa: PLR2004


def rank(
    index: Postings, query: Query, readers: frozenset[str], leave_out: AbstractSet[int]
) -> Ranking:
    """Everything these readers may see that answers the query."""
    wanted = _Wanted.of(index, query)
    if wanted.is_empty:
        return Ranking()
    within: AbstractSet[int] = index.readable(readers) - leave_out
    within = within - _excluded(index, query, within)
    if query.loose:
        return _ranking(index, query, wanted, How.ANY, _telling(index, wanted, within))
    for phrase in wanted.phrases:
        within = index.in_a_row(phrase, within)

    how, scores = How.EXACT, _side_by_side(index, query, _all_of(index, wanted, within))
    if len(scores) < FEW and (spelt := wanted.with_typos(index, within)) != wanted:
        more = _all_of(index, spelt, within)
        if len(more) > len(scores):
            how, scores, wanted = How.TYPOS, _after(scores, more), spelt
    if len(scores) < FEW and len(wanted.words) > 1:
        more = _any_of(index, wanted, within)
        if len(more) > len(scores):
            how, scores = How.ANY, _after(scores, more)
    return _ranking(index, query, wanted, how, scores)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A query in stems: for each word the stems that will do, with what each is worth."""

    words: tuple[Mapping[str, float], ...]
    phrases: tuple[tuple[str, ...], ...]
    spelling: tuple[str, ...]  # the words as typed
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, index: Postings, query: Query) -> "_Wanted":
        phrases = tuple(stems for text in query.phrases if (stems := index.stems(text)))
        loose = {stem for text in query.words for stem in index.stems(text)}
        together = sorted(loose.union(*phrases))
        return cls(tuple({stem: 1.0} for stem in together), phrases, query.words)

    @property
    def is_empty(self) -> bool:
        return not self.words

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem for word in self.words for stem in word)

    def with_typos(self, index: Postings, within: AbstractSet[int]) -> "_Wanted":
        """The same, with words of the dictionary beside those that are hardly used here."""
        words, instead = list(self.words), {}
        for typed in self.spelling:
            stems = index.stems(typed)
            if len(stems) != 1 or len(within & index.scores(stems[0]).keys()) >= FEW:
                continue
            alike = index.alike(typed, typos_allowed(typed))
            worth, seen = _worth(index, alike, within)
            if seen:
                at = next(i for i, word in enumerate(words) if stems[0] in word)
                words[at] = {**worth, **words[at]}
                instead[typed] = seen
        return _Wanted(tuple(words), self.phrases, self.spelling, instead)


def _worth(
    index: Postings, alike: Mapping[str, int], within: AbstractSet[int]
) -> tuple[dict[str, float], tuple[str, ...]]:
    """Stems of the words alike that these readers can find, and those words, nearest first."""
    worth: dict[str, float] = {}
    seen: list[tuple[int, int, str]] = []
    for word, typos in alike.items():
        for stem in index.stems(word):
            if found := len(within & index.scores(stem).keys()):
                worth[stem] = max(worth.get(stem, 0.0), PER_TYPO**typos)
                seen.append((typos, -found, word))
    return worth, tuple(word for _, _, word in sorted(seen))


def _excluded(index: Postings, query: Query, within: AbstractSet[int]) -> set[int]:
    excluded: set[int] = set()
    for text in query.without:
        stems = index.stems(text)
        if stems:
            excluded |= index.in_a_row(stems, within)
    return excluded


def _side_by_side(index: Postings, query: Query, scores: Scores) -> Scores:
    """The same, the best documents getting more for words that stand there as they were typed."""
    stems = index.stems(" ".join(query.words))
    best = {document for document, _ in _best(scores.items(), LOOKED_INTO)}
    more = dict(scores)
    for pair in pairwise(stems) if len(best) > 1 else ():
        tells = SIDE_BY_SIDE * sum(index.weight(stem) for stem in pair)
        for document in index.in_a_row(pair, best):
            more[document] += tells
    return more


def _scores(index: Postings, word: Mapping[str, float]) -> Scores:
    """The best score of each document for any of a word's stems."""
    if len(word) == 1:
        return index.scores(next(iter(word)))
    best: dict[int, float] = {}
    for stem, worth in word.items():
        for document, score in index.scores(stem).items():
            best[document] = max(best.get(document, 0.0), score * worth)
    return best


def _all_of(index: Postings, wanted: _Wanted, within: AbstractSet[int]) -> Scores:
    found = sorted((_scores(index, word) for word in wanted.words), key=len)
    documents = within & found[0].keys()
    for scores in found[1:]:
        documents = documents & scores.keys()
    return {document: sum(scores[document] for scores in found) for document in documents}


def _any_of(index: Postings, wanted: _Wanted, within: AbstractSet[int]) -> dict[int, float]:
    """Documents with some of the words; few words of many count for little."""
    total: dict[int, float] = {}
    held: dict[int, int] = {}
    for word in wanted.words:
        scores = _scores(index, word)
        for document in within & scores.keys():
            total[document] = total.get(document, 0.0) + scores[document]
            held[document] = held.get(document, 0) + 1
    share = 1 / len(wanted.words)
    return {document: score * held[document] * share for document, score in total.items()}


def _telling(index: Postings, wanted: _Wanted, within: AbstractSet[int]) -> Scores:
    """Documents that hold at least half of what the words tell, rare words telling more."""
    weights = [max(index.weight(stem) for stem in word) for word in wanted.words]
    held: dict[int, float] = {}
    for word, weight in zip(wanted.words, weights, strict=True):
        for document in within & _scores(index, word).keys():
            held[document] = held.get(document, 0.0) + weight
    enough = ENOUGH * sum(weights)
    telling = {document for document, weight in held.items() if weight >= enough}
    return _any_of(index, wanted, telling)


def _after(first: Scores, more: Scores) -> Scores:
    """Both, every one of the first before all others."""
    floor = max(more.values(), default=0.0)
    return {**more, **{document: score + floor for document, score in first.items()}}


def _ranking(index: Postings, query: Query, wanted: _Wanted, how: How, scores: Scores) -> Ranking:
    kinds = index.of_kind()
    counts = {kind: len(members & scores.keys()) for kind, members in kinds.items()}
    asked: Collection[int] = scores
    if query.kinds:
        asked = scores.keys() & set().union(*(kinds.get(kind, set()) for kind in query.kinds))
    talk = kinds.get("suggestion", frozenset())
    worth = ((one, scores[one] * (SUGGESTED if one in talk else 1.0)) for one in asked)
    best = _best(worth, MOST_RANKED)
    return Ranking(tuple(best), len(asked), counts, how, wanted.stems, wanted.instead)


def _best(found: Iterable[tuple[int, float]], most: int) -> list[tuple[int, float]]:
    return heapq.nsmallest(most, found, key=_best_first)


def _best_first(found: tuple[int, float]) -> tuple[float, int]:
    return -found[1], found[0]
