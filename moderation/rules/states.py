"""Where a case stands, from what became of each of its decisions. Pure.

Each decision stands for itself: one may lapse or be reversed while another holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.rules.cases import TO_AUTHOR, TO_DISCUSSION, Action, CaseState

_BESIDE = frozenset({*TO_DISCUSSION, *TO_AUTHOR})


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one decision of a case."""

    action: Action
    is_pending: bool = False
    has_lapsed: bool = False
    appealed: bool = False
    appeal_waits: bool = False


def is_about_it(action: Action) -> bool:
    """Whether it is about the thing itself, not its discussion or its author."""
    return action not in _BESIDE


def state_after(fates: Sequence[Fate]) -> CaseState:
    """The state of a case with these decisions, oldest first, at least one.

    It waits again when what was last decided about the thing itself lapsed; what was decided about
    its author or discussion may lapse without that.
    """
    if any(fate.is_pending for fate in fates):
        return CaseState.AWAITING_SECOND
    about_it = [fate for fate in fates if is_about_it(fate.action)]
    if about_it and about_it[-1].has_lapsed:
        return CaseState.OPEN
    if any(fate.appeal_waits for fate in fates):
        return CaseState.APPEALED
    return CaseState.CLOSED if any(fate.appealed for fate in fates) else CaseState.DECIDED
