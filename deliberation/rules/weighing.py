"""Weighing an argument: agree, disagree or unsure. Who may, and what is told of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

LEAST_TOLD = 10  # people: of fewer, single ones could be told
HIDDEN_FOR = timedelta(hours=72)  # nobody is carried along by the first few
MOST = 2 / 3
MANY = 1 / 3


class Answer(StrEnum):
    """What a member makes of an argument."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Answer.AGREE: "I agree",
    Answer.DISAGREE: "I disagree",
    Answer.UNSURE: "I am unsure",
}


def why_not_weigh(*, is_member: bool) -> str | None:
    """The reason this person may not say what they think of arguments; None when they may."""
    return None if is_member else "Only party members can say what they think of arguments."


def told(counts: Mapping[str, int], *, added_at: datetime, at: datetime) -> str:
    """What a page says of all answers: nothing for 72 hours and below ten people, then words.

    `counts` are people by answer.
    """
    people = sum(counts.values())
    if people < LEAST_TOLD or at - added_at < HIDDEN_FOR:
        return ""
    agree, disagree, unsure = (counts.get(answer, 0) / people for answer in Answer)
    if agree >= MOST:
        return "Most members who answered agree."
    if disagree >= MOST:
        return "Most members who answered disagree."
    if unsure >= MOST:
        return "Most members who answered are unsure."
    if agree >= MANY and disagree >= MANY:
        return "Members who answered are divided."
    return "Members who answered think differently about it."
