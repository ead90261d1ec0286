"""Preparing a poll, and opening it."""

import sqlalchemy as sa
from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts import queries as roll
from accounts.access import may, viewer
from accounts.models import Region
from accounts.rules import Power
from core.db import db
from core.errors import Refused, refuse_if
from core.forms import once
from core.limits import limited
from core.subjects import PUBLIC
from core.web import done
from deliberation.models import Proposal, Thread
from voting import rules
from voting.actions import polls
from voting.forms import CLOSING_HOUR, PollForm
from voting.methods import EVERY, Kind
from voting.views import bp
from voting.views.found import poll_of, subject

_ABOUT = {"proposal": "proposal_id", "option": "option_id", "thread": "thread_id"}


@bp.get("/polls/new")
@may(Power.OPEN_POLLS)
def new() -> ResponseReturnValue:
    """The form for a poll of ?method=.

    ?option=, ?topic=, ?proposal= or ?thread= says what it is about.
    """
    form = _form(PollForm(request.form))
    form.begin(request.args.get("method", ""))
    form.option_id.data = request.args.get("option", "")
    form.topic_id.data = request.args.get("topic", "")
    option = subject("option", form.option_id.data)
    form.proposal_id.data = request.args.get("proposal", "")
    form.thread_id.data = request.args.get("thread", "")
    asked = _proposal(form) or option
    if asked is not None and form.kind.kind is Kind.SUPPORT:
        form.question.data = f"Are you for or against this: {asked.heading}?"
    return _new_page(form)


@bp.post("/polls")
@may(Power.OPEN_POLLS)
@limited("edit")
@once
def create() -> ResponseReturnValue:
    """Prepare a poll; it is not open yet."""
    form = _form(PollForm(request.form))
    option = subject("option", form.option_id.data)
    topic = subject("topic", form.topic_id.data)
    proposal = _proposal(form)
    if form.validate():
        electorate, place_id = form.electorate
        try:
            thread = _thread(form)
            poll = polls.draft_poll(
                viewer(),
                question=form.question.data or "",
                closes_at=form.closes_at,
                topic_id=next(
                    (one.topic_of for one in (proposal, option, topic, thread) if one), None
                ),
                option_id=option.id if option and not proposal else None,
                proposal_id=proposal.id if proposal else None,
                electorate=electorate,
                place_id=place_id,
                asked=form.asks,
                thread_id=thread.id if thread else None,
                life=form.life,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(poll.url, "Prepared. Read it through, then open it.")
    return _new_page(form), 422


def _new_page(form: PollForm) -> str:
    about = next(
        (
            one
            for kind, field in _ABOUT.items()
            if (one := subject(kind, getattr(form, field).data)) and one.audience == PUBLIC
        ),
        None,
    )
    return render_template(
        "voting/new.html", form=form, about=about, hour=CLOSING_HOUR, kinds=EVERY
    )


def _thread(form: PollForm) -> Thread | None:
    """The thread that the poll is to be about. Raises Refused when it cannot be."""
    if not form.thread_id.data:
        return None
    one = subject("thread", form.thread_id.data)
    thread = one if isinstance(one, Thread) else None
    only_clp = thread is not None and thread.only_clp
    refuse_if(rules.why_not_thread(is_there=thread is not None, only_clp=only_clp))
    return thread


def _proposal(form: PollForm) -> Proposal | None:
    """The proposal that the poll is to be about, if it can be read."""
    one = subject("proposal", form.proposal_id.data)
    is_out = isinstance(one, Proposal) and one.published_at is not None
    return one if is_out and isinstance(one, Proposal) else None


@bp.post("/polls/<int:poll_id>/open")
@may(Power.OPEN_POLLS)
@limited("edit")
def open_poll(poll_id: int) -> ResponseReturnValue:
    """Open a prepared poll: from now on members can vote, and nothing about it changes."""
    poll = poll_of(poll_id)
    try:
        polls.open_poll(poll, viewer())
    except Refused as refused:
        db.session.rollback()
        return done(poll.url, refused.sentence)
    return done(poll.url, "The poll is open.")


def _form(form: PollForm) -> PollForm:
    regions = db.session.execute(sa.select(Region.id, Region.name).order_by(Region.name))
    form.asked.choices = {
        "Everyone": [("everyone", "All members")],
        "Regions": [(f"region:{number}", name) for number, name in regions],
        **{
            f"CLPs: {region}": [(f"clp:{number}", name) for number, name in clps]
            for region, clps in roll.clp_choices().items()
        },
    }
    return form
