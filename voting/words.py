"""A published result in words. Pure: every sentence can be worked out again from the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from deliberation.rules.turnout import absent_sentence, support_bounds
from voting import pooling
from voting.methods import ON_A_SCALE, Asked, Choosing, support_scale, uncertainty
from voting.methods.support_scale import SCALE, Answer, Label, Strength, Thresholds
from voting.methods.weighting import Cell, Weighted, weighted
from voting.publishing import Row

NO_CHANCE = (
    "Nobody who took part took a side, so there is no share to give a range for. "
    "People chose to take part, so it would be no sample anyway."
)
NO_LEAD = "Neither side leads, so any of those who stayed silent would decide it."
_IN_FAVOUR = (Answer.FOR, Answer.STRONGLY_FOR)
_LEVEL = 0.01  # a smaller lead is none
_MANY_UNSURE = 0.2
_FEWEST_REGIONS = 2
_WORTH_SAYING = 0.02  # a smaller difference of the adjusted share is not mentioned


@dataclass(frozen=True, slots=True)
class Reading:
    """What the total of a poll says, and how sure that is."""

    strength: Strength | None
    label: Label | None
    warning: str  # about those who need more information; "" when they are few
    turnout: str
    chance: str
    flip: str
    thresholds: str


def headline(  # noqa: PLR0911 — one sentence for each way it may come out
    rows: Sequence[Row],
    *,
    k_show: int,
    limits: Thresholds = support_scale.THRESHOLDS,
    asked: Asked = ON_A_SCALE,
) -> str:
    """The result in one sentence that a person could read out."""
    if not rows:
        return f"Fewer than {k_show} people took part, so results are not shown."
    if isinstance(asked.method, Choosing):
        return asked.method.headline(rows[0], asked.choices)
    strength = support_scale.strength(weights(rows[0]))
    if strength is None:
        return "Nobody who took part was for or against."
    lead = strength.in_favour - strength.against
    in_favour = f"{shown(rows[0], strength.in_favour)} for"
    against = f"{shown(rows[0], strength.against)} against"
    if abs(lead) < _LEVEL:
        return f"Members are evenly split: {in_favour}, {against}."
    side = "for" if lead > 0 else "against"
    shares = f"{in_favour}, {against}" if lead > 0 else f"{against}, {in_favour}"
    match strength.label(limits):
        case Label.CONSENSUS:
            return f"Members broadly agree: {shares}."
        case Label.DIVIDED:
            return f"Members lean {side}, but they are divided: {shares}."
        case Label.LEANING:
            return f"Members lean {side}: {shares}."


def reading(total: Row, limits: Thresholds = support_scale.THRESHOLDS) -> Reading:
    """The indicators and the three lines of uncertainty of a published total."""
    strength = support_scale.strength(weights(total))
    if strength is None:
        return Reading(None, None, "", turnout(total), NO_CHANCE, NO_LEAD, thresholds(limits))
    return Reading(
        strength=strength,
        label=strength.label(limits),
        warning=_warning(strength),
        turnout=turnout(total),
        chance=_chance(total, strength),
        flip=_flip(total, strength),
        thresholds=thresholds(limits),
    )


def too_few(eligible: int, k_show: int) -> dict[str, str]:
    """The three lines of a poll in which fewer took part than may be shown."""
    return {
        "turnout": f"Fewer than {k_show} of {eligible:,} members took part.",
        "chance": "So few say nothing about all the others, not even roughly.",
        "flip": "Those who stayed silent could turn any result.",
    }


def turnout_while_open(shown: int, eligible: int) -> str:
    """How many have taken part so far, as far as it may be said."""
    if not shown:
        return f"{eligible:,} members can take part."
    return f"At least {shown:,} of {eligible:,} members have taken part."


def by_region(total: Row, regions: Sequence[Row]) -> list[str]:
    """How far regions differ, and what the total would be had all taken part alike."""
    nation = support_scale.strength(weights(total))
    measured = [(row, support_scale.strength(weights(row))) for row in regions]
    known = [(row, strength.in_favour) for row, strength in measured if strength is not None]
    if len(known) < _FEWEST_REGIONS or nation is None:
        return []
    said = [_range(known)]
    found = weighted([Cell(row.eligible, _on_scale(row), share) for row, share in known])
    if found and abs(found.share - found.raw) > _WORTH_SAYING:
        said.append(_weighted(found))
    return said


def _range(known: Sequence[tuple[Row, float]]) -> str:
    low, *_, high = sorted(known, key=itemgetter(1))
    return (
        f"Support runs from {shown(*low)} in {low[0].label} to {shown(*high)} in {high[0].label}."
    )


def _weighted(found: Weighted) -> str:
    return (
        f"Of those who took part, {_share(found.raw)} are in favour. Were each region to count as "
        f"it has members, it would be {_share(found.share)}, worth as much as "
        f"{found.as_good_as:,.0f} ballots. Weighting corrects which regions took part, not the "
        "fact that people chose to vote."
    )


def weights(row: Row) -> Mapping[str, int]:
    """What the indicators are worked out from: the counts, or the percentages as published."""
    return row.counts if row.counts is not None else row.percents


def thresholds(limits: Thresholds = support_scale.THRESHOLDS) -> str:
    """Where the labels begin, as printed beside the result."""
    return (
        f"“Consensus”: at least {limits.consensus_acceptance}% not against, and an agreement of "
        f"{limits.consensus_agreement} or more. “Divided”: at least {limits.divided_ends}% at each "
        f"strong end, or an agreement below {limits.divided_agreement}. “Leaning”: neither."
    ).replace("-", "−")


def agreement(measure: float, limits: Thresholds = support_scale.THRESHOLDS) -> str:
    """Van der Eijk's measure in words."""
    if measure < limits.divided_agreement:
        return "strongly split"
    return "broad agreement" if measure >= limits.consensus_agreement else "some split"


