"""Two members are kept apart for a while: neither replies to, quotes or mentions the other.

`terms["other"]` is the number of the other member; without it, it is who the post answered.
"""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.apart.actions import end_separation, separate
from accounts.models import Member
from core import events
from core.dates import day
from core.db import db
from core.errors import Refused
from core.subjects import Subject
from core.web import settings
from deliberation.models import Post
from moderation.actions.cases import LOG, subject_of
from moderation.models import Case, Decision
from notices.actions import tell
from notices.rules import Why


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Begin; it is the same for both, and both are told. Raises Refused."""
    subject = subject_of(case)
    other_id = int(decision.terms.get("other") or 0) or _answered_by(subject)
    if case.author_id is None or other_id is None:
        raise Refused("Give the number of the other member: this answers nobody.")
    if steward.id in {case.author_id, other_id}:
        raise Refused("You cannot keep somebody apart from yourself. Another steward can.")
    made = separate(case.author_id, other_id, decision.words, decision_id=decision.id)
    decision.until = made.until
    decision.terms = {**decision.terms, "other": other_id}  # who may appeal too
    other = db.session.get_one(Member, other_id)
    words = (
        f"Stewards keep you and another member apart until {day(made.until)}: neither can reply "
        "to, quote or mention the other. It is the same for both. See “People” in your account. "
        f"You can read why, and appeal: {settings().site_url}/decisions/{decision.id}"
    )
    tell([other_id], Why.OFFICIAL, other, words=words, by=steward.id)
    events.record("moderation.separated", subject, actor_id=steward.id, pages=[LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """They may meet again."""
    end_separation(decision.id)
    events.record("moderation.separation_undone", subject_of(case), actor_id=by_id, pages=[LOG])


def _answered_by(subject: Subject) -> int | None:
    """Who wrote the post that this one answers."""
    if not isinstance(subject, Post) or subject.answers is None:
        return None
    return db.session.scalar(
        sa.select(Post.author_id).where(
            Post.thread_id == subject.thread_id, Post.number == subject.answers
        )
    )
