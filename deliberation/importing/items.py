"""What a line of an import may hold, and the report. Knows no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from deliberation.rules import Position, ThreadKind
from deliberation.rules.weighing import Answer

MOST_TOLD = 1_000  # refused lines that the report names; the others are only counted


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote: a member of this number, or somebody who has only a name."""

    number: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where threads stand that do not say so, and where people belong who have only a name."""

    clp: str = ""  # slug, code or name
    region: str = ""  # the same
    room: str = ""  # slug or title
    topic: str = ""  # number or slug
    option: str = ""  # its title


ANYWHERE = Place()  # the national room


@dataclass(frozen=True, slots=True, kw_only=True)
class PostItem:
    """A post of a thread that came before it."""

    id: str
    thread: str
    author: Person
    at: datetime
    text: str
    answers: str = ""  # id of the post it replies to
    position: Position | None = None
    hidden: str = ""  # why it was hidden where it was written


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """A thread. Its first post has its id, author and time."""

    title: str
    first: PostItem
    asks: ThreadKind = ThreadKind.DISCUSSION
    place: Place = ANYWHERE
    only_clp: bool = False


@dataclass(frozen=True, slots=True)
class EndorsementItem:
    """Somebody found a post a good point."""

    post: str
    author: Person


@dataclass(frozen=True, slots=True)
class WeighingItem:
    """Somebody agreed with what a post says, disagreed, or was unsure."""

    post: str
    author: Person
    answer: Answer
    at: datetime


Item = ThreadItem | PostItem | EndorsementItem | WeighingItem


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read: what it holds, or why it is refused; and how many bytes it took."""

    number: int
    bytes: int
    item: Item | None = None
    refused: str = ""
    file: str = ""  # where there are several
    note: str = ""  # what the report says of the whole

    @property
    def name(self) -> str:
        """What the report calls it."""
        return f"{self.file} line {self.number}" if self.file else f"line {self.number}"


@dataclass(slots=True)
class Report:
    """What an import did: counts by kind, and the refused lines with the reason."""

    added: Counter[str] = field(default_factory=Counter)
    same: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    refused_count: int = 0
    notes: list[str] = field(default_factory=list)
    stopped: bool = False

    def refuse(self, line: str, why: str) -> None:
        """Say why a line did not come in."""
        self.refused_count += 1
        if len(self.refused) < MOST_TOLD:
            self.refused.append((line, why))

    def lines(self) -> Iterator[str]:
        """The report, line by line, with nothing in it that would act on a terminal."""
        if self.stopped:
            yield "Stopped. What is counted here is in; import again to go on where this stopped."
        kinds = ("threads", "posts", "people", "good points", "weighings")
        added = ", ".join(f"{self.added[kind]} {kind}" for kind in kinds)
        yield f"{added} added, {self.same} already there, {self.refused_count} refused"
        yield from self.notes
        for line, why in self.refused:
            yield _printable(f"{line} refused: {why}")
        if self.refused_count > len(self.refused):
            yield f"… and {self.refused_count - len(self.refused)} more"


def _printable(line: str) -> str:
    return "".join(one if one.isprintable() else "�" for one in line)
