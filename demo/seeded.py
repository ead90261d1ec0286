"""What all seeded rows share: how many there are, when each was made, and the texts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from core.text import render
from demo.sentences import paragraphs

Row = dict[str, Any]
EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
OPTIONS, SIDE = 2, 3  # options of a topic, arguments on each side of an option
ARGUMENTS = OPTIONS * SIDE * 2  # of a topic
TEXTS = 48  # different texts; each is rendered once


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of what."""

    region: int
    clp: int
    member: int
    topic: int
    thread: int
    post: int
    poll: int

    def divided_by(self, number: int) -> Counts:
        """So many times less; regions stay as they are, and each has a CLP."""
        less = {field.name: getattr(self, field.name) // number for field in fields(self)}
        return Counts(**{**less, "region": self.region, "clp": max(self.region, less["clp"])})


@cache
def text_of(number: int, length: int) -> str:
    """One of the texts, in so many paragraphs."""
    return paragraphs(Random(f"text/{number}/{length}"), length)


@cache
def html_of(number: int, length: int, top: int) -> str:
    """The same, rendered."""
    return render(text_of(number, length), top=top, anchor=f"t{number}-")


def moment(number: int, of: int) -> datetime:
    """Spread over the year: the first at its beginning, the last at its end."""
    return EPOCH + timedelta(seconds=number * 31_000_000 // of)
