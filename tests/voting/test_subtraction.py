"""T11: somebody solves all rows of a result against one another, as far as sums and steps allow.

For each cell the attack keeps the fewest and most people who can stand behind it, and narrows them
by what the rows above and below leave over, until nothing moves.
"""

import random
from collections import Counter
from dataclasses import dataclass
from functools import cache

from voting.methods import ON_A_SCALE
from voting.methods.support_scale import Answer
from voting.pooling import Clp, freeze_pools, shown_people, shown_percent
from voting.publishing import Level, Row, table
from voting.tally import Tally

K_SHOW = 10
POLLS = 15


@dataclass
class Cell:
    """Bounds of how many gave an answer (`low` to `high`) of a group of `fewest` to `most`."""

    low: int
    high: int
    fewest: int
    most: int


@cache
def parts_shown_as(percent: int, people: int) -> tuple[int, int] | None:
    parts = [part for part in range(people + 1) if shown_percent(part, people) == percent]
    return (parts[0], parts[-1]) if parts else None


def bounds(row: Row, answer: Answer, fewest: int, most: int) -> Cell:
    found = {
        people: parts
        for people in range(fewest, most + 1)
        if shown_people(people) == row.took_part
        and (parts := parts_shown_as(row.percents[answer], people))
    }
    lows, highs = zip(*found.values(), strict=True)
    return Cell(min(lows), max(highs), min(found), max(found))


def first_guess(row: Row, answer: Answer) -> Cell:
    if row.counts is not None:
        return Cell(row.counts[answer], row.counts[answer], row.took_part, row.took_part)
    return bounds(row, answer, max(K_SHOW, row.took_part - 2), row.took_part + 2)


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
    for part in parts:
        least = sum(getattr(other, low) for other in parts if other is not part)
        largest = sum(getattr(other, high) for other in parts if other is not part)
        setattr(part, low, max(getattr(part, low), getattr(whole, low) - largest))
        setattr(part, high, min(getattr(part, high), getattr(whole, high) - least))
    setattr(whole, low, max(getattr(whole, low), sum(getattr(part, low) for part in parts)))
    setattr(whole, high, min(getattr(whole, high), sum(getattr(part, high) for part in parts)))


def solve(rows: list[Row], answer: Answer) -> list[Cell]:
    cells = [first_guess(row, answer) for row in rows]
    for _ in range(5):
        for place, parts in families(rows).items():
            narrow(cells[place], [cells[part] for part in parts], "low", "high")
            narrow(cells[place], [cells[part] for part in parts], "fewest", "most")
        for row, cell in zip(rows, cells, strict=True):
            if row.counts is None:
                again = bounds(row, answer, cell.fewest, cell.most)
                cell.low, cell.high = max(cell.low, again.low), min(cell.high, again.high)
    return cells


def any_poll(chance: random.Random) -> list[Row]:
    clps = [
        Clp(number, chance.randint(1, 4), f"CLP {number}", chance.choice([20, 60, 120, 300, 800]))
        for number in range(chance.randint(2, 30))
    ]
    turnout = chance.choice([0.02, 0.05, 0.1, 0.3])
    pools, tally = freeze_pools(clps, 50), {}
    for pool in pools:
        minds = list(Answer) if chance.random() < 0.6 else chance.sample(list(Answer), 2)
        weights = [chance.random() ** 2 for _ in minds]
        voters = sum(chance.random() < turnout for _ in range(pool.eligible))
        tally[pool.number] = Counter(map(str, chance.choices(minds, weights, k=voters)))
    regions = {number: f"Region {number}" for number in range(1, 5)}
    ballots = {number: answers.total() for number, answers in tally.items()}
    return table(
        pools,
        Tally(tally, ballots),
        asked=ON_A_SCALE,
        regions=regions,
        k_show=K_SHOW,
        down_to=Level.POOL,
    )


def test_solving_the_rows_against_one_another_finds_hardly_any_cell_and_nobody_of_one_mind():
    chance = random.Random(11)
    cells = exact = 0
    for rows in [any_poll(chance) for _ in range(POLLS)]:
        for answer in Answer if rows else ():
            if rows[0].counts and rows[0].counts[answer] == 0:
                continue  # the total says that nobody anywhere gave this answer
            groups = solve(rows, answer)[1:]
            cells += len(groups)
            exact += sum(cell.low == cell.high for cell in groups)
            assert not any(cell.low == cell.most for cell in groups)

    assert cells > 500
    assert exact / cells < 0.06  # in steps of 5% it was one in six
