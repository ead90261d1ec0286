"""What the detectors watch, for stewards."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from moderation.queries.watched import watched

bp = Blueprint("watched", __name__)


@bp.get("/moderation/watched")
@may(Power.MODERATE)
def show_watched() -> ResponseReturnValue:
    """Seen, but not sure enough to ask."""
    return render_template("moderation/watched.html", watched=watched(viewer()))
