"""For the officers of a poll: what happens next, when, and who does it."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, signed_in, viewer
from accounts.rules import Power
from core import pages
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from voting.actions import holders
from voting.actions import officers as actions
from voting.booth import CountStopped, stopped_words
from voting.forms.officers import ActForm, OfficersForm
from voting.keys import KeysMissing
from voting.models import Poll
from voting.next_steps import steps_of, waits_for
from voting.queries import officers as queries
from voting.rules import NOT_YOURS, Act, State
from voting.views import bp
from voting.views.found import poll_of


def officers_form(poll: Poll) -> OfficersForm:
    """The two selects, with everybody who may count this poll. 2 statements."""
    form = OfficersForm(request.form)
    people = [(person.id, person.name) for person in queries.who_may_count(poll)]
    form.first.choices = form.second.choices = people
    seats = queries.seats_of(poll.id)
    if seats and not request.form:
        form.first.data, form.second.data = (seat.member_id for seat in seats)
    return form


@bp.get("/polls/waiting")
@may(Power.COUNT_POLLS)
def waiting() -> ResponseReturnValue:
    """What waits for whom, over all polls that this person looks after."""
    polls = [
        (poll, waits_for(poll, queries.seats_named(poll.id), queries.acts_of(poll.id)))
        for poll in queries.unfinished_polls()
        if queries.may_look_after(poll, viewer())
    ]
    return render_template("voting/waiting.html", polls=polls)


@bp.get("/polls/<int:poll_id>/officers")
@signed_in
def officers(poll_id: int) -> ResponseReturnValue:
    """What was done, what comes next, and what this officer can do now."""
    return _page(_looked_after(poll_id), ActForm())


@bp.post("/polls/<int:poll_id>/holders")
@may(Power.OPEN_POLLS)
@limited("edit")
@once
def choose(poll_id: int) -> ResponseReturnValue:
    """Name the two who are to hold the key."""
    poll = poll_of(poll_id)
    form = officers_form(poll)
    if not form.validate():
        return done(poll.url, "Choose two people from the lists.")
    try:
        holders.choose_officers(poll, [form.first.data, form.second.data], viewer())
    except Refused as refused:
        db.session.rollback()
        return done(poll.url, refused.sentence)
    return done(poll.url, "Chosen. Both have been asked by mail to set a passphrase.")


@bp.post("/polls/<int:poll_id>/acts")
@signed_in
@limited("edit")
@once
def act(poll_id: int) -> ResponseReturnValue:
    """Ask for an act, confirm what another asked for, or take it back; count again, publish."""
    poll, form = _looked_after(poll_id), ActForm(request.form)
    wanted = request.form.get("act", "")
    how = _HOW.get(request.form.get("how", ""))
    if how is None or wanted not in set(Act):
        form.refuse(Refused("Choose one of the things that can be done."))
    elif form.validate():
        try:
            how(poll, Act(wanted), form.reason.data or "")
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
        except (CountStopped, KeysMissing) as problem:
            db.session.rollback()
            form.refuse(Refused(stopped_words(problem)))
        else:
            return done(f"{poll.url}/officers", "Done.")
    return _page(poll, form), 422


def _ask(poll: Poll, act: Act, reason: str) -> None:
    actions.ask(poll, act, reason, viewer())


def _confirm(poll: Poll, act: Act, _reason: str) -> None:
    actions.confirm(poll, act, viewer())


def _take_back(poll: Poll, act: Act, _reason: str) -> None:
    actions.take_back(poll, act, viewer())


def _alone(poll: Poll, act: Act, _reason: str) -> None:
    if act is Act.PUBLISH:
        actions.publish(poll, viewer())
    elif act is Act.COUNT:
        actions.count_again(poll, viewer())
    else:
        raise Refused("This takes two people. Ask another officer to do it with you.")


_HOW = {"ask": _ask, "confirm": _confirm, "take back": _take_back, "alone": _alone}


def _looked_after(poll_id: int) -> Poll:
    """The poll, if this person is one of its officers; drafts too, for those who hold a seat."""
    poll = found(db.session.get(Poll, poll_id))
    pages.leave()
    if not queries.may_look_after(poll, viewer()):
        found(None if poll.state == State.DRAFT else poll)
        abort(403, description=NOT_YOURS)
    return poll


def _page(poll: Poll, form: ActForm) -> str:
    seats, acts = queries.seats_named(poll.id), queries.acts_of(poll.id)
    return render_template(
        "voting/officers.html",
        poll=poll,
        form=form,
        seats=seats,
        own_seat=next((seat for seat in seats if seat.member_id == viewer().id), None),
        steps=steps_of(poll, seats, queries.deadlines_of(poll)),
        done=[one for one in acts if one.done_at is not None],
        asked=[one for one in acts if one.done_at is None],
        offered=[
            one for one in Act if one.takes_two and actions.why_not(poll, one, viewer()) is None
        ],
        publishable=actions.why_not(poll, Act.PUBLISH, viewer()) is None
        and poll.state == State.CLOSED,
    )
