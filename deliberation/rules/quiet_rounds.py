"""Quiet rounds: who hands in a text, and in which order the texts are shown. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from core.dates import day_time


def why_not_open(*, is_steward: bool, is_closed: bool, is_open: bool) -> str | None:
    """The reason this person may not open a quiet round in a thread; None when they may."""
    if not is_steward:
        return "Only stewards can open a quiet round."
    if is_closed:
        return "This discussion is closed, so nobody can hand in a text."
    return "A quiet round is open here already." if is_open else None


def why_not_post(quiet_until: datetime | None) -> str | None:
    """The reason nobody posts openly in a thread now; None when they may."""
    if quiet_until is None:
        return None
    return (
        f"A quiet round is open here until {day_time(quiet_until)}: everyone can hand in one text, "
        "and all of them are shown together."
    )


def why_not_hand_in(*, is_open: bool, has: bool, posts: int, most_posts: int) -> str | None:
    """The reason this person may not hand in a text; None when they may.

    `posts` is how many they have written in the thread; from `most_posts` on it is others' turn.
    """
    if not is_open:
        return "This quiet round is over."
    if has:
        return "You have handed in your text. It is sealed with the others until the end."
    if posts >= most_posts:
        times = "once" if posts == 1 else f"{posts} times"
        return (
            f"You have posted here {times} already, so in this round you wait, and read what "
            "the others say."
        )
    return None


def drawn(round_id: int, texts: Sequence[str]) -> tuple[str, list[int]]:
    """The seed of a round, and its texts (by their place in `texts`) in the order it draws.

    The seed is the hash of the round's number and of all the texts, so nobody knows it before the
    last one is in; texts stand in the order of the hash of the seed and themselves. Whoever reads
    the texts can work out both again.
    """
    digests = [_hash(text) for text in texts]
    seed = _hash(f"{round_id}\n" + "\n".join(sorted(digests)))
    keys = [_hash(f"{seed}\n{digest}") for digest in digests]
    return seed, sorted(range(len(texts)), key=lambda place: (keys[place], place))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
