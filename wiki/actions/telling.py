"""Members are told what became of their suggestions, and of those they support."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from accounts.models import Member
from core import house_rules, mail
from core.db import db
from core.subjects import Subject
from core.web import settings
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
    sentence = f"The editor writes: {suggestion.decision}\n\n" if suggestion.decision else ""
    _tell(
        suggestion,
        "Your point was included",
        f"Thank you: your point was included in the wiki{changed}: “{suggestion.title}”.\n\n"
        f"{sentence}Read it here: {settings().site_url}{became.url}\n",
    )
    _tell_supporters(suggestion, "was taken into the wiki", became.url)


def told_declined(suggestion: Suggestion, reason: DeclineReason) -> None:
    """Not taken in, and why; with help when it could not be understood."""
    again = f"{settings().site_url}/suggestions/new?again={suggestion.id}"
    _tell(
        suggestion,
        "What became of your suggestion",
        f"An editor has read your suggestion “{suggestion.title}” and did not take it in.\n\n"
        f"Why: {reason.words}. {suggestion.decision}\n{_where(suggestion)}\n"
        f"The suggestion and the decision stay public: {settings().site_url}{suggestion.url}\n"
        f"You can suggest it again in other words: {again}\n",
    )
    _tell_supporters(suggestion, "was not taken into the wiki", suggestion.url)


def told_superseded(suggestion: Suggestion) -> None:
    """Something else has done what it asked for."""
    _tell(
        suggestion,
        "What became of your suggestion",
        f"Your suggestion “{suggestion.title}” was closed, because something else has done what "
        f"it asks for.\n\nThe editor writes: {suggestion.decision}\n{_where(suggestion)}\n"
        f"Your suggestion stays public: {settings().site_url}{suggestion.url}\n",
    )
    _tell_supporters(suggestion, "was closed: something else has done it", suggestion.url)


def told_moved(suggestion: Suggestion, there: Subject, sentence: str) -> None:
    """It waits elsewhere now."""
    _tell(
        suggestion,
        "Your suggestion was moved",
        f"An editor has moved your suggestion “{suggestion.title}” to where it belongs: "
        f"“{there.heading}”. It waits there for a decision.\n\n"
        f"The editor writes: {sentence}\n\n{settings().site_url}{suggestion.url}\n",
    )


def told_asked(suggestion: Suggestion, question: str) -> None:
    """An editor would like to know something first."""
    _tell(
        suggestion,
        "A question about your suggestion",
        f"An editor has read your suggestion “{suggestion.title}” and asks:\n\n{question}\n\n"
        f"Answer here: {settings().site_url}{suggestion.url}\n",
    )


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


def _where(suggestion: Suggestion) -> str:
    there = suggestion.became
    return f"See “{there.heading}”: {settings().site_url}{there.url}\n" if there else ""


def _tell(suggestion: Suggestion, subject: str, text: str) -> None:
    author = db.session.get_one(Member, suggestion.author_id)
    if author.email:
        mail.send(author.email, subject, f"Dear {author.name},\n\n{text}")


def _tell_supporters(suggestion: Suggestion, became: str, url: str) -> None:
    """One sentence and a link to each; who else supports it is not told."""
    addresses = (
        sa.select(Member.email)
        .join(Support, Support.member_id == Member.id)
        .where(Support.suggestion_id == suggestion.id, Member.email.is_not(None))
    )
    for address in db.session.scalars(addresses.order_by(Member.id)).all():
        mail.send(
            address or "",
            "What became of a suggestion you support",
            f"“{suggestion.title}”, which you support, {became}: {settings().site_url}{url}\n",
        )
