"""A batch of paper votes is checked by an officer of another CLP, and has a protocol on paper."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.db import db
from core.errors import Refused
from core.forms import BaseForm, once
from core.limits import limited
from core.web import done, found
from voting.actions.paper import batches, doubts
from voting.forms.paper import DoubtForm, RecountForm
from voting.models import Poll
from voting.paper import reading, sheet
from voting.queries import asked_of
from voting.queries import paper as queries
from voting.queries.paper import Listed
from voting.rules.paper import BatchState
from voting.views import bp


@bp.post("/paper/<int:batch_id>/doubts")
@signed_in
@limited("edit")
@once
def decide_paper_doubt(batch_id: int) -> ResponseReturnValue:
    """Decide, after comparing a signature, whether a mark is false."""
    _checked(batch_id)
    form = DoubtForm(request.form)
    if form.validate():
        is_false = form.found.data == "false"
        try:
            doubts.decide(batch_id, viewer(), number=form.number.data or "", is_false=is_false)
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
        else:
            return done(f"/paper/{batch_id}", "Decided, and noted in the public log.")
    return check_page(batch_id, doubt=form), 422


@bp.post("/paper/<int:batch_id>/recounts")
@signed_in
@limited("edit")
@once
def note_paper_recount(batch_id: int) -> ResponseReturnValue:
    """Say what counting a sealed batch again has shown."""
    _checked(batch_id)
    form = RecountForm(request.form, prefix="again-")
    if form.validate():
        try:
            doubts.note_recount(batch_id, viewer(), agrees=form.found.data == "agrees")
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
        else:
            return done(f"/paper/{batch_id}", "Noted in the public log.")
    return check_page(batch_id, recount=form), 422


@bp.get("/paper/<int:batch_id>/protocol")
@signed_in
def paper_protocol(batch_id: int) -> ResponseReturnValue:
    """The protocol of a sealed batch, to be printed and kept with its papers."""
    one = found(queries.one(batch_id))
    if batches.hand_of(one.batch, viewer()) is None:
        abort(403, description="Only the secretary and the witness of this batch can see it.")
    found(one.state is BatchState.SEALED or None)
    poll = db.session.get_one(Poll, one.batch.poll_id)
    return render_template(
        "voting/paper/protocol.html",
        title=f"Protocol of paper votes: {poll.question}",
        style="",
        poll=poll,
        one=one,
        joined=queries.joined_in(batch_id),
        lines=_in_words(reading.sheets_of(poll.id).get(batch_id, {}), poll),
    )


def _in_words(totals: sheet.Totals, poll: Poll) -> list[tuple[str, int]]:
    if not totals:
        return []
    asked = asked_of(poll)
    cells = list(totals) if sheet.is_by_ballot(asked) else [*sheet.cells(asked), *sheet.NO_CELLS]
    return [(sheet.words(cell, asked), totals.get(cell, 0)) for cell in cells]


def check_page(batch_id: int, **forms: BaseForm) -> str:
    """What is to be checked in a batch, for those who may; 403 for others."""
    one = _checked(batch_id)
    return render_template(
        "voting/paper/check.html",
        poll=db.session.get_one(Poll, one.batch.poll_id),
        one=one,
        waiting=queries.doubted([batch_id]).get(batch_id, 0),
        form=next(iter(forms.values()), None),
        doubt=forms.get("doubt") or DoubtForm(),
        recount=forms.get("recount") or RecountForm(prefix="again-"),
    )


def _checked(batch_id: int) -> Listed:
    """The batch, for an officer of another CLP who checks it."""
    one = found(queries.one(batch_id))
    if not doubts.may_audit(one.batch, viewer()):
        abort(403, description="Only officers of other CLPs of the region can check this batch.")
    return one
