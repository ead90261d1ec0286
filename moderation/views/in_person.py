"""For officers of a CLP: members who were drawn and are told by letter or telephone."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.models import Clp, Member
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.web import done, found
from deliberation.models import Thread
from deliberation.rules.contributions import Channel
from moderation.actions import answering
from moderation.actions.answering import Said
from moderation.forms.inviting import AgreementForm, EnteredForm
from moderation.models import Invitation, InvitationRound
from moderation.queries import invitations as shown

bp = Blueprint("in_person", __name__)


def _clp(slug: str) -> Clp:
    clp = found(db.session.scalar(sa.select(Clp).where(Clp.slug == slug)))
    if not viewer().can(Power.NOTICES, clp_id=clp.id):
        abort(403, description="Only officers of this CLP see whom to write or telephone.")
    return clp


@bp.get("/clps/<slug>/invitations")
@may(Power.NOTICES)
def to_tell(slug: str) -> ResponseReturnValue:
    """Whom to write or telephone, with the letters to print."""
    return _page(_clp(slug), AgreementForm())


def _page(clp: Clp, form: AgreementForm) -> str:
    return render_template(
        "moderation/in_person.html", clp=clp, invited=shown.to_tell_in_person(clp.id), form=form
    )


@bp.post("/clps/<slug>/invitations/agreements")
@may(Power.NOTICES)
@once
def create_agreement(slug: str) -> ResponseReturnValue:
    """Note that a member agrees to be invited, or does not."""
    clp = _clp(slug)
    form = AgreementForm(request.form)
    if form.validate():
        member = db.session.scalar(
            sa.select(Member).where(
                Member.membership_number == form.number.data, Member.clp_id == clp.id
            )
        )
        try:
            if member is None:
                raise Refused("There is no such number on the roll of your CLP.")
            answering.note_agreement(member, viewer(), agrees=form.agrees.data == "yes")
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(f"/clps/{slug}/invitations", "Noted.")
    db.session.rollback()
    return _page(clp, form), 422


def _invited(invitation_id: int) -> tuple[Invitation, InvitationRound, Member]:
    one = found(db.session.get(Invitation, invitation_id))
    member = db.session.get_one(Member, one.member_id)
    if one.channel != "person" or not viewer().can(Power.NOTICES, clp_id=member.clp_id):
        abort(403, description="Only officers of this CLP enter what its members answer.")
    return one, db.session.get_one(InvitationRound, one.round_id), member


@bp.get("/invited/<int:invitation_id>")
@may(Power.NOTICES)
def enter(invitation_id: int) -> ResponseReturnValue:
    """The form for what a member answered on paper or by telephone."""
    return _entering(*_invited(invitation_id), EnteredForm())


def _entering(one: Invitation, made: InvitationRound, member: Member, form: EnteredForm) -> str:
    thread = db.session.get_one(Thread, made.thread_id)
    form.offer(has_option=thread.option_id is not None)
    return render_template(
        "moderation/enter_answer.html", one=one, made=made, member=member, form=form
    )


@bp.post("/invited/<int:invitation_id>")
@may(Power.NOTICES)
@once
def create_entered(invitation_id: int) -> ResponseReturnValue:
    """Enter the answer, or that they would rather not."""
    one, _, member = _invited(invitation_id)
    clp = db.session.get_one(Clp, member.clp_id)
    if request.form.get("no"):
        answering.decline(one, never=request.form["no"] == "never")
        return done(f"/clps/{clp.slug}/invitations", "Noted.")
    form = EnteredForm(request.form)
    form.offer(has_option=True)
    if form.validate():
        said = Said(
            form.words.data or "",
            form.chosen,
            form.named.data == "yes",
            Channel(form.channel.data),
        )
        try:
            post = answering.answer(one, said, by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(post.url, "Entered and published. Read it back to the member.")
    db.session.rollback()
    return _entering(*_invited(invitation_id), form), 422
