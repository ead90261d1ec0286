"""The query language: words, "phrases", -minus and kind:topic, read into a Query. Never raises."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MOST_LETTERS = 200
MOST_WORDS = 10

# What people call things, and the kind of Subject that is.
KIND_WORDS = {
    "topic": "topic",
    "topics": "topic",
    "page": "topic",
    "policy": "topic",
    "option": "option",
    "options": "option",
    "argument": "argument",
    "arguments": "argument",
    "thread": "thread",
    "threads": "thread",
    "discussion": "thread",
    "discussions": "thread",
    "post": "post",
    "posts": "post",
    "proposal": "proposal",
    "proposals": "proposal",
    "resolution": "proposal",
    "resolutions": "proposal",
    "poll": "poll",
    "polls": "poll",
    "suggestion": "suggestion",
    "suggestions": "suggestion",
    "clp": "clp",
    "clps": "clp",
}

_PIECE = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_QUOTES = str.maketrans("“”„«»", '"' * 5)
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks for. All of `words` and `phrases` are wanted, none of `without`."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()  # two words or more each
    without: tuple[str, ...] = ()  # words and phrases
    kinds: tuple[str, ...] = ()  # any of these; empty is every kind
    cut: bool = False  # the text was longer than MOST_LETTERS or MOST_WORDS
    loose: bool = False  # the telling words are enough: "is there something like this already?"

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.phrases)


def parse(text: str) -> Query:
    """The Query in what somebody typed. Whatever is no syntax is taken as words."""
    text = cleaned(text)
    reader = _Reader(cut=len(text) > MOST_LETTERS)
    for piece in _PIECE.finditer(text[:MOST_LETTERS]):
        if piece["word"] is None:
            reader.phrase(piece["phrase"], minus=bool(piece["minus"]))
        else:
            reader.word(piece["word"])
    return reader.query()


def words_of(text: str) -> Iterator[str]:
    """The words in a text: letters and digits, with apostrophes, dots and hyphens inside."""
    return (found.group() for found in _WORD.finditer(text))


def cleaned(text: str) -> str:
    """One line without control characters, with plain quotation marks."""
    text = unicodedata.normalize("NFC", text[: MOST_LETTERS * 4]).translate(_QUOTES)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class _Reader:
    """Gathers the parts of a query, up to MOST_WORDS words in all."""

    def __init__(self, *, cut: bool) -> None:
        self.cut = cut
        self.left = MOST_WORDS
        self.parts: dict[str, list[str]] = {"words": [], "phrases": [], "without": [], "kinds": []}

    def word(self, text: str) -> None:
        name, colon, value = text.partition(":")
        if colon and name.lower() == "kind" and value.lower() in KIND_WORDS:
            self._add("kinds", KIND_WORDS[value.lower()])
            return
        minus = len(text) > 1 and text[0] == "-" and text[1] not in "-("
        for word in self._taken(text):
            self._add("without" if minus else "words", word)

    def phrase(self, text: str, *, minus: bool) -> None:
        words = self._taken(text)
        if words:
            several = "phrases" if len(words) > 1 else "words"
            self._add("without" if minus else several, " ".join(words))

    def query(self) -> Query:
        words, phrases, without, kinds = map(tuple, self.parts.values())
        return Query(words, phrases, without, kinds, cut=self.cut)

    def _taken(self, text: str) -> list[str]:
        """The words in `text`, as many as there is room for."""
        words = list(words_of(text))
        taken = words[: self.left]
        self.cut = self.cut or len(taken) < len(words)
        self.left -= len(taken)
        return taken

    def _add(self, name: str, value: str) -> None:
        if value not in self.parts[name]:
            self.parts[name].append(value)
