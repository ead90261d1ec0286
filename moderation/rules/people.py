"""Who may act: conflicts of interest, the two-person rule, reports and appeals.

Each `why_not_…` answers with the sentence that the person reads, or None when they may. The page
shows the sentence in place of the button, and the action refuses with the same one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from moderation.rules.cases import RESTRICTING, Action
from moderation.rules.reasons import PROTECTIVE, UNCONTESTED, Reason

ALREADY_REPORTED = "You have already reported this. A moderator will look at it."
# One sentence for all of it: that somebody reported somebody is told to neither.
EXCHANGED = (
    "You cannot decide this case: you and the person whom it concerns have answered, quoted, "
    "mentioned or reported one another lately."
)


@dataclass(frozen=True, slots=True)
class Part:
    """The part that one steward already has in a case."""

    wrote_it: bool = False
    is_target: bool = False  # it is about them, names them or answers them
    reported_it: bool = False
    acted_earlier: bool = False
    exchanged: bool = False  # with whoever wrote it, lately; in public, or a report
    interest: str = ""  # what was declared, in words
    took_position: bool = False  # argued any position in this discussion


def why_not_judge(part: Part) -> str | None:
    """The conflict that no reason overcomes."""
    if part.wrote_it:
        return "You cannot decide this case: it is about something you wrote."
    if part.is_target:
        return "You cannot decide this case: it is about you, or names or answers you."
    if part.reported_it:
        return "You cannot decide this case: you reported it."
    if part.acted_earlier:
        return (
            "You cannot decide this case: you signed the decision it is about, or one in it before."
        )
    if part.interest:
        return f"You cannot decide this case: an interest is declared. {part.interest}"
    return EXCHANGED if part.exchanged else None


def why_not_claim(part: Part, reasons: Collection[Reason]) -> str | None:
    """The reason this steward may not take the case, given what was reported."""
    conflict = why_not_judge(part)
    if conflict or not part.took_position or not UNCONTESTED.isdisjoint(reasons):
        return conflict
    return (
        "You cannot decide this case: you have argued a position in this discussion. "
        "You may still act on spam, private information or a threat."
    )


def why_not_decide(part: Part, reason: Reason | None) -> str | None:
    """The reason this steward may not decide so; `reason` is None when nothing is hidden."""
    return why_not_claim(part, () if reason is None else (reason,))


def hides_at_once(reason: Reason | None) -> bool:
    """Whether the first signature alone hides it until the second: protection is fast."""
    return reason in PROTECTIVE


def why_not_second(
    *, member_id: int, clp_id: int | None, first_id: int, first_clp_id: int | None
) -> str | None:
    """The reason this steward's signature does not count as the second."""
    if member_id == first_id:
        return "You gave the first signature. The second must come from another person."
    if clp_id is not None and clp_id == first_clp_id:
        return "The first signature is from your own CLP. The second must come from another."
    return None


def why_not_report(
    *, is_author: bool, has_reported: bool, reports_today: int, most_a_day: int
) -> str | None:
    """The reason this member may not report this."""
    if is_author:
        return "You wrote this yourself. You can change it instead."
    if has_reported:
        return ALREADY_REPORTED
    if reports_today >= most_a_day:
        things = "thing" if most_a_day == 1 else "things"
        return f"You can report {most_a_day} {things} a day. Try again tomorrow."
    return None


def why_not_appeal(
    *,
    is_author: bool,
    is_reporter: bool,
    action: Action,
    decided_at: datetime,
    at: datetime,
    has_been_appealed: bool,
    appeal_for: timedelta,
) -> str | None:
    """The reason this person may not appeal against this decision.

    The author may appeal against what restricts them, a reporter when nothing was done.
    """
    may = is_author if action in RESTRICTING else is_reporter and action is Action.NO_ACTION
    if not may:
        return "Only the person whom a decision went against can appeal."
    if has_been_appealed:
        return "There has been an appeal against this decision. There can be one."
    if at > decided_at + appeal_for:
        return f"The {appeal_for.days} days for an appeal are over."
    return None
