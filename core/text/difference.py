"""What changed between two texts: by line, then by word in changed lines; and how it is shown.

Applied to the old text a difference gives the new one, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from core.text.matching import matched, once

LEAST_SAME = 0.3  # of the words of a passage; with less in common it reads better as two
SHORTEST_MOVE = 20  # characters; a shorter line that stands elsewhere is a coincidence
CONTEXT = 1  # unchanged lines shown on either side of a change


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved away"
    MOVED_HERE = "moved here"


IN_OLD = frozenset({Kind.SAME, Kind.REMOVED, Kind.MOVED_AWAY})
IN_NEW = frozenset({Kind.SAME, Kind.ADDED, Kind.MOVED_HERE})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and what became of it."""

    kind: Kind
    text: str


Passage = tuple[Piece, ...]  # whole lines: a single SAME piece, or one that holds a change


def passages(old: str, new: str) -> list[Passage]:
    """The texts side by side, in order. IN_OLD's pieces joined are `old`, IN_NEW's are `new`."""
    before, after = _lines(old), _lines(new)
    moved = _moved(before, after)
    return [
        passage
        for same, run in matched(before, after)
        for passage in _passages(before[run[0] : run[1]], after[run[2] : run[3]], moved, same=same)
    ]


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Lines that stand once in both: where they are not the same, they have moved."""
    stable = once(before, 0, len(before)).keys() & once(after, 0, len(after)).keys()
    return frozenset(line for line in stable if len(line.strip()) >= SHORTEST_MOVE)


def _passages(
    gone: list[str], come: list[str], moved: frozenset[str], *, same: bool
) -> Iterator[Passage]:
    if same:
        yield (Piece(Kind.SAME, "".join(gone)),)
        return
    away, here = [x for x in gone if x in moved], [x for x in come if x in moved]
    if not away and not here:
        yield _by_word("".join(gone), "".join(come))
        return
    yield from _with_moves(gone, moved, Kind.REMOVED, Kind.MOVED_AWAY)
    yield from _with_moves(come, moved, Kind.ADDED, Kind.MOVED_HERE)


def _with_moves(
    lines: list[str], moved: frozenset[str], changed: Kind, elsewhere: Kind
) -> Iterator[Passage]:
    for line in lines:
        yield (Piece(elsewhere if line in moved else changed, line),)


def _by_word(old: str, new: str) -> Passage:
    was, now = _words(old), _words(new)
    runs = [
        (same, "".join(was[run[0] : run[1]]), "".join(now[run[2] : run[3]]))
        for same, run in matched(was, now)
    ]
    common = sum(len(gone) for same, gone, _ in runs if same and gone.strip())
    if common < LEAST_SAME * min(len(old), len(new)):
        runs = [(False, old, new)]
    return tuple(_pieces(_without_islands(runs)))


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _without_islands(runs: list[tuple[bool, str, str]]) -> list[tuple[bool, str, str]]:
    """Changes with no word between them become one, so that they read aloud as one."""
    joined: list[tuple[bool, str, str]] = []
    for at, (same, gone, come) in enumerate(runs):
        inside = 0 < at < len(runs) - 1
        changed = not same or (inside and not re.search(r"[\w\n]", gone))
        if joined and changed and not joined[-1][0]:
            joined[-1] = (False, joined[-1][1] + gone, joined[-1][2] + come)
        else:
            joined.append((not changed, gone, come))
    return joined


def _pieces(runs: list[tuple[bool, str, str]]) -> Iterator[Piece]:
    for same, gone, come in runs:
        if same:
            yield Piece(Kind.SAME, gone)
            continue
        if gone:
            yield Piece(Kind.REMOVED, gone)
        if come:
            yield Piece(Kind.ADDED, come)


_SHOWN = {
    Kind.REMOVED: ("del", "Removed:"),
    Kind.ADDED: ("ins", "Added:"),
    Kind.MOVED_AWAY: ("del", "Moved away:"),
    Kind.MOVED_HERE: ("ins", "Moved here:"),
}


def word_diff(old: str, new: str) -> Markup:
    """Changed passages with their changed words marked, as HTML; "" when nothing changed."""
    if old == new:
        return Markup("")
    return Markup("").join(map(_passage, passages(old, new)))


def _passage(passage: Passage) -> Markup:
    first = passage[0]
    if len(passage) == 1 and first.kind is Kind.SAME:
        return _unchanged([line for line in first.text.splitlines() if line.strip()])
    return Markup('<p class="diff__changed">{}</p>').format(Markup("").join(map(_shown, passage)))


def _unchanged(lines: list[str]) -> Markup:
    if len(lines) <= 2 * CONTEXT + 1:  # to name a single one would take as much room
        return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    return Markup('<p>{}</p><p class="diff__skip">{} unchanged paragraphs</p><p>{}</p>').format(
        lines[0], len(lines) - 2 * CONTEXT, lines[-1]
    )


def _shown(piece: Piece) -> Markup:
    if piece.kind is Kind.SAME:
        return Markup("{}").format(piece.text)
    tag, said = _SHOWN[piece.kind]
    moved = piece.kind in {Kind.MOVED_AWAY, Kind.MOVED_HERE}
    label = Markup('<span class="{}">{} </span>').format("diff__moved" if moved else "hidden", said)
    return Markup(f"<{tag}>{{}}{{}}</{tag}>").format(label, piece.text)  # noqa: S704 — tag is ours
