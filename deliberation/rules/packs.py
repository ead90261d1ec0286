"""What stands on the sheet for a meeting: shares of opinion in words, codes of slips. Pure."""

from __future__ import annotations

from collections.abc import Mapping

POINTS = 2  # of each side
UNANSWERED = 3
LONGEST_POINT = 240  # characters
FEWEST_FOR_PERCENT = 10  # people
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"  # 23, a prime: one wrong digit, or two exchanged, is noticed


def shares(counts: Mapping[str, int], of: str) -> str:
    """“of 24 people: for 50%, against 25%, unsure 25%”; numbers when there are fewer than ten."""
    whole = sum(counts.values())
    if not whole:
        return ""
    if whole < FEWEST_FOR_PERCENT:
        each = (f"{count:,} {side}" for side, count in counts.items())
    else:
        each = (f"{side} {round(100 * count / whole)}%" for side, count in counts.items())
    return f"Of {whole:,} {of}: {', '.join(each)}."


def code_of(thread_id: int) -> str:
    """What is printed on the slips of a discussion: its number and a letter that checks it."""
    return f"{thread_id}-{_LETTERS[thread_id % len(_LETTERS)]}"


def thread_with(code: str) -> int | None:
    """The id of the discussion with this code; None when it was copied wrongly."""
    number, _, letter = code.strip().upper().replace(" ", "").partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004
        return None
    return int(number) if code_of(int(number)).endswith(f"-{letter}") and letter else None
