"""What a query wants of a document, in stems: wishes, each with the ways in which it is met. Pure.

A word is a wish with one way; what is spelt nearly like it, begins like it or says the same are
further ways, worth less or as much.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from search import compounds
from search.analysis import folded
from search.language import Query
from search.spelling import is_likely, short_slips

FEW = 3
PER_TYPO = 0.5  # what a hit is worth for each letter that differs
UNLIKELY = 0.5  # of a letter more, where people seldom slip so
SHORT_WORDS = (3, 4)  # letters, of words in which only the likeliest slips are put right
SAME = 0.6  # what other words for the same are worth

Scores = Mapping[int, float]  # document number: score
# By number. Ask for `.intersection(scores)`: `& scores.keys()` goes through all of a frozenset.
Documents = frozenset[int] | set[int]


class Dictionary(Protocol):
    """What an engine tells of words."""

    def stems(self, text: str) -> tuple[str, ...]: ...
    def alike(self, word: str, typos: int) -> Mapping[str, int]: ...
    def endings(self, start: str, readers: frozenset[str]) -> tuple[str, ...]: ...
    def holders(self, stem: str) -> int: ...


class Words(Dictionary, Protocol):
    """What an engine tells of the documents that hold words."""

    def among(self, stem: str, within: Documents) -> Documents: ...
    def scores(self, stem: str, among: Documents) -> Scores: ...
    def in_a_row(self, stems: tuple[str, ...], within: Documents) -> set[int]: ...


@dataclass(frozen=True, slots=True)
class Way:
    """Stems that a document holds, all of them; and what that is worth beside other ways."""

    stems: tuple[str, ...]
    worth: float = 1.0
    in_a_row: bool = False


Wish = tuple[Way, ...]  # any of these will do; the first is what was typed


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query in stems."""

    wishes: tuple[Wish, ...]
    phrases: tuple[tuple[str, ...], ...]  # to be found in a row, beside being wished for
    spelling: tuple[str, ...]  # the words as typed
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, index: Dictionary, query: Query, readers: frozenset[str]) -> "Wanted":
        """What these readers want: unfinished words end as in what they may see."""
        phrases = tuple(stems for text in query.phrases if (stems := index.stems(text)))
        same = dict(_same(index, query))
        for key, wish in _compounds(index, query):
            same[key] = (*same.get(key, (Way(key),)), *wish)
            if len(key) > 1:  # what the halves say alone is not wanted beside the whole
                same = {one: way for one, way in same.items() if one == key or one[0] not in key}
        answered = {stem for stems in same for stem in stems}
        plain = {stem for text in query.words for stem in index.stems(text)} - answered
        wishes: list[Wish] = [(Way((stem,)),) for stem in sorted(plain.union(*phrases))]
        wishes += [same[key] for key in sorted(same)]
        wishes += [wish for group in query.either if (wish := tuple(_in_stems(index, group)))]
        wishes += [tuple(Way((stem,)) for stem in index.endings(s, readers)) for s in query.starts]
        return cls(tuple(wishes), phrases, query.words)

    @property
    def is_empty(self) -> bool:
        return not self.wishes

    @property
    def has_some(self) -> bool:
        """Whether some of the wishes are less than all: not of words that stand in one phrase."""
        in_phrases = {stem for phrase in self.phrases for stem in phrase}
        return len(self.wishes) > 1 and not self.stems <= in_phrases

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem for wish in self.wishes for way in wish for stem in way.stems)

    def rarest(self, index: Dictionary, most: int) -> "Wanted":
        """The same with the wishes that fewest documents answer; without those that none does."""
        common: dict[Wish, int] = {}
        for wish in self.wishes:
            if ways := tuple(way for way in wish if _holders(index, way)):
                common[ways] = holders(index, ways)
        rare = sorted(common, key=common.__getitem__)
        return replace(self, wishes=tuple(rare[:most]))

    def with_typos(self, index: Dictionary, held: Callable[[str], int]) -> "Wanted":
        """The same, with words of the dictionary beside those that are hardly used here.

        `held` tells how many documents that may answer hold a stem.
        """
        wishes, instead = list(self.wishes), {}
        for typed in self.spelling:
            stems = index.stems(typed)
            if len(stems) != 1 or held(stems[0]) >= FEW:
                continue
            ways, seen = _ways_alike(index, typed, _alike(index, typed, held), held)
            if seen:
                places = (i for i, wish in enumerate(wishes) if any(w.stems == stems for w in wish))
                at = next(places, None)
                if at is None:  # others stand for it and its neighbour together
                    continue
                wishes[at] = (*wishes[at], *(way for way in ways if way.stems != stems))
                instead[typed] = seen
        return replace(self, wishes=tuple(wishes), instead=instead)


def holders(index: Dictionary, wish: Wish) -> int:
    """How many documents answer a wish at most."""
    return sum(_holders(index, way) for way in wish)


