"""One entry of a calendar: its page and file; adding, changing, deciding, cancelling, following."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core import ical
from core.dates import LONDON
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found, number_asked, settings
from deliberation.actions import calendar as actions
from deliberation.forms.calendar import EntryForm, ReasonForm
from deliberation.models import CalendarEntry
from deliberation.queries import calendar as queries
from deliberation.queries.calendar import NATION, Scope
from deliberation.rules.calendar import Calendar, EntryState
from deliberation.rules.months import same_weekday_next_month
from deliberation.views import bp
from deliberation.views.calendar import entry_of
from notices.queries import watch_of


def _entry(entry_id: int) -> CalendarEntry:
    """The entry, if this person may see it: its author and who decides on it always may."""
    entry = found(db.session.get(CalendarEntry, entry_id))
    person = viewer()
    is_own = person.id is not None and person.id == entry.author_id
    if not (is_own or entry.audience in person.audiences() or actions.keeps(entry, person)):
        abort(404)
    return entry


@bp.get("/entries/<int:entry_id>")
def entry(entry_id: int) -> ResponseReturnValue:
    """One entry."""
    return _page(_entry(entry_id))


def _page(entry: CalendarEntry) -> str:
    person = viewer()
    return render_template(
        "deliberation/entry.html",
        entry=entry,
        html=queries.html_of(entry),
        scope=_scope_of(entry),
        versions=queries.versions_of(entry),
        watches=watch_of(person.id or 0, entry.kind, entry.id) is not None,
        may_change=actions.why_not_change(entry, person) is None,
        may_decide=actions.why_not_decide(entry, person) is None,
        may_cancel=actions.why_not_cancel(entry, person) is None,
    )


def _scope_of(entry: CalendarEntry) -> Scope:
    if entry.clp is not None:
        return found(queries.scope_of_clp(entry.clp.slug))
    if entry.region is not None:
        return found(queries.scope_of_region(entry.region.slug))
    return NATION


@bp.get("/entries/<int:entry_id>.ics")
def entry_file(entry_id: int) -> ResponseReturnValue:
    """One entry as a file, for a calendar on a telephone."""
    entry = _entry(entry_id)
    if entry.hidden_at is not None:
        abort(404)
    made = ical.calendar(
        entry.calendar, [entry_of(queries.row_of(entry))], made_by=settings().site_name
    )
    response = Response(made, mimetype=ical.MIMETYPE)
    response.headers["Content-Disposition"] = f"attachment; filename=entry-{entry_id}.ics"
    return response


def _asked() -> tuple[Scope, Calendar, dict[str, str]]:
    """The calendar asked for with ?clp= or ?region=; else that of the whole party."""
    if slug := request.values.get("clp"):
        scope = found(queries.scope_of_clp(slug))
        return scope, Calendar(clp_id=scope.clp_id), {"clp": slug}
    if slug := request.values.get("region"):
        scope = found(queries.scope_of_region(slug))
        return scope, Calendar(region_id=scope.region_id), {"region": slug}
    return NATION, Calendar(), {}


@bp.get("/entries/new")
@signed_in
def new_entry() -> ResponseReturnValue:
    """The form for an entry; ?copy= fills it in with another, moved to the next month."""
    scope, calendar, asked = _asked()
    form = EntryForm()
    if number_asked("copy"):
        copied = _entry(number_asked("copy"))
        said = actions.said_by(found(copied if copied.hidden_at is None else None))
        form = EntryForm.of(
            said, on=same_weekday_next_month(said.starts_at.astimezone(LONDON).date())
        )
    return _new_page(form, scope, calendar, asked)


def _new_page(form: EntryForm, scope: Scope, calendar: Calendar, asked: dict[str, str]) -> str:
    return render_template(
        "deliberation/new_entry.html",
        form=form,
        scope=scope,
        asked=asked,
        keeps=actions.may_keep(calendar, viewer()),
    )


@bp.post("/entries")
@signed_in
@limited("post")
@once
def create_entry() -> ResponseReturnValue:
    """Add the entry."""
    scope, calendar, asked = _asked()
    form = EntryForm(request.form)
    if form.validate():
        try:
            entry = actions.add_entry(calendar, form.said, by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            said = "It is in the calendar."
            if entry.state == EntryState.PROPOSED:
                said = "Your entry waits for approval. You are told what is decided."
            return done(entry.url, said)
    return _new_page(form, scope, calendar, asked), 422


@bp.get("/entries/<int:entry_id>/edit")
@signed_in
def edit_entry(entry_id: int) -> ResponseReturnValue:
    """The form to change what an entry says."""
    entry = _entry(entry_id)
    if why_not := actions.why_not_change(entry, viewer()):
        abort(403, description=why_not)
    return _edit_page(entry, EntryForm.of(actions.said_by(entry)))


def _edit_page(entry: CalendarEntry, form: EntryForm) -> str:
    return render_template("deliberation/edit_entry.html", entry=entry, form=form)


@bp.post("/entries/<int:entry_id>/edit")
@signed_in
@limited("edit")
@once
def create_entry_version(entry_id: int) -> ResponseReturnValue:
    """Change the entry; what it said before is kept."""
    entry = _entry(entry_id)
    form = EntryForm(request.form)
    if form.validate():
        try:
            actions.change_entry(entry, form.said, by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(entry.url, "The entry is changed. Everyone who watches it is told.")
    return _edit_page(entry, form), 422


@bp.post("/entries/<int:entry_id>/approve")
@signed_in
@limited("edit")
@once
def approve_entry(entry_id: int) -> ResponseReturnValue:
    """Let a proposed entry into its calendar."""
    entry = _entry(entry_id)
    try:
        actions.approve_entry(entry, by=viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    return done(entry.url, "It is in the calendar. Whoever added it is told.")


_ENDINGS: dict[str, dict[str, Any]] = {
    "refuse": {
        "why_not": actions.why_not_decide,
        "act": actions.refuse_entry,
        "title": "Refuse this entry",
        "said": "The entry is refused. Whoever added it is told why.",
    },
    "cancel": {
        "why_not": actions.why_not_cancel,
        "act": actions.cancel_entry,
        "title": "Cancel this entry",
        "said": "The entry is cancelled. Everyone who watches it is told.",
    },
}


@bp.get("/entries/<int:entry_id>/<any(refuse, cancel):ending>")
@signed_in
def ask_entry_ending(entry_id: int, ending: str) -> ResponseReturnValue:
    """Ask for the reason."""
    entry = _entry(entry_id)
    if why_not := _ENDINGS[ending]["why_not"](entry, viewer()):
        abort(403, description=why_not)
    return _ending_page(entry, ending, ReasonForm())


def _ending_page(entry: CalendarEntry, ending: str, form: ReasonForm) -> str:
    return render_template(
        "deliberation/end_entry.html",
        entry=entry,
        ending=ending,
        title=_ENDINGS[ending]["title"],
        form=form,
    )


@bp.post("/entries/<int:entry_id>/<any(refuse, cancel):ending>")
@signed_in
@limited("edit")
@once
def create_entry_ending(entry_id: int, ending: str) -> ResponseReturnValue:
    """Refuse or cancel the entry, with the reason."""
    entry = _entry(entry_id)
    form = ReasonForm(request.form)
    try:
        _ENDINGS[ending]["act"](entry, form.reason.data or "", by=viewer())
    except Refused as refused:
        form.refuse(refused)
        return _ending_page(entry, ending, form), 422
    return done(entry.url, _ENDINGS[ending]["said"])
