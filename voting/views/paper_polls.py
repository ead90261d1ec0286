"""A poll on paper: how it goes, opening a batch, and “that was not me”."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, signed_in, viewer
from accounts.models import Clp
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from voting.actions.paper import batches, doubts
from voting.actions.paper.batches import hand_of
from voting.forms.paper import BatchForm, TogetherForm
from voting.methods import Asked
from voting.models import Poll
from voting.paper import reading, sheet
from voting.queries import asked_of
from voting.queries import paper as queries
from voting.queries.paper import Listed
from voting.rules import State
from voting.rules.paper import BatchState
from voting.views import bp
from voting.views.found import poll_of

BALLOTS = 8  # on one sheet


@bp.app_template_global("paper_waiting")
def paper_waiting(poll_id: int) -> int:
    """How many CLPs' paper votes the count of a closed poll waits for."""
    return len(reading.waiting(poll_id))


@bp.app_template_global("paper_grace_ends")
def paper_grace_ends(poll: Poll) -> object:
    """When a closed poll is counted at the latest."""
    return reading.grace_ends(poll)


@bp.get("/polls/<int:poll_id>/paper")
def paper(poll_id: int) -> ResponseReturnValue:
    """How to vote on paper, whether one's paper vote was received, and what officers do."""
    return _page(_poll(poll_id), BatchForm(), TogetherForm(prefix="together-"))


@bp.post("/polls/<int:poll_id>/paper")
@may(Power.NOTICES)
@limited("edit")
@once
def open_paper_batch(poll_id: int) -> ResponseReturnValue:
    """Open a batch for one's CLP and name the witness."""
    poll = _poll(poll_id)
    form = _offered(BatchForm(request.form), poll)
    if form.validate():
        clp = found(db.session.get(Clp, form.clp.data))
        try:
            batch = batches.open_batch(poll, clp, viewer(), witness_number=form.witness.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            db.session.flush()
            return done(f"/paper/{batch.id}", "Opened. The witness has to confirm now.")
    db.session.rollback()
    return _page(_poll(poll_id), form, TogetherForm(prefix="together-")), 422


@bp.post("/polls/<int:poll_id>/paper/together")
@may(Power.NOTICES)
@limited("edit")
@once
def open_paper_together(poll_id: int) -> ResponseReturnValue:
    """Take handed-on envelopes of the region, to be counted together."""
    poll = _poll(poll_id)
    form = _waiting(TogetherForm(request.form, prefix="together-"), queries.listed(poll.id))
    if form.validate():
        try:
            batch = batches.open_together(
                poll,
                viewer(),
                batch_ids=form.batches.data or [],
                witness_number=form.witness.data or "",
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            db.session.flush()
            return done(f"/paper/{batch.id}", "Opened. The witness has to confirm now.")
    db.session.rollback()
    return _page(_poll(poll_id), BatchForm(), form), 422


@bp.post("/polls/<int:poll_id>/paper/doubts")
@signed_in
@limited("report")
@once
def doubt_paper_vote(poll_id: int) -> ResponseReturnValue:
    """“That was not me”: a paper vote received for the member is not theirs."""
    poll = _poll(poll_id)
    try:
        doubts.doubt(poll, viewer())
    except Refused as refused:
        db.session.rollback()
        return done(f"{poll.url}/paper", refused.sentence)
    return done(f"{poll.url}/paper", "Thank you. Read below what happens now.")


@bp.get("/polls/<int:poll_id>/paper/ballots")
def paper_ballots(poll_id: int) -> ResponseReturnValue:
    """Ballots, slips for outer envelopes and a tally sheet, to be printed."""
    poll = _poll(poll_id)
    asked = asked_of(poll)
    return render_template(
        "voting/paper/ballots.html",
        title=f"Paper ballots: {poll.question}",
        style="",
        poll=poll,
        asked=asked,
        cells=[] if sheet.is_by_ballot(asked) else _cells(asked),
        ballots=BALLOTS,
    )


def _cells(asked: Asked) -> list[str]:
    return [sheet.words(cell, asked) for cell in sheet.cells(asked)]


def _poll(poll_id: int) -> Poll:
    poll = poll_of(poll_id)
    found((poll.state != State.DRAFT and not poll.hidden_at) or None)
    return poll


def _page(poll: Poll, form: BatchForm, together: TogetherForm) -> str:
    every = queries.listed(poll.id)
    mine = _own(poll)
    return render_template(
        "voting/paper/poll.html",
        poll=poll,
        is_open=poll.state == State.OPEN,
        is_counted=State(poll.state).is_published,
        every=every,
        yours=[one for one in every if hand_of(one.batch, viewer()) is not None],
        to_check=_to_check(every),
        mine=mine,
        officers=queries.officers_elsewhere(mine.batch) if mine else [],
        has_doubted=mine is not None and doubts.has_doubted(poll, viewer().id or 0),
        form=_offered(form, poll),
        together=_waiting(together, every),
        least=batches.least_envelopes(poll),
        grace_ends=reading.grace_ends(poll),
    )


def _own(poll: Poll) -> Listed | None:
    """The batch that holds the viewer's own envelope; asked of the box, for them alone."""
    person = viewer()
    if person.id is None or not person.is_member:
        return None
    batch = doubts.batch_with(poll, person.id)
    return queries.one(batch.id) if batch else None


def _to_check(every: list[Listed]) -> list[Listed]:
    """What an officer of another CLP has to look into: doubts and recounts."""
    person = viewer()
    if not person.can_anywhere(Power.NOTICES):
        return []
    doubted = queries.doubted([one.batch.id for one in every])
    return [
        one
        for one in every
        if (one.batch.id in doubted or (one.recount and one.recount.agrees is None))
        and doubts.may_audit(one.batch, person)
        and hand_of(one.batch, person) is None
    ]


def _offered(form: BatchForm, poll: Poll) -> BatchForm:
    form.clp.choices = queries.clps_of_officer(viewer(), poll)
    return form


def _waiting(form: TogetherForm, every: list[Listed]) -> TogetherForm:
    form.batches.choices = [
        (one.batch.id, f"{one.whose}: {one.batch.accepted} envelopes")
        for one in every
        if one.state is BatchState.HANDED_ON
        and one.batch.region_id == viewer().region_id
        and viewer().can_anywhere(Power.NOTICES)
    ]
    return form
