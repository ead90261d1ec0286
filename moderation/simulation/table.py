"""The table of the simulation: what was found, beside the design's figures and the bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from moderation.detectors.finding import Detector
from moderation.simulation import trials
from moderation.simulation.crowd import Crowd
from moderation.simulation.trials import Trial

RUNS = 300
ANY = "any"


@dataclass(frozen=True, slots=True)
class Measure:
    """One line to be: in which share of the runs this prompts. Shares are percentages."""

    words: str
    prompt: str  # a Detector, or any of them
    design: float | None = None  # what the design's own simulation saw
    at_most: float | None = None
    at_least: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    measure: Measure
    share: float

    @property
    def is_met(self) -> bool:
        """Whether it keeps its bounds."""
        low, high = self.measure.at_least, self.measure.at_most
        return (low is None or self.share >= low) and (high is None or self.share <= high)

    @property
    def bound(self) -> str:
        """What it must keep to, in words; "" for nothing."""
        if self.measure.at_most is not None:
            return f"at most {self.measure.at_most:g} %"
        return "" if self.measure.at_least is None else f"at least {self.measure.at_least:g} %"


_found = partial(Measure, prompt=Detector.VIEW_GAP)
_SHARE = Crowd().share
# A crowd whose holders speak so rarely that their share of the voices is what is wanted.
SHARES = {part: part * (1 - _SHARE) / (1 - part * _SHARE) for part in (1 / 8, 1 / 4)}
EXPERIMENTS: Sequence[tuple[Trial, Sequence[Measure]]] = (
    (
        trials.balanced,
        (
            Measure("Balanced (40 people, 120 posts, 60 ballots): any prompt", ANY, at_most=10),
            Measure("– a view missing", Detector.VIEW_GAP, 1.8, at_most=4),
            Measure("– a side without a case", Detector.NO_CASE),
            Measure("– a loud side", Detector.LOUD_SIDE, 3.7),
            Measure("– a few who dominate", Detector.DOMINANCE, 0.5),
            Measure("– a group missing", Detector.GROUP_GAP, 0.3),
        ),
    ),
    (
        partial(trials.muffled, people=Crowd(rate=SHARES[1 / 8])),
        (_found("A view voiced at 1/8 of its share: found", design=91, at_least=85),),
    ),
    (
        partial(trials.muffled, people=Crowd(rate=SHARES[1 / 4])),
        (_found("A view voiced at 1/4 of its share: found", design=61, at_least=55),),
    ),
    (
        partial(trials.muffled, people=Crowd(people=30, posts=90, rate=SHARES[1 / 8])),
        (_found("40 % of ballots, 5 % of voices: found by 30 voices", design=87, at_least=80),),
    ),
    (
        partial(trials.quiet_group, speakers=80),
        (
            Measure(
                "A group at 1/4 of the rate of others, 80 speakers: found",
                Detector.GROUP_GAP,
                design=82,
                at_least=75,
            ),
        ),
    ),
    (
        partial(trials.muffled, people=Crowd(rate=1 / 8)),
        (_found("Harder: its holders speak at 1/8 of the rate of others: found"),),
    ),
    (
        partial(trials.muffled, people=Crowd(rate=1 / 4)),
        (_found("Harder: its holders speak at 1/4 of the rate of others: found"),),
    ),
)


def simulate(
    seed: int, runs: int = RUNS, shown: Callable[[Iterable[int]], Iterable[int]] = iter
) -> list[Row]:
    """The whole table. `shown` is handed the numbers of all runs, to say how far they are."""
    steps = iter(shown(range(runs * len(EXPERIMENTS))))
    return [row for number in range(len(EXPERIMENTS)) for row in _rows(number, seed, runs, steps)]


def _rows(number: int, seed: int, runs: int, steps: Iterator[int]) -> Iterator[Row]:
    trial, measures = EXPERIMENTS[number]
    chance = Random(f"{seed}/{number}")  # noqa: S311 — made to be repeated
    seen: Counter[str] = Counter()
    for _ in range(runs):
        next(steps)
        prompted = trial(chance)
        seen.update(prompted)
        seen[ANY] += bool(prompted)
    for measure in measures:
        yield Row(measure, 100 * seen[measure.prompt] / runs)


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The table in Markdown, ready to be read as it is."""
    yield f"| {'what is simulated':66} | ours | design | bound |"
    yield f"|{'-' * 68}|-----:|-------:|---|"
    for row in rows:
        design = "" if row.measure.design is None else f"{row.measure.design:g} %"
        kept = row.bound if row.is_met else f"{row.bound}: MISSED"
        yield f"| {row.measure.words:66} | {row.share:.1f} % | {design} | {kept} |"


def missed(rows: Iterable[Row]) -> str:
    """What to say of bounds that were not kept; "" when all were."""
    late = [f"{row.measure.words} {row.share:.1f} %, {row.bound}" for row in rows if not row.is_met]
    return f"Not as good as promised: {'; '.join(late)}." if late else ""
