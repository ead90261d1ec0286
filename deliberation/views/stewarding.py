"""A steward's page for a thread; the log of what stewards did; marking what answers a question."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from accounts.access import may, signed_in, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found, number_asked, page_number
from deliberation import actions, queries
from deliberation.actions import stewarding as acts
from deliberation.forms.stewarding import ChangeForm, MoveForm
from deliberation.models import Thread
from deliberation.queries.changes import changes, changes_of
from deliberation.queries.destinations import destination, destinations, title_of
from deliberation.rules.stewarding import LONGEST_BECAUSE, Change
from deliberation.views import bp

SAID = {
    Change.PINNED: "The discussion is pinned: it stands first in its forum.",
    Change.UNPINNED: "The discussion is no longer pinned.",
    Change.CLOSED: "The discussion is closed: nobody can post in it.",
    Change.REOPENED: "The discussion is open again.",
}


def _thread(thread_id: int) -> Thread:
    """The thread, if this person may see it; a steward of elsewhere is refused by the action."""
    found(queries.thread_seen_by(viewer(), thread_id))
    return db.session.get_one(Thread, thread_id)


@bp.get("/threads/<int:thread_id>/steward")
@may(Power.MODERATE)
def steward(thread_id: int) -> ResponseReturnValue:
    """What a steward of the place can do with the thread."""
    thread = _thread(thread_id)
    if not acts.may_steward(thread, viewer()):
        abort(
            403, description="Only stewards of this place can pin, close or move its discussions."
        )
    return _page(thread, ChangeForm(), _move_form(thread))


def _move_form(thread: Thread) -> MoveForm:
    form = MoveForm(request.form)
    form.to.choices = {"": "Choose a forum", **destinations(viewer())}
    if request.method == "GET":
        form.topic.data = title_of(thread)
    return form


def _page(thread: Thread, form: ChangeForm, moving: MoveForm) -> str:
    return render_template(
        "deliberation/steward.html",
        thread=thread,
        form=form if form.form_errors else moving,
        change=form,
        moving=moving,
        longest=LONGEST_BECAUSE,
    )


@bp.post("/threads/<int:thread_id>/changes")
@may(Power.MODERATE)
@limited("edit")
@once
def change(thread_id: int) -> ResponseReturnValue:
    """Pin, unpin, close or reopen the thread."""
    thread, form = _thread(thread_id), ChangeForm(request.form)
    wanted = form.change.data or ""
    act = acts.ACTS.get(Change(wanted)) if wanted in set(Change) else None
    try:
        if act is None:
            raise Refused("Choose what to do with the discussion.")
        act(thread, form.because.data or "", viewer())
    except Refused as refused:
        db.session.rollback()
        form.refuse(refused)
        return _page(_thread(thread_id), form, _move_form(thread)), 422
    return done(thread.url, SAID[Change(wanted)])


@bp.post("/threads/<int:thread_id>/moves")
@may(Power.MODERATE)
@limited("edit")
@once
def move(thread_id: int) -> ResponseReturnValue:
    """Let the thread stand in another forum."""
    thread = _thread(thread_id)
    form = _move_form(thread)
    if form.validate():
        try:
            where = destination(form.to.data, thread, form.topic.data or "")
            acts.move(thread, where, form.why.data or "", viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(thread.url, "The discussion is moved. The log says from where and why.")
    return _page(thread, ChangeForm(), form), 422


@bp.get("/threads/<int:thread_id>/log")
def thread_log(thread_id: int) -> ResponseReturnValue:
    """What stewards did with the thread, and why."""
    thread = found(queries.thread_seen_by(viewer(), thread_id))
    return render_template(
        "deliberation/thread_log.html", thread=thread, changes=changes_of(thread_id)
    )


@bp.get("/forums/log")
def forum_log() -> ResponseReturnValue:
    """What stewards did with any thread that all may read, and why."""
    page = page_number()
    shown, pages = changes(page)
    return render_template("deliberation/forum_log.html", changes=shown, page=page, pages=pages)


@bp.get("/threads/<int:thread_id>/answer")
@signed_in
def choose_answer(thread_id: int) -> ResponseReturnValue:
    """Asks whether a post answers the question; its button sends the mark."""
    row = found(queries.thread_seen_by(viewer(), thread_id))
    return render_template(
        "deliberation/answer.html", thread=row, number=number_asked("number") or row["answer"]
    )


@bp.post("/threads/<int:thread_id>/answer")
@signed_in
@limited("edit")
@once
def mark_answer(thread_id: int) -> ResponseReturnValue:
    """Mark the post that answers the question; number 0 takes the mark away."""
    thread, number = _thread(thread_id), number_asked("number") or None
    try:
        actions.mark_answer(thread, number, viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    said = (
        f"Post {number} is marked as the answer." if number else "No post is marked as the answer."
    )
    return done(thread.url, said)


def answers(author_id: str, thread_id: str, number: str) -> str:
    """A slot below a post of a question: for whoever asked it, the way to mark the answer."""
    if author_id != str(viewer().id):
        return ""
    return (
        f'<a href="/threads/{thread_id}/answer?number={number}">This answers my question'
        f'<span class="hidden">: post {number}</span></a>'
    )


@bp.record
def _offer_slots(state: BlueprintSetupState) -> None:
    state.app.extensions["pages"].slots.update(answers=answers)
