"""Where members vote, and where a vote code finds a vote again.

These answers are the exception to "a POST ends in a 303": a 200 at once, marked never to be
stored, so that a vote code stands in no address, and Reload sends the same vote again and is told
the same. Nothing here writes to the main database, counts visits, or starts a job.
"""

import logging
import sqlite3
from http import HTTPStatus

import sqlalchemy as sa
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core import subjects
from core.busy import come_again
from core.clock import now
from core.db import db, set_reading
from core.errors import Refused
from core.forms import strip
from core.web import PRIVATE_FIELDS, found, see_other
from voting import codes
from voting.actions import votes
from voting.forms import BallotForm, CodeForm, ballot_form
from voting.models import Poll
from voting.queries import asked_of
from voting.rules import State

bp = Blueprint("booths", __name__)
log = logging.getLogger("folkmoot.polls")


@bp.before_request
def only_read() -> None:
    """A write to the main database is an error here, also in a POST; nor do voters wait for one."""
    set_reading(on=True)


@bp.get("/polls/<int:poll_id>/vote")
@signed_in
def vote_form(poll_id: int) -> ResponseReturnValue:
    """The ballot, with a vote code that is the voter's from the moment they see it."""
    poll = _poll(poll_id)
    if poll.hidden_at:
        return see_other(poll.url)
    reason = votes.why_not_vote(poll, viewer(), now())
    if reason:
        return render_template("voting/cannot_vote.html", poll=poll, reason=reason)
    if votes.voted_on_paper(poll, viewer()):
        return render_template("voting/cannot_vote.html", poll=poll, reason=votes.ON_PAPER)
    if votes.has_voted(poll, viewer()):
        return render_template("voting/voted_before.html", poll=poll)
    return _ballot(poll, ballot_form(asked_of(poll)), codes.printed(codes.new_code()))


@bp.post("/polls/<int:poll_id>/vote")
@signed_in
def cast(poll_id: int) -> ResponseReturnValue:
    """Put the vote in the box and show what lies there now."""
    poll = _poll(poll_id)
    if poll.hidden_at:
        return see_other(poll.url)
    form = ballot_form(asked_of(poll), request.form)
    code = codes.read_code(form.code.data or "") or codes.new_code()
    if not form.validate():
        return _ballot(poll, form, codes.printed(code)), 422
    try:
        vote = votes.cast(poll, viewer(), typed_code=code, answer=form.chosen, at=now())
    except votes.CodeInUse as refused:
        form.refuse(refused)
        return _ballot(poll, form, codes.printed(codes.new_code())), 422
    except Refused as refused:
        return render_template("voting/cannot_vote.html", poll=poll, reason=refused.sentence), 422
    return render_template("voting/recorded.html", vote=vote, poll=poll, topic=_topic(poll))


@bp.get("/box")
def box() -> ResponseReturnValue:
    """Where a vote code is typed in. No sign-in: the code is enough."""
    return render_template("voting/box.html", form=CodeForm())


@bp.post("/box")
def look() -> ResponseReturnValue:
    """Show the vote under a code."""
    form = CodeForm(request.form)
    if form.validate():
        try:
            vote = votes.find(form.code.data or "", now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _vote(vote, ballot_form(asked_of(vote.poll), answer=vote.answer))
    return render_template("voting/box.html", form=form), 422


@bp.post("/box/change")
def change() -> ResponseReturnValue:
    """Write another answer in its place."""
    code = strip(request.form.get("code"))
    try:
        vote = votes.find(code, now())
        form = ballot_form(asked_of(vote.poll), request.form)
        if not form.validate():
            return _vote(vote, form), 422
        vote = votes.change(code, form.chosen, now())
    except Refused as refused:
        return _box_refused(refused)
    return render_template(
        "voting/recorded.html", vote=vote, poll=vote.poll, topic=_topic(vote.poll)
    )


@bp.post("/box/withdraw")
@signed_in
def withdraw() -> ResponseReturnValue:
    """Take the vote out: for the member who cast it, with their code."""
    try:
        poll = votes.withdraw(viewer(), request.form.get("code", ""), now())
    except Refused as refused:
        return _box_refused(refused)
    return render_template("voting/withdrawn.html", poll=poll)


@bp.errorhandler(sqlite3.Error)
@bp.errorhandler(sa.exc.DBAPIError)
@bp.errorhandler(sa.exc.TimeoutError)
def not_stored(problem: Exception) -> ResponseReturnValue:
    """The box is full, locked or away: a sentence, and the same form to send again.

    Only what kind of trouble it was goes into the log: no path, no statement, no value.
    """
    log.error("a ballot box could not be asked: %s", type(problem).__name__)
    code = codes.read_code(request.form.get("code", ""))
    page = render_template(
        "voting/not_stored.html",
        code=codes.printed(code) if code else "",
        again=request.path,
        fields=[
            (name, value)
            for name, value in request.form.items(multi=True)
            if name not in PRIVATE_FIELDS - {"code"}
        ],
    )
    return come_again(page), HTTPStatus.SERVICE_UNAVAILABLE


def _poll(poll_id: int) -> Poll:
    poll = found(db.session.get(Poll, poll_id))
    found(poll.state != State.DRAFT or None)
    return poll


def _ballot(poll: Poll, form: BallotForm, code: str) -> str:
    form.called(poll.question)
    form.code.data = code
    return render_template("voting/ballot.html", poll=poll, form=form, topic=_topic(poll))


def _vote(vote: votes.Vote, form: BallotForm) -> str:
    form.called("Change your answer to")
    form.code.data = vote.code
    return render_template("voting/vote.html", vote=vote, poll=vote.poll, form=form)


def _box_refused(refused: Refused) -> ResponseReturnValue:
    form = CodeForm()
    form.refuse(refused)
    return render_template("voting/box.html", form=form), 422


def _topic(poll: Poll) -> subjects.Subject | None:
    return subjects.find("topic", poll.topic_id) if poll.topic_id else None
