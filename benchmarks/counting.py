"""How fast ballots are opened and counted, and what Schulze's method adds to reading them.

``python -m benchmarks.counting [BALLOTS] [PROFILES]``: ratios of one run, so that the machine
matters little. Also compares so many random profiles with their oracles.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks import oracles
from voting import codes, seal, tally
from voting.booth import Booth, Places
from voting.box import Ballot
from voting.methods import Asked, schulze
from voting.methods import of as method_of
from voting.methods.ranked import order_of, table_of
from voting.pooling import Pool
from voting.publishing import Level, table
from voting.seal import Content

T = TypeVar("T")
RANKINGS, CHOICES = 500_000, 8
MOST_TIMES, FEWEST_PER_SECOND = 3.0, 4_000


def main(ballots: int = 20_000, profiles: int = 10_000) -> None:
    """Measure and print; exits with 1 when a figure misses its mark."""
    missed = [*_opening(ballots), *_schulze()]
    began = time.process_time()
    done = oracles.check(profiles)
    print(f"{sum(done.values()):,} profiles equal their oracles ({_since(began):.0f} s).")
    if missed:
        sys.exit(f"Missed: {'; '.join(missed)}")


def _opening(ballots: int) -> list[str]:
    """Counting a closed box of ranked ballots, on one core."""
    asked = _ranked_of(CHOICES)
    with tempfile.TemporaryDirectory() as folder:
        booth = _full_booth(Path(folder), asked, ballots)
        seconds, count = _timed(lambda: booth.count({1}, asked))
    assert count.tally.total == ballots
    rate = ballots / seconds
    print(f"{ballots:,} sealed rankings of {CHOICES} choices counted: {rate:,.0f} a second.")
    return [] if rate >= FEWEST_PER_SECOND else [f"{rate:,.0f} ballots a second"]


def _full_booth(folder: Path, asked: Asked, ballots: int) -> Booth:
    """A closed box, filled by hand: casting has a benchmark of its own."""
    booth = Places("sqlite://", folder, folder / "secrets").new_booth(uuid.uuid4().hex)
    chance, key = random.Random(1), booth.keys.public_key
    for member in range(ballots):
        tracker = codes.tracker(booth.poll, f"{member:017}")
        content = Content(1, oracles.any_answer(chance, asked))
        sealed = seal.seal(content, key, booth.poll, tracker)
        mark = member.to_bytes(16, "big")
        booth.box.cast(mark, mark, Ballot(tracker, sealed, b"-"))
    booth.close()
    return booth


def _schulze() -> list[str]:
    """From half a million rankings to the order, beside only reading them."""
    asked, chance = _ranked_of(CHOICES), random.Random(2)
    answers = [oracles.any_answer(chance, asked) for _ in range(RANKINGS)]
    reading, _ = _timed(lambda: [order_of(answer) for answer in answers])
    counting, order = _timed(lambda: _order(asked, answers))
    times = counting / reading
    print(
        f"{RANKINGS:,} rankings of {CHOICES} choices: read in {reading:.2f} s, counted and ordered "
        f"by Schulze's method in {counting:.2f} s: {times:.2f} times as long ({len(order)} places)."
    )
    return [] if times <= MOST_TIMES else [f"Schulze {times:.2f} times reading"]


def _order(asked: Asked, answers: list[str]) -> list[list[int]]:
    counted = tally.count({1: Counter(answers)}, asked)
    rows = table(
        [Pool(1, 1, "All", RANKINGS)],
        counted,
        asked=asked,
        regions={1: "All"},
        k_show=10,
        down_to=Level.TOTAL,
    )
    return schulze.schulze_order(table_of(rows[0], asked.n))


def _ranked_of(n: int) -> Asked:
    return Asked(method_of("ranked"), tuple(f"Choice {it}" for it in range(1, n + 1)))


def _timed(act: Callable[[], T]) -> tuple[float, T]:
    began = time.process_time()
    result = act()
    return _since(began), result


def _since(began: float) -> float:
    return time.process_time() - began


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
