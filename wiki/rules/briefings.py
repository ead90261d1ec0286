"""How a branch is put in order for paper, and what fits on one sheet. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

MOST_ON_PAGE = 25  # topics on one page to print
MOST_IN_BOOKLET = 10  # topics in one PDF: half a minute of the worker, and bounded memory
MOST_PRINTINGS = 3  # of one member that are not finished
KEPT_FOR = timedelta(days=7)  # booklets
MOST_IN_FILE = 1_000  # topics in one file to take away


@dataclass(frozen=True, slots=True)
class Below:
    """A topic in one place of a branch."""

    topic_id: int
    title: str  # its label there
    hidden_because: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a briefing's contents. The branch's own topic has no number."""

    number: str  # “2.1.3”
    topic_id: int
    title: str  # "" when hidden
    hidden_because: str
    printed_at: str | None  # the number where this topic was printed before; None: it is here

    @property
    def depth(self) -> int:
        """0 for the branch's own topic, 1 for those under it."""
        return self.number.count(".") + 1 if self.number else 0

    @property
    def is_printed(self) -> bool:
        """Whether its words stand here."""
        return self.printed_at is None and not self.hidden_because


def numbered(root: Below, children: Mapping[int, Sequence[Below]]) -> list[Entry]:
    """The branch from the top down. A topic that stands in it twice is printed the first time."""
    seen: dict[int, str] = {}
    return list(_walk(root, "", children, seen))


def _walk(
    one: Below, number: str, children: Mapping[int, Sequence[Below]], seen: dict[int, str]
) -> Iterator[Entry]:
    before = seen.get(one.topic_id)
    hidden = one.hidden_because
    yield Entry(number, one.topic_id, "" if hidden else one.title, hidden, before)
    if before is not None or hidden:
        return
    seen[one.topic_id] = number
    for position, child in enumerate(children.get(one.topic_id, ()), 1):
        yield from _walk(child, f"{number}.{position}".lstrip("."), children, seen)


def printed(
    entries: Sequence[Entry], *, page: int | None = None, most: int = MOST_ON_PAGE
) -> list[Entry]:
    """The entries whose words are printed: all, or those of one page of `most` topics."""
    whole = [entry for entry in entries if entry.is_printed]
    return whole if page is None else whole[(page - 1) * most : page * most]


def pages_of(entries: Sequence[Entry], *, most: int = MOST_ON_PAGE) -> int:
    """How many pages of `most` topics these fill."""
    return max(1, -(-len(printed(entries)) // most))


def why_not_booklets(*, unfinished: int) -> str | None:
    """The reason a member may not have one more branch made into booklets; None when they may."""
    if unfinished < MOST_PRINTINGS:
        return None
    return (
        f"{unfinished} of your PDFs are still being made. Let one be finished, or stop it, first."
    )


def why_not_one_file(topics: int) -> str | None:
    """The reason a branch is not given as one file; None when it is."""
    if topics <= MOST_IN_FILE:
        return None
    return (
        f"This branch holds {topics:,} topics; one file holds at most {MOST_IN_FILE:,}. "
        "Take the branches under it one by one."
    )
