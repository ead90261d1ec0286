"""A held post, for its author: why, by when, changing it, taking it back; and its file."""

from __future__ import annotations

from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from accounts.access import may, signed_in, viewer
from accounts.models import Clp
from accounts.rules import Power
from core import house_rules
from core.clock import now
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.text import render
from core.web import done, found
from deliberation.actions import holding, intake
from deliberation.actions.words import TOP
from deliberation.forms.held import FirstPostsForm, HeldForm
from deliberation.models import ClpForum, HeldPost
from deliberation.queries.held import held_of
from deliberation.queries.intake import FIRST_POSTS_HELD, holds_first_posts
from deliberation.rules.held import State
from deliberation.rules.intake.answers import Warned
from deliberation.views import bp
from deliberation.views.taken_in import promise
from wiki.views.attachments import file_answer

bp.add_app_template_global(held_of, "held_of")


@bp.get("/held/<int:held_id>")
@signed_in
def show_held(held_id: int) -> ResponseReturnValue:
    """What waits, for its author."""
    held = _own(held_id)
    return _page(held, HeldForm(data={"text": held.text}))


@bp.post("/held/<int:held_id>/changes")
@signed_in
@limited("edit")
@once
def change_held(held_id: int) -> ResponseReturnValue:
    """Other words, as a steward asked for."""
    held = _own(held_id)
    form = HeldForm(request.form)
    try:
        intake.resubmit(held, form.text.data or "", by=viewer(), read=form.words_read)
    except Refused as refused:
        if isinstance(refused, Warned):
            form.warn(refused)
        else:
            form.refuse(refused)
        db.session.rollback()
        return _page(_own(held_id), form), 422
    return done(held.url, f"It waits again. {promise()}")


@bp.post("/held/<int:held_id>/withdrawals")
@signed_in
@once
def withdraw_held(held_id: int) -> ResponseReturnValue:
    """Take it back."""
    held = _own(held_id)
    try:
        holding.withdraw(held, by=viewer())
    except Refused as refused:
        form = HeldForm(data={"text": held.text})
        form.refuse(refused)
        db.session.rollback()
        return _page(_own(held_id), form), 409
    return done(held.url, "Taken back. Nobody has seen it.")


@bp.get("/held/<int:held_id>/file")
@signed_in
def held_file(held_id: int) -> ResponseReturnValue:
    """Its picture or file, for its author and the stewards who decide about it."""
    held = found(db.session.get(HeldPost, held_id))
    file = found(held.facts.get("file"))
    if held.author_id != viewer().id and not viewer().can(Power.MODERATE, clp_id=held.clp_id):
        raise NotFound
    is_picture = file["media_type"].startswith("image/")
    return file_answer(
        file["content_hash"], file["name"], file["media_type"], is_picture=is_picture
    )


@bp.get("/clps/<int:clp_id>/first-posts")
@may(Power.NOTICES)
def first_posts(clp_id: int) -> ResponseReturnValue:
    """Whether a person reads everybody's first posts in this CLP's forum."""
    clp = _own_clp(clp_id)
    chosen = "yes" if holds_first_posts(clp_id) else "no"
    return _choice(clp, FirstPostsForm(data={"holds": chosen}))


@bp.post("/clps/<int:clp_id>/first-posts")
@may(Power.NOTICES)
@once
def choose_first_posts(clp_id: int) -> ResponseReturnValue:
    """Choose it."""
    clp = _own_clp(clp_id)
    form = FirstPostsForm(request.form)
    if not form.validate():
        return _choice(clp, form), 422
    row = db.session.get(ClpForum, clp_id) or ClpForum(clp_id=clp_id)
    row.holds_first_posts = form.holds.data == "yes"
    row.chosen_at, row.chosen_by_id = now(), viewer().id or 0
    db.session.add(row)
    return done(clp.url, "Kept. It holds from the next post on.")


def _own(held_id: int) -> HeldPost:
    held = found(db.session.get(HeldPost, held_id))
    if held.author_id != viewer().id:
        raise NotFound
    return held


def _own_clp(clp_id: int) -> Clp:
    clp = found(db.session.get(Clp, clp_id))
    if not viewer().can(Power.NOTICES, clp_id=clp_id):
        raise NotFound
    return clp


def _page(held: HeldPost, form: HeldForm) -> str:
    return render_template(
        "deliberation/held.html",
        held=held,
        html=render(held.text, top=TOP),
        form=form,
        by=_by(held),
        may_change=held.state == State.EDIT_ASKED and held.does != "proposal",
    )


def _by(held: HeldPost) -> datetime:
    """By when somebody has looked."""
    return held.held_at + house_rules.length("held.hours", at=held.held_at)


def _choice(clp: Clp, form: FirstPostsForm) -> str:
    return render_template(
        "deliberation/first_posts.html", clp=clp, form=form, most=FIRST_POSTS_HELD
    )
