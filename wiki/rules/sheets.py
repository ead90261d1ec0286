"""What of a topic fits on one A4 sheet for a meeting, with room for notes. Pure.

Lines are counted a little too high; a test lays out the worst of them and finds one sheet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LINES = 52.0  # of body text on the sheet
WIDE, NARROW, LARGE = 96, 44, 48  # characters of a line: whole width, one column, the title
FEWEST_NOTES, MOST_NOTES = 3, 20  # ruled lines
NOTE = 1.85  # lines of text that a ruled line takes
LONGEST_SUMMARY = 480  # characters
# Arguments on each side and characters of each, from the fullest sheet to the barest.
FITS = ((2, 180), (2, 110), (1, 180), (1, 110), (0, 0))

Sides = Mapping[str, Sequence[str]]  # claims by side, in the editors' order


@dataclass(frozen=True, slots=True)
class OptionOnSheet:
    """An option with the first arguments of each side."""

    title: str
    hidden_because: str
    sides: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet."""

    summary: str
    options: list[OptionOnSheet]
    left_out: int  # options
    notes: int  # ruled lines


@dataclass(frozen=True, slots=True)
class ToFit:
    """An option as it is, before it is known what fits."""

    title: str
    hidden_because: str
    sides: Sides


def one_sheet(
    title: str, question: str, summary: str, options: Sequence[ToFit], polls: Sequence[str] = ()
) -> Sheet:
    """The fullest choice that fits: fewer and shorter arguments first, then fewer options."""
    short = cut(summary, LONGEST_SUMMARY)
    head = 5 + 1.7 * lines(title, LARGE) + 1.3 * lines(question, WIDE) + lines(short, WIDE)
    head += sum(1 + lines(poll, WIDE) for poll in polls)
    room = LINES - head - FEWEST_NOTES * NOTE
    for most, longest in FITS:
        chosen = [_on_sheet(option, most, longest) for option in options]
        if (taken := sum(map(height, chosen))) <= room:
            return Sheet(short, chosen, 0, _notes(room - taken))
    return _fewer(short, chosen, room - 1)


def _fewer(summary: str, options: Sequence[OptionOnSheet], room: float) -> Sheet:
    kept: list[OptionOnSheet] = []
    for option in options:
        if sum(map(height, kept)) + height(option) > room:
            break
        kept.append(option)
    left = room - sum(map(height, kept))
    return Sheet(summary, kept, len(options) - len(kept), _notes(left))


def _notes(left: float) -> int:
    return min(MOST_NOTES, FEWEST_NOTES + int(left / NOTE))


def _on_sheet(option: ToFit, most: int, longest: int) -> OptionOnSheet:
    sides = {
        side: [cut(one, longest) for one in claims[:most]] for side, claims in option.sides.items()
    }
    return OptionOnSheet(option.title, option.hidden_because, sides)


def height(option: OptionOnSheet) -> float:
    """Lines that an option takes."""
    title = 0.9 + 1.15 * lines(option.hidden_because or option.title, WIDE - 10)
    if option.hidden_because or not any(option.sides.values()):
        return title
    sides = (sum(lines(claim, NARROW) + 0.2 for claim in side) for side in option.sides.values())
    return title + 1.6 + max(1.2, *sides)


def lines(text: str, width: int) -> int:
    """How many lines a text fills; wide letters count for more."""
    return -(-int(sum(map(_width, text))) // width)


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 2.4
    return 1.6 if letter.isupper() or letter in "mw@%—…" else 1.0


def cut(text: str, most: int) -> str:
    """The beginning of a text, at most so many characters with the “…”."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip(",.;:–- ") + "…"
