"""T11: somebody solves all rows of a result against one another, as far as sums and steps allow.

For each cell the attack keeps the fewest and most people who can stand behind it, and narrows them
by what the rows above and below leave over, and by what the other answers of the row leave over,
until nothing moves. The attacker knows the rules of rounding, and that a group has ten or more.
"""

import random
from collections import Counter
from dataclasses import dataclass
from functools import cache

from voting.methods import Asked
from voting.pooling import FLOOR, Clp, freeze_pools, shown_people, shown_percent
from voting.publishing import Level, Row, table
from voting.tally import Tally, count

ROUNDS = 6


@dataclass
class Cell:
    """Bounds of how many gave an answer (`low` to `high`) of a group of `fewest` to `most`."""

    low: int
    high: int
    fewest: int
    most: int

    @property
    def is_pinned(self) -> bool:
        return self.high == 0 or self.low in {self.high, self.most}


@cache
def parts_by_share(people: int) -> dict[int, tuple[int, int]]:
    """By share as shown, the fewest and the most of so many people that it can stand for."""
    found: dict[int, tuple[int, int]] = {}
    for part in range(people + 1):
        share = shown_percent(part, people)
        found[share] = found.get(share, (part, part))[0], part
    return found


def bounds(row: Row, cell: str, fewest: int, most: int) -> Cell:
    found = {
        people: parts
        for people in range(fewest, most + 1)
        if shown_people(people) == row.took_part
        and (parts := parts_by_share(people).get(row.percents[cell]))
    }
    lows, highs = zip(*found.values(), strict=True)
    return Cell(min(lows), max(highs), min(found), max(found))


def first_guess(row: Row, cell: str, parts: tuple[str, ...]) -> Cell:
    if row.counts is not None:
        people = sum(row.counts[part] for part in parts)
        return Cell(people, people, row.took_part, row.took_part)
    return bounds(row, cell, max(FLOOR, row.took_part - 2), row.took_part + 2)


def families(rows: list[Row]) -> dict[int, list[int]]:
    """Which rows add up to which."""
    below: dict[int, list[int]] = {0: []}
    above = 0
    for place, row in enumerate(rows[1:], start=1):
        if row.level is Level.REGION:
            below[0].append(place)
            below[place], above = [], place
        else:
            below[above].append(place)
    return {place: parts for place, parts in below.items() if parts}


def narrow(whole: Cell, parts: list[Cell], low: str, high: str) -> None:
    least = sum(getattr(part, low) for part in parts)
    largest = sum(getattr(part, high) for part in parts)
    for part in parts:
        own_low, own_high = getattr(part, low), getattr(part, high)
        setattr(part, low, max(own_low, getattr(whole, low) - (largest - own_high)))
        setattr(part, high, min(own_high, getattr(whole, high) - (least - own_low)))
    setattr(whole, low, max(getattr(whole, low), least))
    setattr(whole, high, min(getattr(whole, high), largest))


def solve(rows: list[Row], asked: Asked, level: Level) -> dict[str, dict[int, Cell]]:
    """By cell and place of the row, what can stand behind it; cells that this level shows."""
    merged = asked.method.shown(level, asked.n, is_exact=False)
    found = {
        cell: {
            place: first_guess(row, cell, parts)
            for place, row in enumerate(rows)
            if cell in row.percents or row.counts is not None
        }
        for cell, parts in merged.items()
    }
    together = [cells for cells in asked.method.apart(asked.n) if cells <= found.keys()]
    below = families(rows)
    for _ in range(ROUNDS):
        for cell, known in found.items():
            for place, parts in below.items():
                if place in known and all(part in known for part in parts):
                    narrow(known[place], [known[part] for part in parts], "low", "high")
                    narrow(known[place], [known[part] for part in parts], "fewest", "most")
            for place, each in known.items():
                if rows[place].counts is None:
                    again = bounds(rows[place], cell, each.fewest, each.most)
                    each.low, each.high = max(each.low, again.low), min(each.high, again.high)
        for cells in together:
            for place in set.intersection(*(set(found[cell]) for cell in cells)):
                leave_room([found[cell][place] for cell in cells])
    return found


def leave_room(cells: list[Cell]) -> None:
    """A ballot is in one of these cells at most."""
    least = sum(cell.low for cell in cells)
    for cell in cells:
        cell.high = min(cell.high, cell.most - (least - cell.low))


def any_answer(asked: Asked, chance: random.Random) -> str:
    """Some answer, in canonical form."""
    n = asked.n
    while True:
        match asked.method.kind:
            case "support":
                answer = chance.choice(list(asked.method.shown(Level.TOTAL, 0, is_exact=True)))
            case "single":
                answer = str(chance.randint(1, n))
            case "approval":
                ticked = [str(c) for c in range(1, n + 1) if chance.random() < 0.5]
                answer = ",".join(ticked) or "none"
            case "resistance":
                answer = ",".join(chance.choice([*map(str, range(11)), "-"]) for _ in range(n))
            case _:
                order = chance.sample(range(1, n + 1), n)
                answer = ">".join(map(str, order))
        if asked.is_answer(answer):
            return answer


def any_poll(
    chance: random.Random, asked: Asked, *, clps: int = 0, regions: int = 4
) -> tuple[list[Row], Tally]:
    """The published table of a poll with CLPs, turnout and opinions as they come.

    Many groups have no voter, one to three, or are all of one mind.
    """
    places = [
        Clp(number, chance.randint(1, regions), f"CLP {number}", chance.choice([20, 60, 300, 800]))
        for number in range(clps or chance.randint(2, 30))
    ]
    turnout = chance.choice([0.0, 0.005, 0.02, 0.05, 0.1, 0.3, 1.0 if clps < 100 else 0.5])
    pools, said = freeze_pools(places, 50), {}
    opinions = [any_answer(asked, chance) for _ in range(12)]
    for pool in pools:
        minds = (
            opinions if chance.random() < 0.6 else chance.sample(opinions, chance.choice([1, 2]))
        )
        weights = [chance.random() ** 2 + 0.01 for _ in minds]
        voters = int(pool.eligible * turnout) if chance.random() < 0.8 else chance.randint(0, 3)
        said[pool.number] = Counter(chance.choices(minds, weights, k=voters))
    tally = count(said, asked)
    rows = table(
        pools,
        tally,
        asked=asked,
        regions={number: f"Region {number}" for number in range(1, regions + 1)},
        k_show=FLOOR,
        down_to=Level.POOL,
    )
    return rows, tally


def attacked(rows: list[Row], asked: Asked) -> tuple[int, int]:
    """How many cells of groups were tried, and how many the solution pins."""
    tried = pinned = 0
    for level in (Level.REGION, Level.POOL):
        for known in solve(rows, asked, level).values():
            groups = [cell for place, cell in known.items() if rows[place].level is level]
            tried += len(groups)
            pinned += sum(cell.is_pinned for cell in groups)
    return tried, pinned
