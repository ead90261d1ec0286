"""What everybody may read: the log of what was decided, and the house rules."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from core import house_rules
from core.pages import kept
from core.web import page_number
from moderation.queries import log
from moderation.rules.cases import Action
from moderation.rules.reasons import CLAUSES

bp = Blueprint("public", __name__)


@bp.get("/log")
@kept(lambda: ("log",))
def show_log() -> ResponseReturnValue:
    """What was decided, why, and by which roles."""
    action, reason = request.args.get("action", ""), request.args.get("reason", "")
    lines, pages = log.lines(action=action, reason=reason, page=page_number())
    return render_template(
        "moderation/log.html",
        lines=lines,
        page=page_number(),
        pages=pages,
        action=action,
        reason=reason,
        action_options=[(str(known), known.label) for known in Action],
        reason_options=[(str(known), clause.label) for known, clause in CLAUSES.items()],
    )


@bp.get("/rules")
@kept(lambda: ())
def show_rules() -> ResponseReturnValue:
    """The house rules, each with the address a decision refers to."""
    return render_template("moderation/rules.html", clauses=CLAUSES)


@bp.get("/how-views-are-counted")
@kept(lambda: (house_rules.PAGE,))
def show_counting() -> ResponseReturnValue:
    """What each detector counts, and when moderators are asked."""
    return render_template(
        "moderation/how_views_are_counted.html",
        lasts=house_rules.words("prompt.lasts_hours"),
        quiet=house_rules.words("prompt.quiet_days"),
        membership=house_rules.words("voice.membership_days"),
    )
