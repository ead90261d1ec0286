"""Made-up documents, as many as wanted, one at a time: words by Zipf's law, the same for a seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate

from search.backend import Document

VOCABULARY = 50_000
UNUSED = 30  # the most used words of a language are left out of an index
USUAL_LENGTH = 100  # words
TOPICS, CLPS, REGIONS, MEMBERS = 5_000, 650, 12, 50_000
NEWEST = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = ("post",) * 12 + ("thread", "thread", "argument", "argument", "option", "topic", "poll")
SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in "aeiou"]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents numbered from 1; each can be made by itself."""

    documents: int
    seed: int = 1

    def words(self) -> list[str]:
        """The vocabulary, the most used words first."""
        return _vocabulary(self.seed)

    def __iter__(self) -> Iterator[Document]:
        words = self.words()
        often = list(accumulate(1 / (rank + UNUSED) for rank in range(1, VOCABULARY + 1)))
        dice = random.Random(self.seed + 1)
        for number in range(1, self.documents + 1):
            count = max(5, min(int(dice.lognormvariate(4.4, 0.6)), 1_000))
            used = dice.choices(words, cum_weights=often, k=count + 5)
            yield _document(number, used, dice)


@cache
def _vocabulary(seed: int) -> list[str]:
    dice = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < VOCABULARY:
        made["".join(dice.choices(SYLLABLES, k=dice.choice((2, 2, 3, 3, 4))))] = None
    return list(made)


def _document(number: int, used: list[str], dice: random.Random) -> Document:
    clp = dice.randrange(CLPS * 2)
    clp = clp if 0 < clp <= CLPS else 0
    private = clp and dice.random() < 0.05  # noqa: PLR2004 - one in twenty
    return Document(
        kind=dice.choice(KINDS),
        id=number,
        title=" ".join(used[:5]),
        text=" ".join(used[5:]),
        readers=f"clp:{clp}" if private else "public",
        topic=dice.randrange(TOPICS) + 1,
        clp=clp,
        region=clp % REGIONS + 1 if clp else 0,
        author=dice.randrange(MEMBERS) + 1,
        position=dice.choice(("", "", "for", "against", "unsure")),
        at=NEWEST - timedelta(minutes=dice.randrange(3_000_000)),
    )
