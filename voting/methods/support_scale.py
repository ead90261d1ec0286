"""The support scale: five steps from strongly against to strongly for, and two ways to stand aside.

Every figure here comes from a *histogram*: how many (or what weight) gave each answer. Histograms
add up over pools and paper batches, and say nothing about a single ballot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType


class Answer(StrEnum):
    """What a ballot may say, in the order of the form and of every table."""

    STRONGLY_FOR = "strongly-for"
    FOR = "for"
    NEITHER = "neither"
    AGAINST = "against"
    STRONGLY_AGAINST = "strongly-against"
    MORE_INFORMATION = "more-information"
    ABSTAIN = "abstain"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def short(self) -> str:
        """For the head of a column."""
        return _SHORT.get(self, self.words)


_WORDS = {
    Answer.STRONGLY_FOR: "Strongly for",
    Answer.FOR: "For",
    Answer.NEITHER: "Neither for nor against",
    Answer.AGAINST: "Against",
    Answer.STRONGLY_AGAINST: "Strongly against",
    Answer.MORE_INFORMATION: "I need more information",
    Answer.ABSTAIN: "I have no view on this (abstain)",
}

_SHORT = {
    Answer.NEITHER: "Neither",
    Answer.MORE_INFORMATION: "Need information",
    Answer.ABSTAIN: "No view",
}

#: The steps of the scale, strongest opposition first, and their values.
SCALE: Mapping[Answer, int] = MappingProxyType(
    {
        Answer.STRONGLY_AGAINST: -2,
        Answer.AGAINST: -1,
        Answer.NEITHER: 0,
        Answer.FOR: 1,
        Answer.STRONGLY_FOR: 2,
    }
)
#: How hard each step would find it to live with the proposal, 0 to 10.
RESISTANCE: Mapping[Answer, int] = MappingProxyType(
    {
        Answer.STRONGLY_AGAINST: 10,
        Answer.AGAINST: 6,
        Answer.NEITHER: 3,
        Answer.FOR: 1,
        Answer.STRONGLY_FOR: 0,
    }
)

Histogram = Mapping[Answer, int] | Mapping[str, int]  # by answer


class Label(StrEnum):
    """The one word for a result."""

    CONSENSUS = "consensus"
    DIVIDED = "divided"
    LEANING = "leaning"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the labels begin: house rules. Printed beside every result."""

    consensus_acceptance: int = 80  # per cent not against
    consensus_agreement: float = 0.3
    divided_ends: int = 25  # per cent at each strong end
    divided_agreement: float = -0.2


THRESHOLDS = Thresholds()  # as long as no house rule has changed them


@dataclass(frozen=True, slots=True)
class Strength:
    """What a histogram says about strength of opinion. Shares are 0 to 1 of those on the scale."""

    in_favour: float
    against: float
    strongly_for: float
    strongly_against: float
    mean: float  # -2 strongly against ... +2 strongly for
    acceptance: float  # share not against: for, or neither
    resistance: float  # 0 no objection ... 10 unacceptable
    agreement: float  # van der Eijk's A: +1 all agree ... 0 evenly spread ... -1 two camps
    more_information: float  # share of all who took part and did not abstain

    def label(self, thresholds: Thresholds) -> Label:
        limits = thresholds
        if (
            self.acceptance * 100 >= limits.consensus_acceptance
            and self.agreement >= limits.consensus_agreement
        ):
            return Label.CONSENSUS
        if (
            min(self.strongly_for, self.strongly_against) * 100 >= limits.divided_ends
            or self.agreement < limits.divided_agreement
        ):
            return Label.DIVIDED
        return Label.LEANING


def strength(histogram: Histogram) -> Strength | None:
    """The indicators of a histogram; None when nobody took a place on the scale.

    Abstentions count in no figure. "I need more information" counts in its own share only, as a
    warning that the scale's figures come from fewer people.
    """
    steps = [histogram.get(answer, 0) for answer in SCALE]
    on_scale = sum(steps)
    if not on_scale:
        return None
    strongly_against, against, neither, in_favour, strongly_for = (
        Fraction(step, on_scale) for step in steps
    )
    unsure = histogram.get(Answer.MORE_INFORMATION, 0)
    return Strength(
        in_favour=float(in_favour + strongly_for),
        against=float(against + strongly_against),
        strongly_for=float(strongly_for),
        strongly_against=float(strongly_against),
        mean=float(_weighted(histogram, SCALE, on_scale)),
        acceptance=float(neither + in_favour + strongly_for),
        resistance=float(_weighted(histogram, RESISTANCE, on_scale)),
        agreement=float(agreement(steps)),
        more_information=float(Fraction(unsure, on_scale + unsure)),
    )


def agreement(steps: Sequence[int]) -> Fraction:
    """Van der Eijk's measure of agreement A of a histogram over ordered steps: -1 to +1.

    C. van der Eijk, "Measuring agreement in ordered rating scales", Quality & Quantity 35 (2001),
    325-341. The histogram is a pile of flat layers; in each layer a step is either used or empty.
    A layer's agreement is ``U * (1 - (S - 1) / (K - 1))`` with S steps used of K, where
    ``U = ((K - 2) * TU - (K - 1) * TDU) / ((K - 2) * (TU + TDU))`` compares the triples of steps
    that rise to one camp (TU: used used empty, and its mirror) with those that show two camps
    (TDU: used empty used). A is the mean of the layers by weight.

    >>> [float(agreement(s)) for s in ([50, 0, 0, 0, 50], [10, 10, 10, 10, 10], [0, 9, 0, 0, 0])]
    [-1.0, 0.0, 1.0]
    """
    total = sum(steps)
    result = Fraction(0)
    floor = 0
    for height in sorted({step for step in steps if step}):
        used = [step >= height for step in steps]
        weight = Fraction(sum(used) * (height - floor), total)
        result += weight * _layer_agreement(used)
        floor = height
    return result


def _layer_agreement(used: Sequence[bool]) -> Fraction:
    steps = len(used)
    camps = one_camp = 0
    for low in range(steps):
        for middle in range(low + 1, steps):
            for high in range(middle + 1, steps):
                triple = used[low], used[middle], used[high]
                camps += triple == (True, False, True)
                one_camp += triple in ((True, True, False), (False, True, True))
    spread = 1 - Fraction(sum(used) - 1, steps - 1)
    if not camps + one_camp:  # one step used, or all of them
        return spread
    unimodality = Fraction(
        (steps - 2) * one_camp - (steps - 1) * camps, (steps - 2) * (one_camp + camps)
    )
    return unimodality * spread


def _weighted(histogram: Histogram, weights: Mapping[Answer, int], on_scale: int) -> Fraction:
    return Fraction(
        sum(weight * histogram.get(answer, 0) for answer, weight in weights.items()), on_scale
    )
