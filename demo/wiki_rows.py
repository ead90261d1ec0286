"""What the seeded rows of the wiki look like: one function for each table, from a row's number."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from core.text import slugify
from demo.seeded import (
    ARGUMENTS,
    EPOCH,
    OPTIONS,
    SIDE,
    TEXTS,
    Counts,
    Row,
    html_of,
    moment,
    text_of,
)
from demo.sentences import claim, title

ROOTS, BRANCHES = 12, 7  # topics at the top, topics under another
WIDE = range(251, 451)  # topics that stand under the last one at the top too


def topic(number: int, chance: Random, counts: Counts) -> Iterator[Row]:
    name = f"{title(chance, 3)} {number}"
    kind = number % TEXTS
    yield {
        "id": number,
        "slug": slugify(name),
        "title": name,
        "question": f"Should we change {name.lower()}?",
        "summary": claim(chance),
        "agreed": claim(chance),
        "disputed": claim(chance),
        "text": text_of(kind, 5),
        "html": html_of(kind, 5, 3),
        "revision": 1,
        "changed_at": moment(number, counts.topic),
    }


def place(number: int, _chance: Random, _counts: Counts) -> Iterator[Row]:
    """Topic `number` at home; three of five stand under a topic before it as well.

    Two hundred also stand under the last topic at the top, which so fills a whole screen.
    """
    parent = (number - ROOTS - 1) // BRANCHES + 1 if number > ROOTS else None
    spot = {"child_id": number, "position": number, "added_at": EPOCH}
    yield {**spot, "id": 3 * number - 2, "parent_id": parent, "is_home": True, "label": None}
    other = number // 2
    if number % 5 % 2 == 0 and other > ROOTS:
        label = f"Also {number}"
        yield {**spot, "id": 3 * number - 1, "parent_id": other, "is_home": False, "label": label}
    if number in WIDE:
        yield {**spot, "id": 3 * number, "parent_id": ROOTS, "is_home": False, "label": None}


def revision(number: int, _chance: Random, counts: Counts) -> Iterator[Row]:
    """What the topic has said since it was written."""
    yield {
        "id": number,
        "topic_id": number,
        "subject_kind": "topic",
        "subject_id": number,
        "number": 1,
        "words": {"title": f"Topic {number}", "text": text_of(number % TEXTS, 5)},
        "at": moment(number, counts.topic),
        "by_id": number % counts.member + 1,
        "why": "Written",
    }


def option(number: int, chance: Random, counts: Counts) -> Iterator[Row]:
    yield {
        "id": number,
        "topic_id": (number - 1) // OPTIONS + 1,
        "title": title(chance, 6),
        "text": text_of(number % TEXTS, 1),
        "html": html_of(number % TEXTS, 1, 4),
        "position": number % OPTIONS,
        "revision": 1,
        "added_at": moment(number, counts.topic * OPTIONS),
    }


def argument(number: int, chance: Random, counts: Counts) -> Iterator[Row]:
    kind = number % TEXTS
    yield {
        "id": number,
        "topic_id": (number - 1) // ARGUMENTS + 1,
        "option_id": (number - 1) // (SIDE * 2) + 1,
        "side": "for" if number % 2 else "against",
        "claim": claim(chance),
        "text": text_of(kind, 1),
        "html": html_of(kind, 1, 5),
        "author_id": chance.randrange(counts.member) + 1 if number % 3 else None,
        "revision": 1,
        "added_at": moment(number, counts.topic * ARGUMENTS),
    }
