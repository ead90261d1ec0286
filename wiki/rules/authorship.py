"""Who wrote which sentence of a text, worked out from its revisions. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.text.matching import matched

# A sentence with the white space after it, or a line; joined they are the text.
_SENTENCES = re.compile(r"[^\n]*?(?:[.!?][\"”’)\]]*[ \t]+|\n+)|[^\n]+")


@dataclass(frozen=True, slots=True)
class Written:
    """Sentences that follow one another and were last changed in the same revision."""

    text: str
    number: int  # of that revision


def written(versions: Iterable[tuple[int, str]]) -> list[Written]:
    """What the newest version says, part by part, with the revision each part is from.

    `versions`: number and text of each revision, oldest first. A sentence keeps its revision when
    it stays as it was between others that changed. The parts joined are the newest text.
    """
    sentences: list[str] = []
    numbers: list[int] = []
    for number, text in versions:
        now = _SENTENCES.findall(text)
        then = numbers
        numbers = [
            origin
            for same, (i, i_end, j, j_end) in matched(sentences, now)
            for origin in (then[i:i_end] if same else [number] * (j_end - j))
        ]
        sentences = now
    return _joined(sentences, numbers)


def _joined(sentences: list[str], numbers: list[int]) -> list[Written]:
    parts: list[Written] = []
    for sentence, number in zip(sentences, numbers, strict=True):
        if parts and parts[-1].number == number:
            parts[-1] = Written(parts[-1].text + sentence, number)
        else:
            parts.append(Written(sentence, number))
    return parts
