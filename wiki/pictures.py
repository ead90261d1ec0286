"""Where the boxes and arrows of a causal-loop picture stand. Pure; the template only draws.

Boxes stand in one column: what affects the topic above it, what it affects below. Arrows that lead
down run on the right, those that lead back up on the left, each in a lane of its own, so a loop
is a ring read clockwise and no arrow ever crosses a box. It stays legible at 320 px, where the
usual ring of scattered words does not. After the arc diagrams of Martin Wattenberg (2002).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

BOX = 168  # units, which are pixels on a phone
LINE, PAD, GAP, PORT, LANE = 21, 9, 30, 20, 16
NEAREST = 28  # from a box to the first lane: room for the head and the sign of an arrow
CORNER = 7
LETTERS = 16  # of a line
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Box:
    """One end: a topic or an option. `lines` are its name, broken to fit; (x, y) is its corner."""

    key: str
    lines: tuple[str, ...]
    is_here: bool  # the topic whose page it is, or an option of it
    x: float
    y: float
    height: float
    width: int = BOX

    def baseline(self, line: int) -> float:
        """Where this line of the name stands."""
        return self.y + (self.height - LINE * len(self.lines)) / 2 + LINE * line + 16


@dataclass(frozen=True, slots=True)
class Drawn:
    """One arrow: the path of its line, its head, and where its sign stands."""

    sign: int
    line: str
    head: str
    sign_at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """All there is to draw."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A box to be: its key, what is written in it, whether it is the topic of the page."""

    key: str
    words: str
    is_here: bool = False


@dataclass(slots=True, eq=False)
class _Run:
    """An arrow on its way from one row to another, while it is being placed."""

    start: int
    end: int
    sign: int
    lane: int = 0
    leaves: float = 0.0  # heights of its two ports
    arrives: float = 0.0

    @property
    def top(self) -> int:
        return min(self.start, self.end)

    @property
    def bottom(self) -> int:
        return max(self.start, self.end)

    @property
    def goes_down(self) -> bool:
        return self.end > self.start


def picture(names: Sequence[Name], arrows: Iterable[tuple[str, str, int]]) -> Picture:
    """Draw the names from the top in this order, and arrows (start, end, sign) between them."""
    rows = {name.key: row for row, name in enumerate(names)}
    straight, runs = _sorted_out([_Run(rows[one], rows[other], s) for one, other, s in arrows])
    sides = {down: [run for run in runs if run.goes_down is down] for down in (True, False)}
    lanes = {down: _give_lanes(those) for down, those in sides.items()}
    left = _side(lanes[False])
    boxes = _boxes(names, runs, left)
    for row, box in enumerate(boxes):
        for down, those in sides.items():
            _give_ports(row, box, those, down=down)
    drawn = [_straight(run, boxes) for run in straight]
    drawn += [_round_the_side(run, boxes[0].x) for run in runs]
    height = boxes[-1].y + boxes[-1].height + 1 if boxes else 0
    return Picture(left + BOX + _side(lanes[True]), height, tuple(boxes), tuple(drawn))


def _sorted_out(runs: list[_Run]) -> tuple[list[_Run], list[_Run]]:
    """The first arrow from each row to the next is straight; the others go round the side."""
    straight: dict[int, _Run] = {}
    for run in runs:
        if run.end == run.start + 1:
            straight.setdefault(run.start, run)
    return list(straight.values()), [run for run in runs if run not in straight.values()]


def _give_lanes(runs: list[_Run]) -> int:
    """Short ones nearest the boxes; two that pass the same gap never share a lane. How many."""
    placed: list[_Run] = []
    for run in sorted(runs, key=lambda one: (one.bottom - one.top, one.top)):
        beside = {one.lane for one in placed if max(one.top, run.top) < min(one.bottom, run.bottom)}
        run.lane = next(lane for lane in range(len(runs)) if lane not in beside)
        placed.append(run)
    return max((run.lane + 1 for run in runs), default=0)


def _side(lanes: int) -> float:
    return NEAREST + LANE * lanes - LANE / 2 if lanes else 1


def _boxes(names: Sequence[Name], runs: list[_Run], x: float) -> list[Box]:
    boxes: list[Box] = []
    y = 1.0
    for row, name in enumerate(names):
        lines = _broken(name.words)
        ports = max(
            sum(run.goes_down is down and row in {run.start, run.end} for run in runs)
            for down in (True, False)
        )
        height = max(LINE * len(lines) + 2 * PAD, PORT * ports + PAD)
        boxes.append(Box(name.key, lines, name.is_here, x, y, height))
        y += height + GAP
    return boxes


def _broken(words: str) -> tuple[str, ...]:
    lines = wrap(words, LETTERS, max_lines=MOST_LINES, placeholder="…")
    return tuple(lines) or ("…",)


def _give_ports(row: int, box: Box, runs: list[_Run], *, down: bool) -> None:
    """Heights at which arrows of one side touch this box, so ordered that few cross.

    Going down, those that arrive touch it above those that leave; going up, below.
    """
    arriving = sorted((run for run in runs if run.end == row), key=lambda run: run.lane)
    leaving = sorted((run for run in runs if run.start == row), key=lambda run: -run.lane)
    here = [*arriving, *leaving]
    for place, run in enumerate(here if down else reversed(here)):
        height = box.y + box.height / 2 + (place - (len(here) - 1) / 2) * PORT
        if run.end == row:
            run.arrives = height
        else:
            run.leaves = height


def _straight(run: _Run, boxes: list[Box]) -> Drawn:
    above, below = boxes[run.start], boxes[run.end]
    x, top, tip = above.x + BOX / 2, above.y + above.height, below.y
    head = f"M{x:g} {tip:g}l-5 -9h10z"
    return Drawn(run.sign, f"M{x:g} {top:g}V{tip - 8:g}", head, (x + 14, (top + tip) / 2 + 6))


def _round_the_side(run: _Run, left: float) -> Drawn:
    out = 1 if run.goes_down else -1  # right or left
    edge = left + BOX if run.goes_down else left
    lane = edge + out * (NEAREST + LANE * run.lane)
    turn = CORNER if run.arrives > run.leaves else -CORNER
    line = (
        f"M{edge:g} {run.leaves:g}H{lane - out * CORNER:g}q{out * CORNER} 0 {out * CORNER} {turn}"
        f"V{run.arrives - turn:g}q0 {turn} {-out * CORNER} {turn}H{edge + out * 8:g}"
    )
    head = f"M{edge:g} {run.arrives:g}l{out * 9} -5v10z"
    return Drawn(run.sign, line, head, (edge + out * 15, run.arrives - 4))
