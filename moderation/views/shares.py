"""The page that sets posts, people and ballots side by side, and says what that means."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from core.subjects import find
from core.web import found
from moderation.queries.share_lines import share_line

bp = Blueprint("shares", __name__)
KINDS = frozenset({"thread", "option"})


@bp.get("/shares/<kind>/<int:subject_id>")
def show_shares(kind: str, subject_id: int) -> ResponseReturnValue:
    """The line of a discussion or option, for those who may read it."""
    subject = found(find(kind, subject_id) if kind in KINDS else None)
    if subject.hidden_at is not None or subject.audience not in viewer().audiences():
        abort(404)
    return render_template(
        "moderation/shares.html",
        heading=subject.heading,
        url=subject.url,
        line=share_line(kind, subject_id),
    )
