"""The words of P4: points without an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.dates import percent
from moderation.detectors import unanswered
from moderation.detectors.finding import Row
from moderation.detectors.unanswered import Lopsided
from moderation.rules.sentences import about


def sentence(figures: Mapping[str, Any]) -> str:
    """Which post, or which side, waits for an answer."""
    if "arguments" in figures:
        found = _lopsided(figures)
        other = about(found.others_unanswered / found.others) if found.others_unanswered else "none"
        share = about(found.unanswered / found.arguments)
        return (
            f"{share[:1].upper()}{share[1:]} of the arguments {found.position} have no reply from "
            f"anybody else’s side; of those on the other side, {other}."
        )
    days = figures["days"]
    if "position" not in figures:
        return f"Post {figures['number']} asks a question, and for {days} days nobody has answered."
    why = "several people found it a good point" if figures["endorsed"] else "many have read it"
    return (
        f"Post {figures['number']} argues {figures['position']}, {why}, and for {days} days nobody "
        "of another position has answered it."
    )


def working(figures: Mapping[str, Any]) -> list[Row]:
    """Each condition of the rule that fired."""
    if "arguments" in figures:
        return _working_of_sides(_lopsided(figures))
    days = unanswered.PATIENCE.days
    rows = [Row("Days without an answer", f"{figures['days']:,}", f"at least {days}")]
    if "position" in figures:
        endorsed = "yes" if figures["endorsed"] else "no"
        least = unanswered.LEAST_ENDORSED
        rows += [
            Row(f"At least {least} people found it a good point", endorsed, "yes"),
            Row(
                "People who have had it before them",
                f"{figures['readers']:,}",
                f"watched from {unanswered.LEAST_READERS}",
            ),
        ]
    return rows


def _lopsided(figures: Mapping[str, Any]) -> Lopsided:
    return Lopsided(**{name: figures[name] for name in Lopsided.__slots__})


def _working_of_sides(found: Lopsided) -> list[Row]:
    low, high = (round(bound * 100) for bound in (found.low, found.high))
    points = percent(unanswered.LEAST_DIFFERENCE).rstrip("%")
    return [
        Row(
            f"Arguments {found.position} without an answer",
            f"{found.unanswered} of {found.arguments}",
            f"at least {unanswered.LEAST_ARGUMENTS} arguments",
        ),
        Row(
            "The same on the other side",
            f"{found.others_unanswered} of {found.others}",
            f"at least {unanswered.LEAST_ARGUMENTS} arguments",
        ),
        Row(
            "Difference",
            f"{found.difference * 100:.0f} points",
            f"at least {points} points",
        ),
        Row(
            "Range of the difference (Newcombe, 95%)",
            f"{low} to {high} points",
            "all of it above 0",
        ),
    ]
