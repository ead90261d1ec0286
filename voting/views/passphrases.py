"""An officer's own page: set the passphrase before the poll opens, give it when it has closed."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core import pages
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from voting.actions import holders
from voting.booth import stopped_words
from voting.forms.officers import PassphraseForm
from voting.keys import KeysMissing
from voting.models import Poll
from voting.queries.officers import Seat, seats_named
from voting.rules import State
from voting.views import bp


@bp.get("/polls/<int:poll_id>/key")
@signed_in
def key(poll_id: int) -> ResponseReturnValue:
    """The officer's half of the key: what it is, and what is to be done with it now."""
    poll, seat = _own(poll_id)
    return _page(poll, seat, PassphraseForm())


@bp.post("/polls/<int:poll_id>/key")
@signed_in
@limited("sign_in")
@once
def give_key(poll_id: int) -> ResponseReturnValue:
    """Set the passphrase, try it out, or give it for the count."""
    poll, seat = _own(poll_id)
    form = PassphraseForm(request.form)
    if form.validate():
        try:
            said = _typed(poll, form, how=request.form.get("how", ""))
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
        except KeysMissing as problem:
            db.session.rollback()
            form.refuse(Refused(stopped_words(problem)))
        else:
            return done(f"{poll.url}/key", said)
    return _page(poll, seat, form), 422


def _typed(poll: Poll, form: PassphraseForm, *, how: str) -> str:
    typed = form.typed.data or ""
    if how == "try":
        holders.try_out(poll, viewer(), typed)
        return "That is your passphrase. Nothing was changed."
    if poll.state == State.DRAFT:
        holders.lock_in(poll, viewer(), typed=typed, again=form.again.data or "")
        return "Your passphrase is set. Nobody can tell it to you again: keep it safe."
    if holders.give_half(poll, viewer(), typed):
        return "Both halves are there. The votes are being counted."
    return "Your half is there. It waits for the other officer."


def _own(poll_id: int) -> tuple[Poll, Seat]:
    """The poll and this person's seat in it; nobody else has this page."""
    pages.leave()
    poll = found(db.session.get(Poll, poll_id))
    seats = seats_named(poll.id)
    return poll, found(next((seat for seat in seats if seat.member_id == viewer().id), None))


def _page(poll: Poll, seat: Seat, form: PassphraseForm) -> str:
    other = next(one for one in seats_named(poll.id) if one.number != seat.number)
    may_give = poll.state == State.CLOSED and poll.tallied_at is None
    return render_template(
        "voting/key.html", poll=poll, seat=seat, other=other, form=form, may_give=may_give
    )
