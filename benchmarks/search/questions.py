"""Questions of every class about a made-up corpus, drawn from its own documents."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.search.corpus import NEWEST, TOPICS
from search.backend import Document, Facet, Filters, Search, Sort
from search.language import Query

CLASSES = ("one word", "two words", "phrase", "prefix", "typo", "filtered", "newest")
READERS = frozenset({"public", "members", "clp:7"})
BRANCH = 100  # topics
LONG_ENOUGH = 6  # letters of a word that is misspelt


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked, in words and for our engines."""

    kind: str
    words: tuple[str, ...]
    search: Search
    meant: str = ""  # the word that was misspelt


def questions(documents: Iterable[Document], *, each: int, seed: int = 3) -> list[Question]:
    """So many of each class, mixed. Words are as common as in the documents they are from."""
    dice = random.Random(seed)
    sample = [document.text.split() for document in documents]
    made = [_made(kind, dice.choice(sample), dice) for kind in CLASSES for _ in range(each)]
    dice.shuffle(made)
    return made


def page(question: Question) -> Search:
    """The same as a page of results asks: with every facet."""
    moments = tuple(NEWEST - timedelta(days=days) for days in (7, 30, 365))
    plain = question.search
    return Search(
        plain.query, READERS, plain.filters, plain.sort, frozenset(Facet), moments, limit=24
    )


def _made(kind: str, text: list[str], dice: random.Random) -> Question:
    at = dice.randrange(len(text) - 3)
    word = text[at]
    if kind == "two words":
        words = (word, text[(at + 2) % len(text)])
        return Question(
            kind, words, Search(Query(words=tuple(dict.fromkeys(words))), READERS, counted=False)
        )
    if kind == "phrase":
        words = (word, text[at + 1])
        return Question(
            kind, words, Search(Query(phrases=(" ".join(words),)), READERS, counted=False)
        )
    if kind == "prefix":
        start = word[: dice.choice((3, 4, 5))]
        return Question(kind, (start,), Search(Query(starts=(start,)), READERS, counted=False))
    if kind == "typo":
        meant = max(text, key=lambda one: (len(one) >= LONG_ENOUGH, dice.random()))
        wrong = _misspelt(meant, dice)
        search = Search(Query(words=(wrong,)), READERS, counted=False)
        return Question(kind, (wrong,), search, meant)
    query = Query(words=(word,))
    if kind == "filtered":
        first = dice.randrange(1, TOPICS - BRANCH)
        topics = frozenset(range(first, first + BRANCH))
        filters = Filters(topics=topics, since=NEWEST - timedelta(days=1_000))
        return Question(kind, (word,), Search(query, READERS, filters, counted=False))
    sort = Sort.NEWEST if kind == "newest" else Sort.RELEVANCE
    return Question(kind, (word,), Search(query, READERS, sort=sort, counted=False))


def _misspelt(word: str, dice: random.Random) -> str:
    at = dice.randrange(2, len(word) - 1)
    return word[:at] + "x" + word[at + 1 :]
