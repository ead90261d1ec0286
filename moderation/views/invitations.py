"""Answering an invitation, saying no to it, agreeing to be invited, and the public draw."""

from __future__ import annotations

from flask import Blueprint, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core import events
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import csrf, done, found
from deliberation.models import Thread
from moderation.actions import answering
from moderation.actions.answering import Said
from moderation.forms.inviting import AnswerForm
from moderation.models import Invitation, InvitationRound
from moderation.queries import invitations as shown
from moderation.tickets import invitation_with

bp = Blueprint("invitations", __name__)


@bp.get("/invitations/<int:round_id>")
@signed_in
def invitation(round_id: int) -> ResponseReturnValue:
    """What is asked, and the form for those who were drawn; for others what came of it."""
    return _page(_round(round_id), AnswerForm())


def _round(round_id: int) -> InvitationRound:
    made = db.session.get(InvitationRound, round_id)
    if made is None or made.hidden_at is not None or made.audience not in viewer().audiences():
        abort(404)
    return made


def _page(made: InvitationRound, form: AnswerForm) -> str:
    mine = shown.invitation_of(made.id, viewer().id)
    thread = db.session.get_one(Thread, made.thread_id)
    form.offer(has_option=thread.option_id is not None)
    return render_template(
        "moderation/invitation.html",
        made=made,
        thread=thread,
        mine=mine,
        why_not=answering.why_not_answer(mine, made) if mine else None,
        came=shown.came_of_round(made.id),
        form=form,
    )


@bp.post("/invitations/<int:round_id>/answers")
@signed_in
@limited("post")
@once
def create_answer(round_id: int) -> ResponseReturnValue:
    """Write the answer into the discussion."""
    made = _round(round_id)
    mine = found(shown.invitation_of(made.id, viewer().id))
    form = AnswerForm(request.form)
    form.offer(has_option=True)
    if form.validate():
        said = Said(form.words.data or "", form.chosen, form.named.data == "yes")
        try:
            post = answering.answer(mine, said, by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(post.url, "Thank you. Your answer stands in the discussion.")
    db.session.rollback()
    return _page(made, form), 422


@bp.post("/invitations/<int:round_id>/no")
@signed_in
def say_no(round_id: int) -> ResponseReturnValue:
    """Not now, or never."""
    mine = found(shown.invitation_of(round_id, viewer().id))
    return done("/notices/settings#invitations", _said_no(mine))


def _said_no(mine: Invitation) -> str:
    never = request.form.get("never") == "yes"
    answering.decline(mine, never=never)
    return "You are not invited any more." if never else "Not for the next three months, then."


@bp.get("/invitations/no/<token>")
def ask_no(token: str) -> ResponseReturnValue:
    """The page that a mail leads to. Opening it changes nothing."""
    _of(token)
    return render_template("moderation/no_invitation.html", token=token, noted="")


@bp.post("/invitations/no/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]
def no(token: str) -> ResponseReturnValue:
    """No at one press, also by a mail program by itself (RFC 8058)."""
    noted = _said_no(_of(token))
    events.commit()
    return render_template("moderation/no_invitation.html", token=token, noted=noted)


def _of(token: str) -> Invitation:
    number = invitation_with(token)
    mine = db.session.get(Invitation, number) if number is not None else None
    if mine is None:
        abort(400, description="This link is not whole. Copy it from the mail once more.")
    return mine


@bp.post("/invitations/consent")
@signed_in
def consent() -> ResponseReturnValue:
    """Agree to be invited now and then, or take that back."""
    if request.form.get("agree") == "yes":
        if not viewer().is_member:
            abort(403, description="Only members of the party are invited by lot.")
        answering.agree(viewer().id or 0)
        return done("/notices/settings#invitations", "You may be drawn from now on.")
    answering.withdraw(viewer().id or 0)
    return done("/notices/settings#invitations", "You are not invited any more.")


@bp.get("/invitations/<int:round_id>/draw.json")
def draw(round_id: int) -> ResponseReturnValue:
    """All that is needed to draw again, for anybody."""
    made = found(db.session.get(InvitationRound, round_id))
    return jsonify(shown.public_draw(made))
