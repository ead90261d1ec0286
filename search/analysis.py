"""From words to stems, by which they are found: small letters, no accents, no endings."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from search.british import british
from search.irregular import base_of

LONGEST_WORD = 40  # letters; longer runs are no words
SHORTEST_SPELLING = 4  # shorter words are not put right
SHORTEST_INITIALS, LONGEST_INITIALS = 3, 6
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)
LETTERS = r"\b(?:[^\W\d_]\.)+[^\W\d_]\b"  # N.H.S
WORD = re.compile(rf"{LETTERS}|\w+(?:['’]\w+)*")


def folded(word: str) -> str:
    """Small letters without accents, with plain apostrophes."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("’", "'")


def as_one_word(word: str) -> str:
    """NHS for N.H.S, so that both are found by either; other words as they are."""
    return word.replace(".", "") if word[1:2] == "." and word[0].isalpha() else word


def initials(title: str) -> tuple[str, ...]:
    """How people may abbreviate a title: FOI for Freedom of information; with and without "of".

    Of three to six words; none when it has fewer or more, or is a sentence.
    """
    words = [word for word in WORD.findall(title) if word[0].isalpha()]
    if not SHORTEST_INITIALS <= len(words) <= LONGEST_INITIALS or title.endswith(("?", "!", ".")):
        return ()
    telling = [word for word in words if word.lower() not in _SMALL_WORDS]
    forms = ("".join(word[0].upper() for word in some) for some in (words, telling))
    return tuple(dict.fromkeys(form for form in forms if len(form) >= SHORTEST_INITIALS))


class Analysis:
    """Stems by a stemmer of the engine's; stop words have none. One pass, every word once."""

    def __init__(self, stemmer: Callable[[str], str], stop_words: frozenset[str]) -> None:
        self._stemmer = stemmer
        self._stop_words = stop_words
        self.stem_of = lru_cache(maxsize=50_000)(self._stem_of)
        self._spelling_of = lru_cache(maxsize=50_000)(self._one_spelling)

    def stems(self, text: str) -> tuple[str, ...]:
        """What a text is found by, in its order."""
        return tuple(self.each_stem(text))

    def each_stem(self, text: str) -> Iterator[str]:
        """The same, one at a time."""
        return filter(None, map(self.stem_of, WORD.findall(text)))

    def spelling(self, text: str) -> set[str]:
        """The different words of a text that are long enough to be put right or completed."""
        return set(filter(None, map(self._spelling_of, set(WORD.findall(text)))))

    def _stem_of(self, word: str) -> str:
        """The stem of one word; "" for a stop word."""
        word = folded(as_one_word(word))
        if word in self._stop_words or len(word) > LONGEST_WORD:
            return ""
        return self._stemmer(base_of(british(word)))

    def _one_spelling(self, word: str) -> str:
        """One word as it is spelt in the dictionary; "" where it has no place there."""
        word = folded(as_one_word(word))
        is_long = SHORTEST_SPELLING <= len(word) <= LONGEST_WORD
        return word if is_long and word.isalpha() and word not in self._stop_words else ""