def _holders(index: Dictionary, way: Way) -> int:
    return min(map(index.holders, way.stems), default=0)


def typos_allowed(word: str) -> int:
    """How many letters may differ: none in short words, one from five letters, two from nine."""
    if len(word) < 5 or not word.isalpha():  # noqa: PLR2004 - said in the sentence above
        return 0
    return 1 if len(word) < 9 else 2  # noqa: PLR2004


def tells(wish: Wish, weight: Callable[[str], float]) -> float:
    """What a wish tells: its best way, by the weight of each stem; 0 when it has no way."""
    return max((sum(map(weight, way.stems)) for way in wish), default=0.0)


def answering(index: Words, wish: Wish, within: Documents) -> Documents:
    """Those of these documents that answer a wish."""
    if len(wish) == 1:
        return _answering(index, wish[0], within)
    return set().union(*(_answering(index, way, within) for way in wish))


def scores_of(index: Words, wish: Wish, within: Documents) -> Scores:
    """The best score of each document for any of the ways; those beyond `within` may be in it."""
    if len(wish) == 1 and wish[0].worth == 1:
        return _scores(index, wish[0], within)
    best: dict[int, float] = {}
    if all(way.worth == 1 for way in wish):  # of two ways the rarer one tells more
        for way in sorted(wish, key=lambda way: _holders(index, way), reverse=True):
            best.update(_scores(index, way, within))
        return best
    for way in wish:
        scores, worth = _scores(index, way, within), way.worth
        for document, score in scores.items():
            if score * worth > best.get(document, 0.0):
                best[document] = score * worth
    return best


def _scores(index: Words, way: Way, within: Documents) -> Scores:
    if len(way.stems) == 1:
        return index.scores(way.stems[0], within)
    documents = _answering(index, way, within)
    found = [index.scores(stem, documents) for stem in way.stems]
    return {document: sum(scores[document] for scores in found) for document in documents}


def _answering(index: Words, way: Way, within: Documents) -> Documents:
    for stem in sorted(way.stems, key=index.holders):
        within = index.among(stem, within)
    return index.in_a_row(way.stems, within) if way.in_a_row else within


def _same(index: Dictionary, query: Query) -> Iterator[tuple[tuple[str, ...], Wish]]:
    """Words that others can stand for, in stems, with every way of saying it."""
    for typed, others in query.same:
        stems = index.stems(typed)
        said = _in_stems(index, others)
        if stems:
            yield stems, (Way(stems), *(_worth_as_much(way, len(stems)) for way in said))


def _compounds(index: Dictionary, query: Query) -> Iterator[tuple[tuple[str, ...], Wish]]:
    """Words that may be written as one, or as two, in stems; each word once."""
    taken: set[str] = set()
    for typed, whole in compounds.joined(index, query.words):
        stems = index.stems(typed)
        if len(stems) == 2 and not taken.intersection(stems):  # noqa: PLR2004 - not the same twice
            taken.update(stems)
            yield stems, (Way(index.stems(whole)),)
    for word in query.words:
        stems = index.stems(word)
        if cuts := tuple(_in_stems(index, compounds.cut(index, word))):
            yield stems, cuts


def _worth_as_much(way: Way, typed: int) -> Way:
    """A way of saying what was typed in so many stems: more words are worth no more."""
    return replace(way, worth=SAME * min(1.0, typed / len(way.stems)))


def _in_stems(index: Dictionary, texts: Iterable[str]) -> Iterator[Way]:
    for text in texts:
        if stems := index.stems(text):
            yield Way(stems, in_a_row=len(stems) > 1)


def _alike(index: Dictionary, typed: str, held: Callable[[str], int]) -> Mapping[str, int]:
    """Words alike, and in how many letters; of short words nobody uses, the likeliest slips."""
    is_short = len(typed) in SHORT_WORDS and typed.isalpha()
    if is_short and not any(map(held, index.stems(typed))):
        return dict.fromkeys(sorted(short_slips(folded(typed))), 1)
    return index.alike(typed, typos_allowed(typed))


def _ways_alike(
    index: Dictionary, typed: str, alike: Mapping[str, int], held: Callable[[str], int]
) -> tuple[list[Way], tuple[str, ...]]:
    """Stems of the words alike that these readers can find, and those words, likeliest first."""
    worth: dict[str, float] = {}
    seen: list[tuple[float, int, str]] = []
    for word, typos in alike.items():
        slips = typos if is_likely(folded(typed), word) else typos + UNLIKELY
        for stem in index.stems(word):
            if found := held(stem):
                worth[stem] = max(worth.get(stem, 0.0), PER_TYPO**slips)
                seen.append((slips, -found, word))
    ways = [Way((stem,), value) for stem, value in worth.items()]
    return ways, tuple(word for _, _, word in sorted(seen))
