"""One batch of paper votes, for its secretary and its witness; and for who checks it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core import events
from core.db import db
from core.errors import Refused
from core.forms import BaseForm, once
from core.limits import limited
from core.web import done, found, takes_files
from voting.actions.paper import batches, counting, registering
from voting.envelopes import Envelopes
from voting.forms.paper import (
    FinishForm,
    NumberForm,
    NumbersForm,
    sheet_form,
)
from voting.models import Poll
from voting.paper import roll, sheet
from voting.paper.sheet import NotTotals
from voting.queries import asked_of
from voting.queries import paper as queries
from voting.queries.paper import Listed
from voting.rules.paper import BatchState, Hand
from voting.site import booth_of
from voting.views import bp
from voting.views.paper_checks import check_page

LARGEST_SCAN = 12_000_000  # bytes
_STEPS = {
    BatchState.ASKED: "voting/paper/_asked.html",
    BatchState.REGISTERING: "voting/paper/_registering.html",
    BatchState.COUNTING: "voting/paper/_counting.html",
    BatchState.HANDED_ON: "voting/paper/_handed_on.html",
    BatchState.JOINED: "voting/paper/_joined.html",
    BatchState.SEALED: "voting/paper/_sealed.html",
    BatchState.LAPSED: "voting/paper/_lapsed.html",
}


@bp.get("/paper/<int:batch_id>")
@signed_in
def paper_batch(batch_id: int) -> ResponseReturnValue:
    """What comes next with a batch, for the person who looks."""
    return _page(batch_id)


@bp.post("/paper/<int:batch_id>/confirmations")
@signed_in
@limited("edit")
@once
def confirm_paper_batch(batch_id: int) -> ResponseReturnValue:
    """The witness confirms that they are there."""
    return _step(batch_id, lambda: batches.confirm(batch_id, viewer()), "Confirmed.")


@bp.post("/paper/<int:batch_id>/seen")
@signed_in
@limited("edit")
@once
def vouch_for_paper_batch(batch_id: int) -> ResponseReturnValue:
    """The witness has seen the envelopes of those who voted online."""
    return _step(batch_id, lambda: batches.vouch(batch_id, viewer()), "Confirmed.")


@bp.post("/paper/<int:batch_id>/envelopes")
@signed_in
@limited("edit")
def register_envelopes(batch_id: int) -> ResponseReturnValue:
    """Register envelopes. The answers stand on this page once, and are kept nowhere."""
    own_batch(batch_id)
    form = NumbersForm(request.form)
    if form.validate():
        try:
            answers = registering.register(batch_id, viewer(), form.lines)
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
        else:
            events.commit()
            return _page(batch_id, answers=answers)
    return _page(batch_id, numbers=form), 422


@bp.post("/paper/<int:batch_id>/taken-back")
@signed_in
@limited("edit")
@once
def take_back_envelope(batch_id: int) -> ResponseReturnValue:
    """Take a number back that was typed by mistake."""
    own_batch(batch_id)
    form = NumberForm(request.form, prefix="back-")
    if form.validate():
        try:
            registering.take_back(batch_id, viewer(), form.number.data or "")
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
        else:
            return done(f"/paper/{batch_id}", "Taken back. The member may vote again.")
    return _page(batch_id, back=form), 422


@bp.post("/paper/<int:batch_id>/ends")
@signed_in
@limited("edit")
@once
def finish_registering(batch_id: int) -> ResponseReturnValue:
    """All envelopes are registered: count them, or hand them on."""
    own_batch(batch_id)
    form = FinishForm(request.form)
    if form.validate():
        try:
            batches.finish(batch_id, viewer(), left_sealed=form.left_sealed.data or 0)
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
        else:
            return done(f"/paper/{batch_id}", "Registering has ended.")
    return _page(batch_id, finish=form), 422


@bp.post("/paper/<int:batch_id>/given-up")
@signed_in
@limited("edit")
@once
def give_up_paper_batch(batch_id: int) -> ResponseReturnValue:
    """End a batch without envelopes."""
    return _step(batch_id, lambda: batches.give_up(batch_id, viewer()), "The batch is ended.")


@bp.post("/paper/<int:batch_id>/totals")
@takes_files(LARGEST_SCAN)
@signed_in
@limited("edit")
@once
def enter_paper_totals(batch_id: int) -> ResponseReturnValue:
    """Enter what one of the two counted, without seeing what the other entered."""
    one = own_batch(batch_id)
    poll = db.session.get_one(Poll, one.batch.poll_id)
    form = sheet_form(asked_of(poll))(request.form)
    if form.validate():
        try:
            batch = counting.enter(batch_id, viewer(), form.typed, sheet_hash=_hash_of_scan())
        except (Refused, NotTotals) as refused:
            db.session.rollback()
            form.form_errors.append(refused.sentence)
        else:
            return done(f"/paper/{batch_id}", _entered(batch))
    return _page(batch_id, totals=form), 422


def _entered(batch: Any) -> str:
    if batch.state == BatchState.SEALED:
        return "Both of you entered the same. The batch is sealed."
    if batch.differed:
        return "What the two of you entered differs. Count again, and both enter it again."
    return "Entered. Now the other of you enters the totals."


def _hash_of_scan() -> str | None:
    """The SHA-256 of the scan; the scan itself is not kept."""
    scan = request.files.get("scan")
    content = scan.read() if scan else b""
    return hashlib.sha256(content).hexdigest() if content else None


def _step(batch_id: int, act: Any, said: str) -> ResponseReturnValue:
    """An act with nothing to fill in."""
    own_batch(batch_id)
    try:
        act()
    except Refused as refused:
        db.session.rollback()
        return done(f"/paper/{batch_id}", refused.sentence)
    return done(f"/paper/{batch_id}", said)


def _found(batch_id: int) -> Listed:
    return found(queries.one(batch_id))


def own_batch(batch_id: int) -> Listed:
    """The batch, for its secretary and its witness only."""
    one = _found(batch_id)
    if batches.hand_of(one.batch, viewer()) is None:
        abort(403, description="Only the secretary and the witness of this batch can see it.")
    return one


def _page(batch_id: int, *, answers: Sequence[registering.Answer] = (), **forms: BaseForm) -> str:
    one = _found(batch_id)
    hand = batches.hand_of(one.batch, viewer())
    if hand is None:
        return check_page(batch_id)
    poll = db.session.get_one(Poll, one.batch.poll_id)
    asked = asked_of(poll)
    accepted = _accepted(one, poll)
    pause = registering.why_not_look_up(one.batch)
    offered = _offered(one.state, hand, accepted=bool(accepted), pause=bool(pause))
    form = next((form for name, form in forms.items() if name in offered), None)
    return render_template(
        "voting/paper/batch.html",
        poll=poll,
        one=one,
        step=_STEPS[one.state],
        is_secretary=hand is Hand.SECRETARY,
        accepted=accepted,
        answers=answers,
        pause=pause,
        least=batches.least_envelopes(poll),
        has_entered=bool(counting.entered(one.batch, hand)),
        differed=[sheet.words(cell, asked) for cell in one.batch.differed.split("\n") if cell],
        joined=queries.joined_in(batch_id),
        how=sheet.how(asked) if sheet.is_by_ballot(asked) else "",
        choices=asked.choices,
        form=form,
        refused=[] if form else [words for one in forms.values() for words in _sentences(one)],
        numbers=forms.get("numbers") or NumbersForm(),
        back=forms.get("back") or NumberForm(prefix="back-"),
        finish=forms.get("finish") or FinishForm(),
        totals=forms.get("totals") or sheet_form(asked)(),
    )


def _offered(state: BatchState, hand: Hand, *, accepted: bool, pause: bool) -> set[str]:
    """The forms that stand on the page now."""
    if state is BatchState.COUNTING:
        return {"totals"}
    if state is not BatchState.REGISTERING or hand is not Hand.SECRETARY:
        return set()
    return ({"back", "finish"} if accepted else set()) | (set() if pause else {"numbers"})


def _sentences(form: BaseForm) -> list[str]:
    """What was refused, of a form that does not stand on the page any more."""
    return list(dict.fromkeys(str(words) for errors in form.errors.values() for words in errors))


def _accepted(one: Listed, poll: Poll) -> list[roll.OnRoll]:
    """Whose envelopes are registered, by number: for the two at the table, while they register."""
    if one.state is not BatchState.REGISTERING or one.batch.clp_id is None:
        return []
    members = {member.id: member for member in roll.members(poll, [one.batch.clp_id])}
    marked = Envelopes(booth_of(poll), one.batch.id).among(members)
    return sorted((members[it.member_id] for it in marked), key=lambda member: member.number)
