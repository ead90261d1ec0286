"""The dictionary of a Tantivy index: words spelt nearly alike, and words that begin alike."""

import heapq
import time
from collections.abc import Iterable, Mapping
from operator import itemgetter
from string import ascii_lowercase

from tantivy import Searcher

from search.spelling import Words, alike, one_slip_from

MANY = 2_000  # words: more of a letter are not read again at each change
KEPT_SECONDS = 60.0
MOST_STARTING = 200  # of the words that begin alike, those that most documents hold

Letters = dict[str, tuple[float, Words]]  # words by their first letter, and when they were read


class Dictionary:
    """Words as one searcher finds them; all of a letter may be up to a minute older."""

    def __init__(self, searcher: Searcher, before: "Dictionary | None" = None) -> None:
        """`before` is the dictionary of an earlier state of the same index."""
        self._searcher = searcher
        self.letters: Letters = _still_good(before.letters) if before else {}

    def alike(self, word: str, typos: int) -> Mapping[str, int]:
        """Words within so many typos, and how many; the first letter stands."""
        return alike(word, typos, [self]) if typos else {}

    def near(self, word: str, typos: int) -> Iterable[str]:
        """See spelling.Dictionary. What one slip makes is asked for: all of a letter are more."""
        if typos > 1:
            return self._of(word[0]).near(word, typos)
        slips = one_slip_from(word, {*ascii_lowercase, *word})
        return [one for some in slips.values() for one in some if self.holders(one)]

    def holders(self, word: str) -> int:
        """How many documents hold a word."""
        return int(self._searcher.doc_freq("spelling", word))

    def starting(self, start: str) -> list[str]:
        """Words that begin like this; the MOST_STARTING most used."""
        there = self._searcher.terms_with_prefix("spelling", start)
        return [word for word, _ in heapq.nlargest(MOST_STARTING, there, key=itemgetter(1))]

    def _of(self, letter: str) -> Words:
        known = self.letters.get(letter)
        if known is None:
            there = self._searcher.terms_with_prefix("spelling", letter)
            known = self.letters[letter] = time.monotonic(), Words(word for word, _ in there)
        return known[1]


def _still_good(letters: Letters) -> Letters:
    oldest = time.monotonic() - KEPT_SECONDS
    return {
        letter: (read, words)
        for letter, (read, words) in letters.items()
        if read > oldest and words.size >= MANY
    }
