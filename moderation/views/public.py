"""What everybody may read: the log of what was decided, and the house rules."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from core import house_rules
from core.pages import kept
from moderation.rules.reasons import CLAUSES

bp = Blueprint("public", __name__)


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
