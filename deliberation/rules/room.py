"""What helps a chair in the room: who speaks next, what is due, what the numbers can say. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from deliberation.rules.turnout import A_DISCUSSION, support_bounds

ASK_EVERY = timedelta(minutes=15)
FLOOR = 10  # people; no group smaller than this is spoken of
LONGEST_NAME = 40
REPRESENTATIVE = "Are you representative?"
BANDS = (
    (0.10, "fewer than 1 in 10"),
    (0.15, "about 1 in 10"),
    (0.225, "about 1 in 5"),
    (0.29, "about 1 in 4"),
    (0.365, "about 1 in 3"),
    (0.45, "about 2 in 5"),
    (0.55, "about half"),
    (0.70, "about 3 in 5"),
    (0.85, "about 3 in 4"),
    (1.01, "nearly all"),
)


class Step(StrEnum):
    """What a chair does so that everybody is heard."""

    BEGAN = "began"
    ASKED = "asked who has not spoken"
    ROUND = "went round the table"
    STEELMAN = "read out the case of those who are not here"
    ABSENT = "stated the voices that were absent"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who wants to speak: how often they have spoken, and on which side they are."""

    id: int
    name: str
    position: str  # "for", "against", "unsure" or ""
    spoken: int
    asked_at: datetime


def in_turn(waiting: Iterable[Waiting], last: str = "") -> list[Waiting]:
    """Who speaks next: whoever has spoken least, the sides alternating, then who asked first.

    `last` is the side that spoke last. Nobody speaks a second time before everyone who waits for
    their first; within equals, a turn of another side comes before one of the same.
    """
    left = sorted(waiting, key=lambda one: (one.spoken, one.asked_at, one.id))
    order: list[Waiting] = []
    while left:
        least = [one for one in left if one.spoken == left[0].spoken]
        other = [one for one in least if not one.position or one.position != last]
        chosen = (other or least)[0]
        order.append(chosen)
        left.remove(chosen)
        last = chosen.position or last
    return order


def ask_next_at(began_at: datetime, asked: Sequence[datetime]) -> datetime:
    """When the chair asks (again) who has not spoken."""
    return max([began_at, *asked]) + ASK_EVERY


def band(part: int, whole: int) -> str:
    """A share in words that tell nobody's own answer: “about 1 in 3”; "" for too few people."""
    if whole < FLOOR:
        return ""
    share = part / whole
    return next(words for below, words in BANDS if share < below)


def bounds(present: int, members: int) -> str:
    """What so many of so many can and cannot say."""
    if not members:
        return "This CLP has nobody on its roll, so nothing can be said for its members."
    if present >= members:
        return "Every member is here: what is decided, the members decide."
    away = members - present
    percent = f" ({round(100 * present / members)}%)" if members >= FLOOR else ""
    share = f"{present:,} of {members:,} members are here{percent}. {REPRESENTATIVE}"
    if 2 * present > members:
        needed = members // 2 + 1
        return (
            f"{share} {needed:,} hands on one side would be more than half of all members; "
            f"fewer can say only what this room thinks. {away:,} have not been asked."
        )
    least, most = support_bounds(present, members, 1.0)
    return (
        f"{share} Even if all hands go up: if everyone absent agreed or disagreed, support would "
        f"be anywhere from {least}% to {most}%. This can say what this room thinks, not what the "
        f"CLP thinks. {A_DISCUSSION} {away:,} have not been asked, and those who come are no "
        "random sample."
    )


def groups_in_bands(members: dict[str, int], heard: dict[str, int]) -> list[tuple[str, str, str]]:
    """Each group, its share of the roll and of those heard, in bands; absent ones in words.

    Only when every group has at least FLOOR on the roll and FLOOR were heard in all: from smaller
    numbers one could tell a single person.
    """
    whole, spoke = sum(members.values()), sum(heard.values())
    if spoke < FLOOR or any(count < FLOOR for count in members.values()):
        return []
    return [
        (group, band(count, whole), band(heard.get(group, 0), spoke))
        for group, count in members.items()
    ]
