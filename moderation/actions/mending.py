"""The author of a post that was hidden until changed has changed it."""

from __future__ import annotations

from accounts.access import Viewer
from accounts.restrictions import why_not_write
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused, refuse_if
from deliberation.actions import intake
from deliberation.actions.writing import keep_version
from deliberation.models import Post
from deliberation.rules import Position, why_not_text
from moderation.actions.cases import QUEUE, case_on, subject_of
from moderation.effects import hide
from moderation.facts.mending import why_not_mend
from moderation.models import Case, Decision
from moderation.rules.cases import CaseKind


def mend(decision: Decision, by: Viewer, *, text: str) -> bool:
    """Put the changed words in their place; True when they are shown at once. Raises Refused.

    What it said before is kept, and a steward looks at it, unless the decision said otherwise and
    it has no word that a person looks at first. What another decision hides stays hidden.
    """
    refuse_if(why_not_mend(decision, by) or why_not_write(by) or why_not_text(text))
    case = db.session.get_one(Case, decision.case_id)
    post = subject_of(case)
    if not isinstance(post, Post):
        raise Refused("Only a post can be changed here.")
    held = intake.is_held_when_mended(post, text, by=by)
    if not keep_version(post, text, Position(post.position) if post.position else None):
        raise Refused("You have changed nothing yet.")
    decision.terms = {**decision.terms, "mended_at": now().isoformat()}
    if decision.terms.get("at_once") and not held:
        hide.undo(case, decision, by.id)
        return post.hidden_at is None
    case_on(post, CaseKind.REPORT, aspect=f"mended:{decision.id}")
    events.record("moderation.mended", post, actor_id=by.id, pages=[QUEUE])
    return False
