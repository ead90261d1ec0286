"""Was my vote counted? Answered to whoever has the vote code: that it was, never what it was.

As everywhere where a vote code is typed: no address holds it, nothing is written or counted, and
the answers are not to be stored.
"""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from core.db import db, set_reading
from core.errors import Refused
from core.web import found
from voting import codes
from voting.actions.votes import NO_CODE
from voting.forms import CountedForm
from voting.models import Poll
from voting.queries import proof
from voting.rules import State

bp = Blueprint("counted", __name__)


@bp.before_request
def only_read() -> None:
    """A write to the main database is an error here, also in a POST."""
    set_reading(on=True)


@bp.post("/box/counted")
def look() -> ResponseReturnValue:
    """Whether the ballot of a code is in the public list of a counted poll."""
    form = CountedForm(request.form)
    poll = _poll(form)
    mark = _tracker(poll, form)
    if mark is None:
        return _page(poll, form), 422
    return _page(poll, form, tracker=mark.hex(), place=proof.place_of(poll.id, mark))


@bp.post("/box/counted.json")
def take_away() -> ResponseReturnValue:
    """The proof that the ballot of a code was counted, as a file. It says nothing of the answer."""
    form = CountedForm(request.form)
    poll = _poll(form)
    mark = _tracker(poll, form)
    text = proof.inclusion_file(poll, mark) if mark else None
    if text is None:
        return _page(poll, form, tracker=mark.hex() if mark else ""), 422
    response = Response(text, mimetype="application/json")
    response.headers["Content-Disposition"] = f"attachment; filename=poll-{poll.id}-my-vote.json"
    return response


def _tracker(poll: Poll, form: CountedForm) -> bytes | None:
    """Where the ballot of the code lies; None, with the reason on the form, when it is no code."""
    if not form.validate():
        return None
    code = codes.read_code(form.code.data or "")
    if code is None:
        form.refuse(Refused(NO_CODE))
        return None
    return codes.tracker(poll.public_id, code)


def _poll(form: CountedForm) -> Poll:
    """The counted poll that the form is about, or 404."""
    number = form.poll.data or ""
    is_number = number.isascii() and number.isdigit() and len(number) < 10  # noqa: PLR2004
    poll = found(db.session.get(Poll, int(number)) if is_number else None)
    found((State(poll.state).is_published and not poll.hidden_at) or None)
    found(proof.ballots_listed(poll.id) is not None or None)
    return poll


def _page(poll: Poll, form: CountedForm, *, tracker: str = "", place: int | None = None) -> str:
    return render_template(
        "voting/proof/counted.html",
        poll=poll,
        form=form,
        tracker=tracker,
        place=place,
        ballots=proof.ballots_listed(poll.id),
    )
