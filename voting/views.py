"""Poll pages: the list, one poll, its result; preparing and opening one. Voting: `booths`."""

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from accounts import queries as roll
from accounts.access import may, viewer
from accounts.models import Region
from accounts.rules import Power
from core import pages, subjects
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.pages import kept
from core.web import done, found
from deliberation.models import Proposal
from voting import booths, in_clps, jobs, queries, results, sides
from voting.actions import polls
from voting.forms import CLOSING_HOUR, PollForm
from voting.models import Poll
from voting.rules import State
from wiki.queries import count_on_contents

__all__ = ["bp", "jobs", "sides"]  # the worker's tasks are known wherever the pages are

MOST_POOLS = 40  # more are shown one region at a time

bp = Blueprint("voting", __name__)
bp.app_template_global("polls_on")(queries.polls_on)
bp.app_template_global("open_polls")(queries.open_polls)
bp.app_template_global("strength_in_clp")(in_clps.strength_in_clp)
bp.app_template_global("poll_of_proposal")(queries.poll_of_proposal)
bp.app_template_global("published_shares")(queries.published_shares)
bp.register_blueprint(booths.bp)
count_on_contents("polls", queries.OPEN_OF_A_TOPIC)


@bp.get("/polls")
@kept(lambda: ("polls",))
def index() -> ResponseReturnValue:
    """Every poll; with what is being prepared, for those who may."""
    drafts = queries.drafts() if viewer().can_anywhere(Power.OPEN_POLLS) else []
    return render_template("voting/index.html", polls=queries.every_poll(), drafts=drafts)


@bp.get("/polls/<int:poll_id>")
@kept(lambda poll_id: (f"poll:{poll_id}",))
def show(poll_id: int) -> ResponseReturnValue:
    """What is asked, of whom, until when, and what is promised."""
    poll = _poll(poll_id)
    if poll.hidden_at:
        return render_template("voting/hidden.html", poll=poll)
    template = "voting/draft.html" if poll.state == State.DRAFT else "voting/show.html"
    return render_template(template, poll=poll, state=State(poll.state), **_about(poll))


@bp.get("/polls/<int:poll_id>/results")
@kept(lambda poll_id: (f"poll:{poll_id}",))
def results_page(poll_id: int) -> ResponseReturnValue:
    """The one table that everybody sees, in words first."""
    poll = _poll(poll_id)
    if poll.hidden_at:
        return render_template("voting/hidden.html", poll=poll)
    if not State(poll.state).is_published:
        return render_template("voting/no_results.html", poll=poll)
    result = results.result(poll)
    return render_template(
        "voting/results.html",
        poll=poll,
        result=result,
        chosen=request.args.get("region", type=int),
        options=[(number, region["label"]) for number, region in enumerate(result["regions"], 1)],
        show_all=sum(len(region["pools"]) for region in result["regions"]) <= MOST_POOLS,
    )


@bp.get("/polls/<int:poll_id>/results.json")
def results_json(poll_id: int) -> ResponseReturnValue:
    """What the results page shows, for programs."""
    return _public(jsonify(results.result(_published(poll_id))))


@bp.get("/polls/<int:poll_id>/results.csv")
def results_csv(poll_id: int) -> ResponseReturnValue:
    """The tables of the results page, for spreadsheets."""
    table = results.as_csv(results.result(_published(poll_id)))
    response = Response(table, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename=poll-{poll_id}.csv"
    return _public(response)


@bp.get("/polls/new")
@may(Power.OPEN_POLLS)
def new() -> ResponseReturnValue:
    """The form for a poll; ?option=, ?topic= or ?proposal= says what it is about."""
    form = _form(PollForm(request.form))
    form.option_id.data = request.args.get("option", "")
    form.topic_id.data = request.args.get("topic", "")
    option = _subject("option", form.option_id.data)
    form.proposal_id.data = request.args.get("proposal", "")
    about = _proposal(form) or option
    if about is not None:
        form.question.data = f"Are you for or against this: {about.heading}?"
    return _new_page(form)


@bp.post("/polls")
@may(Power.OPEN_POLLS)
@limited("edit")
@once
def create() -> ResponseReturnValue:
    """Prepare a poll; it is not open yet."""
    form = _form(PollForm(request.form))
    option = _subject("option", form.option_id.data)
    topic = _subject("topic", form.topic_id.data)
    proposal = _proposal(form)
    if form.validate():
        electorate, place_id = form.electorate
        try:
            poll = polls.draft_poll(
                viewer(),
                question=form.question.data or "",
                closes_at=form.closes_at,
                topic_id=next((one.topic_of for one in (proposal, option, topic) if one), None),
                option_id=option.id if option and not proposal else None,
                proposal_id=proposal.id if proposal else None,
                electorate=electorate,
                place_id=place_id,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(poll.url, "Prepared. Read it through, then open it.")
    return _new_page(form), 422


def _new_page(form: PollForm) -> str:
    about = _proposal(form) or _subject("option", form.option_id.data)
    return render_template("voting/new.html", form=form, about=about, hour=CLOSING_HOUR)


def _proposal(form: PollForm) -> Proposal | None:
    """The proposal that the poll is to be about, if it can be read."""
    subject = _subject("proposal", form.proposal_id.data)
    is_out = isinstance(subject, Proposal) and subject.published_at is not None
    return subject if is_out and isinstance(subject, Proposal) else None


@bp.post("/polls/<int:poll_id>/open")
@may(Power.OPEN_POLLS)
@limited("edit")
def open_poll(poll_id: int) -> ResponseReturnValue:
    """Open a prepared poll: from now on members can vote, and nothing about it changes."""
    poll = _poll(poll_id)
    try:
        polls.open_poll(poll, viewer())
    except Refused as refused:
        db.session.rollback()
        return done(poll.url, refused.sentence)
    return done(poll.url, "The poll is open.")


def _poll(poll_id: int) -> Poll:
    """The poll; drafts only for those who may open them, on a page that is not kept."""
    poll = found(db.session.get(Poll, poll_id))
    if poll.state == State.DRAFT:
        pages.leave()
        found(viewer().can(Power.OPEN_POLLS, clp_id=poll.clp_id) or None)
    return poll


def _published(poll_id: int) -> Poll:
    poll = _poll(poll_id)
    found((State(poll.state).is_published and not poll.hidden_at) or None)
    return poll


def _about(poll: Poll) -> dict[str, Any]:
    """The option and topic that a poll is about."""
    return {
        "option": _subject("option", poll.option_id),
        "proposal": _subject("proposal", poll.proposal_id),
        "topic": _subject("topic", poll.topic_id),
        "turnout": queries.turnout(poll),
    }


def _subject(kind: str, number: object) -> subjects.Subject | None:
    subject = subjects.find(kind, int(str(number))) if str(number).isdecimal() else None
    return None if subject is None or subject.hidden_at else subject


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


def _public(response: Response) -> Response:
    response.headers["Cache-Control"] = "public, no-cache"
    return response
