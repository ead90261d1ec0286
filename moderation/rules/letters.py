"""The letters: the statement of reasons its author reads, and what became of a report.

The fields of a statement follow Article 17 of the EU's Digital Services Act, as good practice: what
and where, until when, the facts, report or own initiative, automation, the rule, how to appeal.
"""

from dataclasses import dataclass

from moderation.rules.cases import Action, CaseKind
from moderation.rules.reasons import Reason

_DONE = {
    Action.HIDE: "It is hidden. Its place in the discussion says so, and why.",
    Action.NO_ACTION: "It was left as it is.",
    Action.UPHOLD: "The decision stands.",
    Action.OVERTURN: "The decision was reversed.",
}
_HOW_TO_APPEAL = (
    "If you think this is wrong, you can appeal within six months. Somebody who had no part "
    "in it will decide. Read this again and appeal here: {}"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one person."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision as the people it concerns read it."""

    case_id: int
    kind: CaseKind
    action: Action
    reason: Reason | None
    words: str
    heading: str
    address: str  # of the subject
    page: str  # address of the statement, from which an appeal starts
    pending: bool = False


def to_author(judgement: Judgement) -> Letter:
    """The statement of reasons. It never says who reported."""
    lines = [
        f"What this is about: “{judgement.heading}”, {judgement.address}",
        f"What was decided: {_done(judgement)}",
        *_why(judgement),
        f"What the moderators say: {judgement.words}",
        f"How it came up: {_how(judgement.kind)} No automatic system decided anything.",
        _HOW_TO_APPEAL.format(judgement.page),
        f"Case {judgement.case_id}.",
    ]
    return Letter(f"What you wrote: {judgement.action.label.lower()}", "\n\n".join(lines))


def to_reporter(judgement: Judgement) -> Letter:
    """What became of a report."""
    lines = [
        f"You reported “{judgement.heading}”, {judgement.address}",
        f"What was decided: {_done(judgement)}",
        *_why(judgement),
    ]
    if judgement.action is Action.NO_ACTION:
        lines += [
            f"What the moderators say: {judgement.words}",
            f"If you think this is wrong, you can ask for another look here: {judgement.page}",
        ]
    lines.append(f"Thank you for reporting it. Case {judgement.case_id}.")
    return Letter("What became of your report", "\n\n".join(lines))


def of_appeal(judgement: Judgement) -> Letter:
    """What came of an appeal, the same for everyone whom it concerns."""
    lines = [
        f"There was an appeal about “{judgement.heading}”, {judgement.address}",
        f"What was decided: {_DONE[judgement.action]}",
        f"What the moderators say: {judgement.words}",
        f"Nobody who took the first decision had a part in this one. Case {judgement.case_id}.",
    ]
    return Letter(judgement.action.label, "\n\n".join(lines))


def _done(judgement: Judgement) -> str:
    until = " A second moderator will look at it within 48 hours." if judgement.pending else ""
    return _DONE[judgement.action] + until


def _why(judgement: Judgement) -> list[str]:
    reason = judgement.reason
    return [f"The rule: {reason.label} ({reason.rule})."] if reason else []


def _how(kind: CaseKind) -> str:
    if kind is CaseKind.REPORT:
        return "It was reported."
    return "You appealed." if kind is CaseKind.APPEAL else "Moderators came upon it themselves."
