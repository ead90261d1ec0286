"""What the people behind a view are told about its removal. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.dates import day
from wiki.rules.removals import Act, RemovalReason


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one person."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A removal as its letters tell it."""

    heading: str  # of the view
    act: Act
    reason: RemovalReason
    due_at: datetime
    waits: str  # “7 days”
    appeal_for: str
    view_page: str
    page: str


def agreed(matter: Matter) -> Letter:
    """Two editors agree; the view still stands."""
    return Letter(
        f"Two editors want to {matter.act.verb} a view you stand behind",
        f"The view: “{matter.heading}”\n{matter.view_page}\n\n"
        f"What they want: {matter.act.words}. {matter.act.meaning}\n"
        f"Their reason: {matter.reason.words}.\n\n"
        f"Nothing has changed yet. It takes effect on {day(matter.due_at)}, {matter.waits} "
        "after they agreed.\n\n"
        f"If you do not agree, appeal with one press of a button, now or until "
        f"{matter.appeal_for} after it has taken effect. The view then stands until somebody "
        f"else, of another CLP, has decided:\n{matter.page}\n",
    )


def redacted(matter: Matter) -> Letter:
    """Words were withheld at once."""
    return Letter(
        "Words you stand behind were withheld",
        f"An editor has withheld the words of a view you stand behind.\n{matter.view_page}\n\n"
        f"The reason: {matter.reason.words}.\n\n"
        "This is done at once, because a law wants it; a second editor, of another CLP, looks at "
        f"it. If you do not agree, appeal here:\n{matter.page}\n",
    )


def restored(matter: Matter) -> Letter:
    """One editor put it back."""
    return Letter(
        "A view you stand behind stands again",
        f"“{matter.heading}” has been put back by an editor.\n{matter.view_page}\n\n"
        f"Who, and why: {matter.page}\n",
    )


def appeal_decided(matter: Matter, words: str, *, stands: bool) -> Letter:
    """What came of the appeal."""
    outcome = "the removal stands" if stands else "the view stays"
    return Letter(
        f"An appeal was decided: {outcome}",
        f"It was about “{matter.heading}”.\n{matter.view_page}\n\n"
        f"Decided: {outcome}.\nWhy: {words}\n\n{matter.page}\n",
    )
