"""Taking a discussion to a meeting; a meeting's page; its record, signatures and corrections."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, signed_in, viewer
from accounts.models import Member
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found, number_asked
from deliberation import queries
from deliberation.actions import meetings as acts
from deliberation.actions.room import may_chair
from deliberation.forms.meetings import USUAL, CorrectionForm, RecordForm
from deliberation.models import CalendarEntry, Meeting, MeetingCorrection, Thread
from deliberation.queries import meetings as shown
from deliberation.queries import records
from deliberation.queries.contributions import roll_of
from deliberation.rules.contributions import find_on_roll
from deliberation.rules.meetings import DECISION_WORDS, MOST_OPTIONS, Outcome
from deliberation.views import bp
from deliberation.views.contributions import own_clps


@bp.get("/threads/<int:thread_id>/meeting")
@signed_in
def take_to_meeting(thread_id: int) -> ResponseReturnValue:
    """The pack of a discussion, and for officers the meetings of their CLP to choose from."""
    thread = found(queries.thread_seen_by(viewer(), thread_id))
    if thread["hidden_at"] is not None:
        abort(404)
    return _take(thread)


def _take(thread: dict[str, Any], why_not: str = "") -> str:
    clps = own_clps()
    return render_template(
        "deliberation/meetings/take.html",
        thread=thread,
        is_officer=bool(clps),
        entries=shown.to_choose(clps) if clps else [],
        meetings=shown.of_thread(thread["id"]),
        why_not=why_not,
    )


@bp.post("/threads/<int:thread_id>/meetings")
@may(Power.NOTICES)
@once
def create_item(thread_id: int) -> ResponseReturnValue:
    """Take the discussion to the meeting that was chosen."""
    thread = found(queries.thread_seen_by(viewer(), thread_id))
    entry = db.session.get(CalendarEntry, number_asked("entry"))
    if entry is None:
        return _take(thread, "Choose the meeting."), 422
    try:
        taken = found(db.session.get(Thread, thread_id))
        meeting = acts.take_to_meeting(taken, entry, by=viewer())
    except Refused as refused:
        return _take(thread, refused.sentence), 422
    return done(meeting.url, "Taken to the meeting. The discussion says so now.")


def meeting_here(meeting_id: int) -> Meeting:
    """The meeting, for those who may see it."""
    meeting = found(shown.meeting_seen_by(viewer(), meeting_id))
    for one in (meeting, meeting.entry):
        if one.hidden_at is not None:
            abort(404, description=one.hidden_because or "")
    return meeting


@bp.get("/meetings/<int:meeting_id>")
def meeting(meeting_id: int) -> ResponseReturnValue:
    """A meeting: what it takes up, and its record."""
    return _page(meeting_here(meeting_id), CorrectionForm())


def _page(meeting: Meeting, form: CorrectionForm) -> str:
    person = viewer()
    inside = person.is_member and person.clp_id == meeting.clp_id
    versions = records.versions_of(meeting.id)
    is_open = meeting.recorded_at is not None and meeting.state != "published"
    return render_template(
        "deliberation/meetings/show.html",
        meeting=meeting,
        published=records.seen(versions[0].said, person, meeting.clp_id) if versions else None,
        unsigned=records.said_of(meeting) if is_open and inside else None,
        earlier=versions[1:],
        seen=lambda said: records.seen(said, person, meeting.clp_id),
        items=[] if versions else _items(meeting),
        words=DECISION_WORDS,
        corrections=records.corrections_of(meeting.id) if versions else [],
        why_not_sign=acts.why_not_sign(meeting, person) if is_open else "",
        is_officer=person.can(Power.NOTICES, clp_id=meeting.clp_id),
        may_chair=may_chair(meeting, person) and not versions,
        may_record=acts.why_not_record(meeting, person) is None,
        may_correct=acts.why_not_correct(meeting, person) is None,
        form=form,
    )


def _items(meeting: Meeting) -> list[Any]:
    """What the meeting takes up, of what this person may read."""
    return [
        item
        for item in records.items_of(meeting.id)
        if item.thread.hidden_at is None and item.thread.audience in viewer().audiences()
    ]


@bp.get("/meetings/<int:meeting_id>/record")
@may(Power.NOTICES)
def meeting_record(meeting_id: int) -> ResponseReturnValue:
    """The record as it is, to be written or changed."""
    meeting = meeting_here(meeting_id)
    if why_not := acts.why_not_record(meeting, viewer()):
        abort(403, description=why_not)
    chair = db.session.get(Member, meeting.chair_id) if meeting.chair_id else None
    form = RecordForm(
        data={
            "attendance": meeting.attendance or meeting.present or None,
            "guests": meeting.guests,
            "chair": chair.membership_number if chair else "",
            "items": [_typed(item) for item in records.items_of(meeting.id)],
        }
    )
    return _record(meeting, form)


def _typed(item: Any) -> dict[str, Any]:
    rows = [{"label": label, "hands": count} for label, count in item.hands]
    rows += [{"label": label} for label in USUAL if not item.hands]
    rows += [{} for _ in range(MOST_OPTIONS - len(rows))]
    return {
        "decision": item.decision,
        "words": item.words,
        "hands": rows,
        "minority": item.minority,
        "minority_declined": item.minority_declined,
    }


def _record(meeting: Meeting, form: RecordForm) -> str:
    return render_template(
        "deliberation/meetings/record.html",
        meeting=meeting,
        form=form,
        items=list(zip(records.items_of(meeting.id), form.items, strict=False)),
        members=shown.members_of(meeting.clp_id),
    )


@bp.post("/meetings/<int:meeting_id>/record")
@may(Power.NOTICES)
@limited("edit")
@once
def create_meeting_record(meeting_id: int) -> ResponseReturnValue:
    """Write the record; the two who sign it are asked next."""
    meeting = meeting_here(meeting_id)
    form = RecordForm(request.form)
    chair, why_not = find_on_roll(form.chair.data or "", roll_of([meeting.clp_id]))
    if chair is None:
        form.chair.errors = [why_not.replace("whose point this is", "who took the chair")]
        form.form_errors.append(form.chair.errors[0])
    elif form.validate():
        try:
            acts.record(
                meeting,
                attendance=form.attendance.data or 0,
                guests=form.guests.data or 0,
                chair_id=chair.id,
                outcomes=_outcomes(meeting, form),
                by=viewer(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(meeting.url, "Recorded. The chair and one other member sign it now.")
    else:
        _say_above(form)
    db.session.rollback()
    return _record(meeting_here(meeting_id), form), 422


def _outcomes(meeting: Meeting, form: RecordForm) -> dict[int, tuple[Outcome, str]]:
    pairs = zip(records.items_of(meeting.id), form.items, strict=False)
    return {item.id: (sent.form.outcome(), sent.form.words.data or "") for item, sent in pairs}


def _say_above(form: RecordForm) -> None:
    """Put what is wrong with single items above the form, in words; fields keep theirs."""
    for number, item in enumerate(form.items, 1):
        wrong = [
            error for field in item.form if field.name[-5:] != "hands" for error in field.errors
        ]
        if any(row.errors for row in item.form.hands):
            wrong.append("Give the number of hands as a whole number.")
        form.form_errors += [f"Discussion {number}: {sentence}" for sentence in wrong]
    form.items.errors = []


@bp.post("/meetings/<int:meeting_id>/signatures")
@signed_in
@once
def create_signature(meeting_id: int) -> ResponseReturnValue:
    """Sign the record."""
    meeting = meeting_here(meeting_id)
    try:
        acts.sign(meeting, by=viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    said = "Signed. It waits for the second signature."
    if meeting.state == "published":
        said = "Signed and published. Members can correct it for 7 days."
    return done(meeting.url, said)


@bp.post("/meetings/<int:meeting_id>/corrections")
@signed_in
@limited("suggest")
@once
def create_meeting_correction(meeting_id: int) -> ResponseReturnValue:
    """Say what is wrong in the record."""
    meeting = meeting_here(meeting_id)
    form = CorrectionForm(request.form)
    try:
        acts.ask_correction(meeting, form.text.data or "", by=viewer())
    except Refused as refused:
        form.refuse(refused)
        return _page(meeting, form), 422
    return done(f"{meeting.url}#corrections", "Your correction stands with the record now.")


@bp.post("/meetings/<int:meeting_id>/corrections/<int:correction_id>/answer")
@may(Power.NOTICES)
@once
def create_answer_to_correction(meeting_id: int, correction_id: int) -> ResponseReturnValue:
    """Answer a correction."""
    meeting = meeting_here(meeting_id)
    asked = found(db.session.get(MeetingCorrection, correction_id))
    form = CorrectionForm(request.form)
    try:
        acts.answer_correction(meeting, asked, form.text.data or "", by=viewer())
    except Refused as refused:
        form.refuse(refused)
        return _page(meeting, form), 422
    return done(f"{meeting.url}#corrections", "Answered. To change the record, write it anew.")
