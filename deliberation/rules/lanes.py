"""The order in which no side and nobody drowns the others. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, zip_longest

RULE = (
    "The sides take turns: for, against, unsure, everything else. Within a side everyone has one "
    "post before anyone has a second; earlier posts come first."
)


@dataclass(frozen=True, slots=True)
class Said:
    """A post: its number in the thread, who wrote it, and "for", "against", "unsure" or other."""

    number: int
    author_id: int
    position: str | None


def in_lanes(posts: Iterable[Said]) -> list[int]:
    """The numbers of the posts, in turns of the sides and rounds of the people in each.

    The first post opens the thread and stays first. However often somebody writes, their second
    post stands behind the first of everyone else on their side.
    """
    first, *rest = sorted(posts, key=lambda said: said.number)
    lanes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    spoken: Counter[tuple[str, int]] = Counter()
    for said in rest:
        lane = said.position if said.position in {"for", "against", "unsure"} else "other"
        spoken[lane, said.author_id] += 1
        lanes[lane].append((spoken[lane, said.author_id], said.number))
    ordered = [sorted(lanes[lane]) for lane in ("for", "against", "unsure", "other")]
    turns = chain.from_iterable(zip_longest(*ordered))
    return [first.number, *(turn[1] for turn in turns if turn is not None)]
