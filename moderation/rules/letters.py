"""The letters: the statement of reasons its author reads, and what became of a report.

The fields of a statement follow Article 17 of the EU's Digital Services Act, as good practice: what
and where, until when, the facts, report or own initiative, automation, the rule, how to appeal.
"""

from dataclasses import dataclass
from datetime import datetime

from core.dates import day_time
from moderation.rules.acting import Label
from moderation.rules.cases import TO_AUTHOR, Action, CaseKind
from moderation.rules.reasons import Reason

_DONE = {
    Action.HIDE: "It is hidden. Its place in the discussion says so, and why.",
    Action.NO_ACTION: "It was left as it is.",
    Action.ASK_AUTHOR_TO_EDIT: "It is hidden until you have changed it: open the decision.",
    Action.MOVE: "It was moved to where it belongs. A link leads there from where it stood.",
    Action.LABEL: "A label stands beside it. It is seen as before.",
    Action.SLOW_MODE: "Members take turns in the discussion for a while.",
    Action.LOCK_THREAD: "The discussion was closed. It can be read as before.",
    Action.WARN: "This is a warning. Nothing was hidden by it.",
    Action.POSTING_PAUSE: "You cannot write here for a time. You can read, vote and appeal.",
    Action.SEPARATE: "You and another member are kept apart for a time, both alike: neither can "
    "reply to, quote or mention the other.",
    Action.SUSPEND: "You cannot write here until it is lifted. You can read, vote and appeal.",
    Action.REFER_TO_SAFETY_OFFICER: "The safety officer looks at it now.",
    Action.RELEASE: "It is shown.",
    Action.UPHOLD: "The decision stands.",
    Action.OVERTURN: "The decision was reversed.",
    Action.VARY: "The decision was made milder.",
}
# Of what waited for a human check nothing was seen yet, so nothing is hidden.
_DONE_WITH_HELD = {
    Action.HIDE: "It is not published. Your words are kept, and you can read them.",
    Action.ASK_AUTHOR_TO_EDIT: "It is not published until you have changed it: open the decision.",
    Action.NO_ACTION: "It is shown.",
}
BY_PEOPLE = "No automatic system decided anything."
_HOW_TO_APPEAL = (
    "If you think this is wrong, you can appeal within {appeal_for}. Three stewards "
    "drawn by lot, who had no part in it, will decide. Read this again and appeal here: {page}"
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
    appeal_for: str  # how long one can appeal, as the house rule says it
    second_within: str  # how long the first signature lasts alone
    pending: bool = False
    until: datetime | None = None  # None: for good
    by_report: bool = True
    label: str = ""
    posts: int = 1


def to_author(judgement: Judgement) -> Letter:
    """The statement of reasons. It never says who reported."""
    lines = [
        f"What this is about: “{judgement.heading}”, {judgement.address}",
        f"What was decided: {_done(judgement)}",
        f"Until when: {_until(judgement)}",
        *_why(judgement),
        f"What the moderators say: {judgement.words}",
        f"How it came up: {how(judgement.kind, by_report=judgement.by_report)} {BY_PEOPLE}",
        _HOW_TO_APPEAL.format(appeal_for=judgement.appeal_for, page=judgement.page),
        f"Case {judgement.case_id}.",
    ]
    return Letter(f"What you wrote: {judgement.action.label.lower()}", "\n\n".join(lines))


def not_confirmed(judgement: Judgement, *, against: str = "") -> Letter:
    """A decision that its author was told of holds no longer: no second moderator signed it."""
    why = (
        f"A second moderator did not agree: {against}"
        if against
        else "It takes two moderators, and no second one signed it in time."
    )
    lines = [
        f"What this is about: “{judgement.heading}”, {judgement.address}",
        f"What was decided before: {judgement.action.label.lower()}. It is undone. {why}",
        f"What else was decided about it, if anything, stands. Case {judgement.case_id}.",
    ]
    return Letter(f"What you wrote: no longer {judgement.action.label.lower()}", "\n\n".join(lines))


def to_reporter(judgement: Judgement, *, also: str = "") -> Letter:
    """What became of a report; `also` is what else was done, in a sentence."""
    done = _DONE[judgement.action]
    if judgement.action in TO_AUTHOR:
        done = "Something was decided about the person who wrote it."
    elif judgement.action is Action.ASK_AUTHOR_TO_EDIT:
        done = "It is hidden until its author has changed it."
    lines = [
        f"You reported “{judgement.heading}”, {judgement.address}",
        f"What was decided: {done} {also}".strip(),
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
    until = (
        f" A second moderator looks at it within {judgement.second_within}, or it is undone."
        if judgement.pending
        else ""
    )
    done = _DONE[judgement.action]
    if judgement.kind is CaseKind.HELD_POST:
        done = _DONE_WITH_HELD.get(judgement.action, done)
    if judgement.action is Action.LABEL and judgement.label:
        done = f"A label stands beside it: “{Label(judgement.label).words}”. It is seen as before."
    if judgement.posts > 1:
        done += f" This is about {judgement.posts} posts of yours."
    return done + until


def _until(judgement: Judgement) -> str:
    if judgement.pending:
        return "until a second moderator has looked."
    return f"until {day_time(judgement.until)}." if judgement.until else "no end is set."


def _why(judgement: Judgement) -> list[str]:
    reason = judgement.reason
    return [f"The rule: {reason.label} ({reason.rule})."] if reason else []


def how(kind: CaseKind, *, by_report: bool) -> str:
    """What brought the case up, as its author reads it."""
    if by_report:
        return "It was reported."
    if kind is CaseKind.HELD_POST:
        return "It was held for a human check; nobody reported you."
    return "You appealed." if kind is CaseKind.APPEAL else "Moderators came upon it themselves."
