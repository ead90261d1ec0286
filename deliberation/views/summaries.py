"""The summary of a thread: writing it, its versions, and saying what it misses."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.pages import kept, leave
from core.web import done, found
from deliberation import queries
from deliberation.actions import summaries as actions
from deliberation.forms.summaries import OmissionForm, SummaryForm, answers_sent
from deliberation.models import Thread
from deliberation.queries.summaries import SummaryShown, summary_of, versions_of_summary
from deliberation.queries.threads import Row
from deliberation.views import bp

ADDRESS = "/threads/<int:thread_id>/summary"


@bp.app_template_global("summary_of")
def summary_for_page(thread: Row) -> SummaryShown | None:
    """For the page of a thread: the summary that holds and what is said to be missing."""
    return summary_of(thread)


def _thread(thread_id: int) -> tuple[Thread, Row]:
    """The thread, if this person may see it and it is not hidden."""
    row = found(queries.thread_seen_by(viewer(), thread_id))
    if row["hidden_at"] is not None:
        abort(404)
    return found(db.session.get(Thread, thread_id)), row


@bp.get(ADDRESS)
@kept(lambda thread_id: (f"thread:{thread_id}", "structure"))
def summary(thread_id: int) -> ResponseReturnValue:
    """Every version of the summary, what changed, and what was said of each."""
    thread, row = _thread(thread_id)
    if thread.only_clp:
        leave()
    return render_template(
        "deliberation/summaries.html", thread=row, versions=versions_of_summary(row)
    )


@bp.get(f"{ADDRESS}/write")
@signed_in
def write_summary(thread_id: int) -> ResponseReturnValue:
    """The form for the first or the next version."""
    thread, row = _thread(thread_id)
    if why_not := actions.why_not_summarise(thread, viewer()):
        abort(403, description=why_not)
    newest = actions.newest_of(thread_id)
    form = SummaryForm(
        data={
            "text": newest.text if newest else "",
            "covers": thread.posts,
            "begun_from": str(newest.number if newest else 0),
        }
    )
    return _form(row, form)


def _form(row: Row, form: SummaryForm, newer: SummaryShown | None = None) -> str:
    waiting = actions.waiting(row["id"])
    return render_template(
        "deliberation/write_summary.html",
        thread=row,
        form=form,
        newer=newer,
        waiting=waiting,
        answers=answers_sent(waiting),
    )


@bp.post(ADDRESS)
@signed_in
@limited("edit")
@once
def create_summary(thread_id: int) -> ResponseReturnValue:
    """Publish a version."""
    thread, row = _thread(thread_id)
    form = SummaryForm(request.form)
    newer = None
    if form.validate():
        try:
            actions.summarise(
                thread,
                form.text.data or "",
                covers=form.covers.data,
                by=viewer(),
                begun_from=form.begun_from_number,
                why=form.why.data or "",
                answers=answers_sent(actions.waiting(thread_id)),
            )
        except actions.Overtaken as overtaken:
            form.refuse(overtaken)
            newer = summary_of(row)
            form.begun_from.data = str(newer.number if newer else 0)
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(thread.url, "The summary is published.")
    return _form(row, form, newer), 422


@bp.get(f"{ADDRESS}/missing")
@signed_in
def ask_missing(thread_id: int) -> ResponseReturnValue:
    """The summary, and a line to say what it misses."""
    thread, row = _thread(thread_id)
    if why_not := actions.why_not_say(thread, viewer()):
        abort(403, description=why_not)
    return _missing_page(row, OmissionForm())


def _missing_page(row: Row, form: OmissionForm) -> str:
    return render_template(
        "deliberation/missing.html", thread=row, summary=summary_of(row), form=form
    )


@bp.post(f"{ADDRESS}/missing")
@signed_in
@limited("post")
@once
def create_omission(thread_id: int) -> ResponseReturnValue:
    """Say what it misses."""
    thread, row = _thread(thread_id)
    form = OmissionForm(request.form)
    if form.validate():
        try:
            actions.say_what_is_missing(thread, form.text.data or "", by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(thread.url, "It stands with the summary until the next version answers.")
    return _missing_page(row, form), 422
