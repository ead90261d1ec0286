"""Members are told what became of their suggestions, and of those they support."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from accounts.models import Member
from core import house_rules, mail
from core.db import db
from core.subjects import Subject
from core.web import settings
from notices.actions import tell
from notices.rules import Why
from wiki.models import Suggestion, Support
from wiki.queries.waiting import Overdue
from wiki.rules import DeclineReason, State

MOST_NAMED = 20  # suggestions in one reminder


def credit(suggestion: Suggestion) -> str:
    """The name it is credited to in public: whose point it is, or “a member”."""
    author = db.session.get_one(Member, suggestion.credited_id)
    return author.name if is_named(suggestion) else "a member"


def is_named(suggestion: Suggestion) -> bool:
    """Whether its words carry a name: its author may ask for none, but not for somebody else."""
    return suggestion.named or suggestion.credited_id != suggestion.author_id


def told_taken_in(suggestion: Suggestion, became: Subject) -> None:
    """Your point was included, and here it stands."""
    changed = ", with changes" if suggestion.state == State.CHANGED else ""
    said = f"What you suggested was taken in{changed}: “{suggestion.title}”."
    tell([suggestion.author_id], Why.INCLUDED, became, words=said + _decision(suggestion))
    _tell_supporters(suggestion, "was taken into the wiki", became)


def told_declined(suggestion: Suggestion, reason: DeclineReason) -> None:
    """Not taken in, and why; with help when it could not be understood."""
    said = f"“{suggestion.title}” was not taken in. {reason.words}."
    about = suggestion.became or suggestion
    tell([suggestion.author_id], Why.DECIDED, about, words=said + _decision(suggestion))
    _tell_supporters(suggestion, "was not taken into the wiki", suggestion)


def told_superseded(suggestion: Suggestion) -> None:
    """Something else has done what it asked for."""
    said = f"“{suggestion.title}” was closed: something else has done what it asks for."
    about = suggestion.became or suggestion
    tell([suggestion.author_id], Why.DECIDED, about, words=said + _decision(suggestion))
    _tell_supporters(suggestion, "was closed: something else has done it", suggestion)


def told_moved(suggestion: Suggestion, there: Subject, sentence: str) -> None:
    """It waits elsewhere now."""
    said = f"Moved to where it belongs: “{there.heading}”. It waits there. {sentence}"
    tell([suggestion.author_id], Why.DECIDED, suggestion, words=said)


def told_asked(suggestion: Suggestion, question: str) -> None:
    """An editor would like to know something first."""
    tell([suggestion.author_id], Why.ASKED, suggestion, words=question)


def told_overdue(waiting: Sequence[Overdue], editors: Sequence[tuple[str, str]]) -> None:
    """One letter to each editor (name, address) with what has waited too long."""
    if not waiting:
        return
    site = settings().site_url
    lines = [f"{it.days} days: {it.title}\n{site}/suggestions/{it.id}" for it in waiting]
    long = house_rules.words("suggestion.due_days")
    count = "1 suggestion has" if len(waiting) == 1 else f"{len(waiting)} suggestions have"
    for name, address in editors:
        mail.send(
            address,
            f"{count} waited for more than {long}",
            f"Dear {name},\n\nmembers have waited for more than {long} for an answer to "
            "these, longest first:\n\n"
            + "\n\n".join(lines[:MOST_NAMED])
            + f"\n\nThe whole queue: {site}/suggestions\n",
        )


def _decision(suggestion: Suggestion) -> str:
    return f" The editor writes: {suggestion.decision}" if suggestion.decision else ""


def _tell_supporters(suggestion: Suggestion, became: str, about: Subject) -> None:
    """One sentence to each; who else supports it is not told."""
    support = sa.select(Support.member_id).where(Support.suggestion_id == suggestion.id)
    said = f"“{suggestion.title}”, which you support, {became}."
    tell(db.session.scalars(support).all(), Why.DECIDED, about, words=said)
