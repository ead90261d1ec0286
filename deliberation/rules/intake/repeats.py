"""The same words again: at once they are refused, within a day a person looks. Pure.

Two texts are alike when of the runs of three words (shingles) that either has, at least four in
five are in both: their Jaccard similarity (Broder, On the resemblance and containment of documents,
1997). What is quoted does not count. Fewer than ten words are too common to be told apart so.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Collection

from core.dates import day, day_time
from deliberation.rules.intake.listed import folded
from deliberation.rules.intake.values import (
    HELD,
    Attempt,
    Because,
    Limits,
    Outcome,
    Verdict,
    Writer,
)

RUN = 3  # words in a row
ALIKE = 0.8
FEWEST_WORDS = 10
_WORD = re.compile(r"\w+")
_QUOTE = re.compile(r"^\s*>.*$", re.MULTILINE)


def digest(words: str) -> str:
    """The same for the same words, however they are spaced and written."""
    return hashlib.blake2b(" ".join(_words(words)).encode(), digest_size=16).hexdigest()


def shingles(words: str) -> frozenset[int]:
    """A number for every three words in a row; none for a text that is too short to compare."""
    said = _words(words)
    if len(said) < FEWEST_WORDS:
        return frozenset()
    runs = zip(said, said[1:], said[2:], strict=False)
    return frozenset(_number(" ".join(run)) for run in runs)


def packed(numbers: Collection[int]) -> bytes:
    """Shingles as they are stored: four bytes each."""
    return struct.pack(f"<{len(numbers)}I", *sorted(numbers))


def unpacked(stored: bytes) -> frozenset[int]:
    """Shingles as they are compared."""
    return frozenset(struct.unpack(f"<{len(stored) // 4}I", stored))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """From 0 for nothing in common to 1 for all; 0 when either cannot be compared."""
    if not one or not other:
        return 0.0
    fewer, more = sorted((len(one), len(other)))
    if fewer < ALIKE * more:
        return fewer / more  # no more than this, and that is too little
    both = len(one & other)
    return both / (len(one) + len(other) - both)


def identical(attempt: Attempt, writer: Writer, limits: Limits) -> Verdict | None:
    """Word for word what was sent a few minutes ago."""
    mine = digest(attempt.words)
    for said in writer.said:
        if said.digest == mine and attempt.at - said.at < limits.repeat_for:
            return Verdict(
                Outcome.REFUSE,
                f"You said exactly this on {day_time(said.at)}. "
                "Say it once, where it belongs; your words are kept here.",
                like_url=said.url,
            )
    return None


def alike(attempt: Attempt, writer: Writer, limits: Limits) -> Verdict | None:
    """Nearly what was said within a day."""
    mine = shingles(attempt.words)
    for said in writer.said:
        near = attempt.at - said.at < limits.alike_for and likeness(mine, said.shingles) >= ALIKE
        if near:
            return Verdict(
                Outcome.HOLD,
                f"{HELD} It is nearly what you said on {day(said.at)}.",
                because=Because.ALIKE,
                like_url=said.url,
            )
    return None


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(_QUOTE.sub("", text)))


def _number(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest(), "little")
