"""The training for appeal panels: reading it, saying so, confirming it."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from accounts.access import may, signed_in, viewer
from accounts.models import Member
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.web import done, found
from moderation.actions import training as actions
from moderation.models import Training
from moderation.rules.drawing import PANEL

bp = Blueprint("training", __name__)
URL = "/moderation/training"


@bp.get(URL)
@signed_in
def show() -> ResponseReturnValue:
    """What a member of a panel should know; who has read it."""
    return _page()


@bp.post(URL)
@may(Power.MODERATE)
@once
def create() -> ResponseReturnValue:
    """I have read it."""
    try:
        actions.say(viewer())
    except Refused as refused:
        return _page(refused.sentence), 422
    return done(URL, "Thank you. An admin confirms it, and then the lot can fall on you.")


@bp.post(f"{URL}/<int:member_id>/confirmations")
@may(Power.GRANT)
@once
def confirm(member_id: int) -> ResponseReturnValue:
    """An admin confirms it."""
    try:
        actions.confirm(found(db.session.get(Training, member_id)), viewer())
    except Refused as refused:
        return _page(refused.sentence), 422
    return done(URL, "Confirmed.")


def _page(refused: str = "") -> str:
    me = viewer()
    if not (me.can_anywhere(Power.MODERATE) or me.can(Power.GRANT)):
        abort(403, description="This page is for stewards and admins.")
    return render_template(
        "moderation/training.html",
        refused=refused,
        panel=PANEL,
        own=db.session.get(Training, me.id),
        is_steward=me.can_anywhere(Power.MODERATE),
        is_admin=me.can(Power.GRANT),
        all=_everybody() if me.can(Power.GRANT) else [],
    )


def _everybody() -> list[tuple[Training, str]]:
    rows = db.session.execute(
        sa.select(Training, Member.name)
        .join(Member, Member.id == Training.member_id)
        .order_by(Training.confirmed_at.is_not(None), Training.said_at, Training.member_id)
    )
    return [(row, name) for row, name in rows]