def shown(row: Row, share: float) -> str:
    """A share of those on the scale, no more exact than the row it comes from."""
    if row.counts is not None:
        return _share(share)
    return pooling.percent_words(round(share * 100), row.took_part)


def mean_words(mean: float) -> str:
    """The mean in words: “between ‘for’ and ‘neither for nor against’”."""
    steps = sorted((value, answer.words.lower()) for answer, value in SCALE.items())
    below = max(step for step in steps if step[0] <= mean)
    above = min(step for step in steps if step[0] >= mean)
    return f"“{below[1]}”" if below == above else f"between “{below[1]}” and “{above[1]}”"


def _warning(strength: Strength) -> str:
    if strength.more_information < _MANY_UNSURE:
        return ""
    return (
        f"{_share(strength.more_information)} of those who did not abstain said that they need "
        "more information first."
    )


def turnout(total: Row) -> str:
    """How many took part, of how many."""
    share = _share(total.took_part / total.eligible, digits=1)
    about = "" if total.counts else "About "
    return f"{about}{total.took_part:,} of {total.eligible:,} members took part ({share})."


def bounds(total: Row) -> str:
    """For the poll of a CLP: what its turnout can say for all members, whatever the absent think.

    Worked out from the published line, and as wide as its rounding.
    """
    fewest, low, high = _in_favour_between(total)
    return absent_sentence(fewest, total.eligible, low, high)


def bounds_of(total: Row) -> tuple[int, int]:
    """The same as two figures: between which per cents of all members support lies."""
    fewest, low, high = _in_favour_between(total)
    return support_bounds(fewest, total.eligible, low, high)


def _in_favour_between(total: Row) -> tuple[int, float, float]:
    """How few may have taken part, and between which shares of them were in favour."""
    if total.counts is not None:
        share = sum(total.counts[answer] for answer in _IN_FAVOUR) / total.took_part
        return total.took_part, share, share
    spans = [pooling.may_be(total.percents[answer], total.took_part) for answer in _IN_FAVOUR]
    low, high = (min(100.0, sum(ends)) / 100 for ends in zip(*spans, strict=True))
    return max(1, total.took_part - pooling.PEOPLE_ROUNDED), low, high


def _chance(total: Row, strength: Strength) -> str:
    on_scale, eligible = _on_scale(total), total.eligible
    interval = uncertainty.wilson(strength.in_favour * on_scale, on_scale, eligible)
    return (
        "If those who took part were a random draw of all members, the share in favour would be "
        f"{_share(interval.low)} to {_share(interval.high)} (95 times in 100). "
        "They were not: people chose to take part."
    )


def _flip(total: Row, strength: Strength) -> str:
    on_scale = _on_scale(total)
    in_favour, against = strength.in_favour * on_scale, strength.against * on_scale
    if round(in_favour) == round(against):
        return NO_LEAD
    share = uncertainty.flip_share(in_favour, against, total.eligible, total.took_part)
    if share is None:
        return "Even all who stayed silent together could not overturn the lead."
    return (
        f"A net {_share(share, digits=2)} of the members who stayed silent would overturn the lead."
    )


def _on_scale(total: Row) -> float:
    """How many took a place on the scale; worked out from percentages when counts are not shown."""
    on_scale = sum(weights(total)[answer] for answer in SCALE)
    if total.counts is not None:
        return on_scale
    return max(1.0, total.took_part * min(on_scale, 100) / 100)


def _share(share: float, digits: int = 0) -> str:
    return f"{share * 100:.{digits}f}%"
