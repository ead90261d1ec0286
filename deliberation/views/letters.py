"""Writing to an officer of a CLP; their address is shown to nobody."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from accounts.models import Member
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from deliberation.actions import letters as actions
from deliberation.actions.letters import Officer
from deliberation.forms.announcements import LetterForm
from deliberation.views import bp

GIVE, KEEP = "give", "keep"


def _officer(grant_id: int) -> Officer:
    """The officer, if this person may write to them."""
    officer = found(actions.officer(grant_id))
    if why_not := actions.why_not_write(officer, viewer()):
        abort(403, description=why_not)
    return officer


def _form() -> LetterForm:
    own = db.session.get_one(Member, viewer().id).email
    form = LetterForm(request.form)
    form.address.choices = {
        GIVE: f"Give them my address, {own}, so that they can answer",
        KEEP: "Keep my address from them; they cannot answer by e-mail",
    }
    return form


@bp.get("/officers/<int:grant_id>/write")
@signed_in
def letter(grant_id: int) -> ResponseReturnValue:
    """The form for a letter."""
    return render_template("deliberation/letter.html", officer=_officer(grant_id), form=_form())


@bp.post("/officers/<int:grant_id>/write")
@signed_in
@limited("contact")
@once
def create_letter(grant_id: int) -> ResponseReturnValue:
    """Mail the letter."""
    officer, form = _officer(grant_id), _form()
    if form.validate():
        try:
            actions.write_to_officer(
                officer,
                form.words.data or "",
                with_address=form.address.data == GIVE,
                by=viewer(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(
                f"/clps/{officer.clp_slug}", f"Your message is on its way to {officer.name}."
            )
    return render_template("deliberation/letter.html", officer=officer, form=form), 422
