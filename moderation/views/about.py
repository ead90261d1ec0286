"""What members say of themselves, on a page of their own; and who is heard in a CLP."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from accounts.models import Clp
from core.db import db
from core.errors import Refused
from core.web import done, found
from moderation.about import own
from moderation.about.questions import BY_NAME, QUESTIONS
from moderation.models import HeardBand
from moderation.queries.absent import who_is_missing
from moderation.rules.bands import Band

bp = Blueprint("about", __name__)


@bp.get("/account/about-me")
@signed_in
def about_me() -> ResponseReturnValue:
    """The questions, and what one has answered."""
    return _page()


def _page(refused: str = "") -> str:
    return render_template(
        "moderation/about_me.html",
        questions=QUESTIONS,
        answers=own.answers_of(viewer().id or 0),
        refused=refused,
    )


@bp.post("/account/about-me/<name>")
@signed_in
def say(name: str) -> ResponseReturnValue:
    """Keep one answer, or delete it."""
    if name not in BY_NAME:
        abort(404)
    try:
        if request.form.get("take_back"):
            own.take_back(viewer().id or 0, name)
            return done("/account/about-me", "Your answer is deleted.")
        if request.form.get("agree") != "yes":
            raise Refused("Tick that you agree, so that your answer may be kept.")
        own.say(viewer().id or 0, name, request.form.get("group", ""))
    except Refused as refused:
        return _page(refused.sentence), 422
    return done("/account/about-me", "Your answer is kept, apart from everything else.")


@bp.get("/clps/<slug>/heard")
def heard(slug: str) -> ResponseReturnValue:
    """Which groups of a CLP's members are heard in its forum, in words."""
    clp = found(db.session.scalar(sa.select(Clp).where(Clp.slug == slug)))
    asked = sa.select(HeardBand).where(HeardBand.clp_id == clp.id)
    rows = {(row.attribute, row.answer): row.band for row in db.session.scalars(asked)}
    return render_template(
        "moderation/heard.html",
        clp=clp,
        absent=who_is_missing(clp.id),
        questions=QUESTIONS,
        band=lambda question, group: rows.get((question, group), Band.NOT_SHOWN.value),
    )
