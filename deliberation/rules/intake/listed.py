"""Finding watched words in a text: whole words only, however they are disguised. Pure.

A text is compared without accents, case, invisible characters and look-alike letters; figures and
signs that stand for letters count as them, and so do letters that are repeated or set apart. A
listed word is found where it stands alone, so Scunthorpe and Arsenal never are. The work grows with
the text, hardly with the list.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

LONGEST_WORD = 60  # characters of an entry
MOST_ENTRIES = 500
FEWEST_APART = 4  # letters of a word that is found with its letters set apart
LONGEST_TOKEN = 200

# Letters of other alphabets that look like ours.
_LOOK_ALIKE = str.maketrans("авезіјкмнорстухһѕԁоαβεικνορτυχı", "abe3ijkmhopctyxhsdoabeiknoptuxi")
# Which signs may stand for a letter, and one letter for all that could be taken for each other.
_SIGNS = {
    "a": "4@",
    "b": "8",
    "e": "3€",
    "g": "9",
    "i": "1!|l",
    "l": "1!|i",
    "o": "0",
    "s": "5$",
    "t": "7+",
}
_ONE = str.maketrans("4@83€91!|l05$7+", "aabeegiiiiosstt")
_TOKEN = re.compile(r"[\w@€$!|+]+")
_EDGES = "@€$!|+_"
_AGAIN = re.compile(r"(.)\1+")


class Effect(StrEnum):
    """What a watched word does to a post."""

    BLOCK = "block"
    HOLD = "hold"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry: a word or a phrase. `reason` is one of moderation's closed list."""

    word: str
    does: Effect
    reason: str
    except_in: tuple[str, ...] = ()  # phrases in which it is harmless: "Dick Whittington"


@dataclass(frozen=True, slots=True)
class Found:
    """A watched word in a text, as it is written there."""

    word: str
    does: Effect
    reason: str
    written: str


@dataclass(frozen=True, slots=True)
class _Entry:
    listed: Listed
    parts: tuple[re.Pattern[str], ...]  # one for each word of it
    harmless: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Token:
    said: tuple[str, ...]  # folded; without the signs at its ends, and with them
    start: int
    end: int


def folded(text: str) -> str:
    """A text for comparing: one form, lower case, no accents, nothing invisible."""
    if text.isascii():
        return text.lower()
    return "".join(_folded_letter(letter) for letter in text)


def find(text: str, entries: tuple[Listed, ...]) -> tuple[Found, ...]:
    """The watched words in a text, each once, in the order of the list."""
    index, compared = _index(entries), folded(text)
    if not index:
        return ()
    tokens = [*_tokens(compared), *_set_apart(compared)]
    found: dict[str, Found] = {}
    harmless: dict[str, list[tuple[int, int]]] = {}
    for at, token in enumerate(tokens):
        keys = {_key(said) for said in token.said}
        for entry in (entry for key in keys for entry in index.get(key, ())):
            one = entry.listed
            last = 0 if one.word in found else _end_of(entry, tokens, at)
            if not last:
                continue
            if one.word not in harmless:
                harmless[one.word] = _harmless(entry, compared)
            if not _within(harmless[one.word], token.start, last):
                written = compared[token.start : last].strip("!|+_")
                found[one.word] = Found(one.word, one.does, one.reason, written)
    order = {entry.word: number for number, entry in enumerate(entries)}
    return tuple(sorted(found.values(), key=lambda one: order[one.word]))


def why_not_list(word: str, entries: int) -> str | None:
    """The reason a word cannot be put on the list; None when it can."""
    if not any(letter.isalpha() for letter in word):
        return "Give a word or a phrase."
    if len(word) > LONGEST_WORD:
        return f"That is too long: {len(word)} of {LONGEST_WORD} characters."
    if len(_bare(folded(word))) < 3:  # noqa: PLR2004 — letters
        return "A word of one or two letters would stop too much that is harmless."
    if entries >= MOST_ENTRIES:
        return f"The list is full: it has {MOST_ENTRIES} words. Take one off first."
    return None


@lru_cache(100_000)
def _folded_letter(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", letter).casefold())
    kept = "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Cf", "Me"})
    return kept.translate(_LOOK_ALIKE)


def _bare(said: str) -> str:
    return "".join(letter for letter in said if letter.isalnum() or letter in _EDGES)


def _tokens(compared: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(compared):
        whole = match[0].replace("_", "")
        yield _Token((whole.strip(_EDGES), whole), match.start(), match.end())


def _set_apart(compared: str) -> Iterator[_Token]:
    """Words whose letters stand one by one: “s p a m”."""
    pattern = rf"(?<!\w)\w(?:[^\w\n]{{1,3}}\w){{{FEWEST_APART - 1},{LONGEST_WORD}}}(?!\w)"
    for match in re.finditer(pattern, compared):
        yield _Token((_bare(match[0]),), match.start(), match.end())


def _key(said: str) -> str:
    """The same for all that could be the same word. "" for what has no letter, or is endless."""
    if len(said) > LONGEST_TOKEN or not any(letter.isalpha() for letter in said):
        return ""
    return _AGAIN.sub(r"\1", said.translate(_ONE))


def _end_of(entry: _Entry, tokens: Sequence[_Token], at: int) -> int:
    """Where the entry ends if it begins at this token; 0 when it does not."""
    here = tokens[at : at + len(entry.parts)]
    fits = len(here) == len(entry.parts) and all(
        any(part.fullmatch(said) for said in token.said)
        for part, token in zip(entry.parts, here, strict=True)
    )
    return here[-1].end if fits else 0


def _harmless(entry: _Entry, compared: str) -> list[tuple[int, int]]:
    """Where its harmless phrases stand, in order."""
    spans = (match.span() for pattern in entry.harmless for match in pattern.finditer(compared))
    return sorted(spans)


def _within(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (start, LONGEST_TOKEN**3))
    return any(end <= last for _, last in spans[max(0, at - 3) : at])


@lru_cache(16)
def _index(entries: tuple[Listed, ...]) -> dict[str, list[_Entry]]:
    """The entries by the key of their first word."""
    index: dict[str, list[_Entry]] = {}
    for listed in entries:
        words = [token.said[0] for token in _tokens(folded(listed.word))]
        if words:
            entry = _Entry(
                listed,
                tuple(re.compile(_pattern(word)) for word in words),
                tuple(_phrase(phrase) for phrase in listed.except_in if phrase.strip()),
            )
            index.setdefault(_key(words[0]), []).append(entry)
    index.pop("", None)
    return index


def _pattern(word: str) -> str:
    """A word with its disguises. Letters may be repeated, and must be as often as in the word."""
    runs = re.finditer(r"(.)\1*", word)
    return "".join(
        f"[{re.escape(run[1] + _SIGNS.get(run[1], ''))}]{{{len(run[0])},}}" for run in runs
    )


def _phrase(phrase: str) -> re.Pattern[str]:
    words = r"\W+".join(re.escape(word) for word in folded(phrase).split())
    return re.compile(rf"(?<!\w){words}(?!\w)")
