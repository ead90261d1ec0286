"""Facts about posts that are hidden until their author has changed them."""

from __future__ import annotations

from accounts.access import Viewer
from core.db import db
from core.subjects import find
from deliberation.models import Post
from moderation.models import Case, Decision
from moderation.rules.cases import Action


def why_not_mend(decision: Decision, by: Viewer) -> str | None:
    """The reason this person may not send changed words. ≤ 2 statements."""
    case = db.session.get_one(Case, decision.case_id)
    if by.id is None or case.author_id != by.id:
        return "Only the author can change it."
    if decision.action != Action.ASK_AUTHOR_TO_EDIT or decision.overruled_at is not None:
        return "Nobody has asked you to change this."
    if decision.terms.get("mended_at"):
        return "You have changed it already. A moderator looks at it next."
    return None


def to_mend(decision: Decision, by: Viewer) -> str | None:
    """The words as they stand, for their author to change; None when they may not. Markdown."""
    if why_not_mend(decision, by) is not None:
        return None
    case = db.session.get_one(Case, decision.case_id)
    post = find(case.subject_kind, case.subject_id)
    return post.text if isinstance(post, Post) and post.hidden_at is not None else None
