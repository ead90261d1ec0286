"""What each action needs, who may take it alone, and what takes two people. Pure.

Each `why_not_…` answers with the sentence that the steward reads, or None when they may.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.dates import count_of
from moderation.rules.cases import RESTRICTING, Action
from moderation.rules.reasons import UNCONTESTED, Reason

PAUSES = (24, 72, 168)  # hours
ALONE = 24  # hours for which one steward may keep somebody from writing
# A view may be hidden, moved or closed by one person for these, and for no other reason.
TAKES_ONE = UNCONTESTED | {Reason.UNLAWFUL}
REMOVES = frozenset({Action.HIDE, Action.MOVE, Action.LOCK_THREAD})
MOST_POSTS = 50  # in one decision
LONGEST_TITLE = 120  # of a discussion that posts are moved to


class Label(StrEnum):
    """What moderators may say beside something. It is seen as before; nobody is corrected."""

    NOT_ANSWERED = "not_answered"
    SOURCE_ASKED = "source_asked"
    DISPUTED = "disputed"

    @property
    def words(self) -> str:
        """As it stands beside the thing."""
        return _LABELS[self]


_LABELS = {
    Label.NOT_ANSWERED: "Not yet answered",
    Label.SOURCE_ASKED: "A source is asked for",
    Label.DISPUTED: "Disputed: see the replies",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One action with what it needs to know. `terms` is kept with the decision."""

    action: Action
    reason: Reason | None = None
    terms: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hours(self) -> int:
        """How long somebody is kept from writing; 0 when nobody is."""
        return int(self.terms.get("hours", 0)) if self.action is Action.POSTING_PAUSE else 0

    def until(self, at: datetime) -> datetime | None:
        """When it ends by itself, if it does."""
        return at + timedelta(hours=self.hours) if self.hours else None


@dataclass(frozen=True, slots=True)
class Acts:
    """What a case is about, as far as it matters for what may be done."""

    kind: str  # of the subject
    takes_position: bool
    has_author: bool
    is_hidden: bool = False
    is_mended: bool = False  # its author has changed it since it was hidden
    in_thread: bool = False
    times_asked: int = 0  # its author has been asked to change it so often
    most_asked: int = 1  # as often as may be
    awaits_author: bool = False  # asked, and not changed since


@dataclass(frozen=True, slots=True)
class Hat:
    """The role in which a steward decides: for the whole party, or as safety officer."""

    is_national: bool = False
    is_safety: bool = False


LABELLED = frozenset({"post", "thread", "argument", "option"})
MENDED = frozenset({"post", "held_post"})


def why_not_step(step: Step, about: Acts, hat: Hat) -> str | None:
    """The reason this cannot be decided so, by somebody in this role."""
    action = step.action
    if action in RESTRICTING and step.reason is None:
        return "Choose the rule that this breaks."
    return _why_not_there(action, about) or _why_not_complete(step) or _why_not_role(step, hat)


def _why_not_there(action: Action, about: Acts) -> str | None:
    nobody = "Nobody is known to have written this, so nobody can be warned or paused."
    apart = "Only posts can be moved here. A whole discussion is moved on its own page."
    beside = "A label can stand beside a post, a discussion, an option or an argument."
    nowhere = "This does not stand in a discussion."
    refused = {
        Action.WARN: (not about.has_author, nobody),
        Action.POSTING_PAUSE: (not about.has_author, nobody),
        Action.SUSPEND: (not about.has_author, nobody),
        Action.SEPARATE: (not about.has_author, nobody),
        Action.MOVE: (about.kind != "post", apart),
        Action.LABEL: (about.kind not in LABELLED, beside),
        Action.ASK_AUTHOR_TO_EDIT: (
            about.kind not in MENDED,
            "Only the author of a post can be asked to change it.",
        ),
        Action.SLOW_MODE: (not about.in_thread, nowhere),
        Action.LOCK_THREAD: (not about.in_thread, nowhere),
    }
    if action is Action.RELEASE:
        return why_not_release(about)
    if action is Action.ASK_AUTHOR_TO_EDIT and about.kind in MENDED:
        return why_not_ask_author(about)
    wrong, sentence = refused.get(action, (False, ""))
    return sentence if wrong else None


def why_not_ask_author(about: Acts) -> str | None:
    """The reason that its author cannot be asked to change this once more; None when they can."""
    if about.awaits_author:
        return "Its author has been asked to change this, and has not done so yet."
    if about.times_asked >= about.most_asked:
        asked = count_of(about.times_asked, "time")
        return f"Its author has been asked to change this {asked} already. Show it, or hide it."
    return None


def why_not_release(about: Acts) -> str | None:
    """The reason that this cannot be shown now; None when it can."""
    if about.kind == "held_post" or about.is_mended:
        return None
    if not about.is_hidden:
        return "This is shown already."
    return (
        "It can be shown again when its author has changed it after being asked to, and they have "
        "not. What was decided is undone by an appeal."
    )


def _why_not_complete(step: Step) -> str | None:
    terms, title = step.terms, str(step.terms.get("title", "")).strip()
    if step.action is Action.POSTING_PAUSE and terms.get("hours") not in PAUSES:
        return "Choose how long: 24, 72 or 168 hours."
    if step.action is Action.LABEL and terms.get("label") not in set(Label):
        return "Choose a label."
    if step.action is Action.MOVE and not (terms.get("into") or title):
        return "Say which discussion the posts belong in, or how a new one is called."
    if len(title) > LONGEST_TITLE:
        return f"The name of a discussion has at most {LONGEST_TITLE} characters."
    if len(terms.get("posts", ())) > MOST_POSTS:
        return f"One decision is about {count_of(MOST_POSTS, 'post')} at most."
    return None


def _why_not_role(step: Step, hat: Hat) -> str | None:
    if hat.is_national or hat.is_safety:
        return None
    if step.action is Action.SUSPEND or step.hours > ALONE:
        return (
            f"The steward of a CLP can keep somebody from writing for {ALONE} hours. "
            "A longer pause is decided by stewards of the whole party."
        )
    return None


def needs_second(step: Step, *, takes_position: bool, hat: Hat) -> bool:
    """Whether this takes two people.

    What removes a view does, unless it is spam, private information, a threat or unlawful; so do a
    pause of more than a day and a suspension. A CLP's own steward hides nothing else alone.
    """
    if step.action is Action.SUSPEND or step.hours > ALONE:
        return True
    if step.action not in REMOVES:
        return False
    if takes_position and step.reason not in TAKES_ONE:
        return True
    is_local = not (hat.is_national or hat.is_safety)
    return step.action is Action.HIDE and is_local and step.reason not in UNCONTESTED
