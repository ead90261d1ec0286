"""The chair's page: for a telephone in the room, without a script."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.clock import now
from core.dates import LONDON
from core.db import db
from core.errors import Refused
from core.forms import once
from core.web import done, found
from deliberation.actions import room as acts
from deliberation.forms.meetings import SIDE_WORDS, RoomForm, SpeakerForm
from deliberation.models import Meeting, Speaker
from deliberation.queries import packs
from deliberation.queries import room as seats
from deliberation.queries.meetings import members_of
from deliberation.queries.records import items_of, steps_of
from deliberation.rules.room import Step, ask_next_at, bounds, in_turn
from deliberation.views import bp
from deliberation.views.meetings import meeting_here


def _meeting(meeting_id: int) -> Meeting:
    meeting = meeting_here(meeting_id)
    if not acts.may_chair(meeting, viewer()):
        abort(403, description="Only the chair and officers of the CLP use this page.")
    return meeting


@bp.get("/meetings/<int:meeting_id>/chair")
@signed_in
def chair(meeting_id: int) -> ResponseReturnValue:
    """Who is here, who speaks next, and what is due."""
    meeting = _meeting(meeting_id)
    return _page(meeting, RoomForm(data={"present": meeting.present}), SpeakerForm())


def _page(meeting: Meeting, room: RoomForm, speaker: SpeakerForm) -> str:
    steps = steps_of(meeting.id)
    asked = [step.at for step in steps if step.step == Step.ASKED]
    began = next((step.at for step in steps if step.step == Step.BEGAN), None)
    due_at = ask_next_at(began, asked) if began else None
    waiting, last = seats.waiting_in(meeting.id)
    members = members_of(meeting.clp_id)
    items = items_of(meeting.id)
    return render_template(
        "deliberation/meetings/chair.html",
        meeting=meeting,
        form=speaker if speaker.form_errors else room,
        room=room,
        speaker=speaker,
        members=members,
        bounds=bounds(meeting.present, members),
        groups=seats.groups_of_roll(meeting.clp_id),
        waiting=in_turn(waiting, last),
        heard=seats.heard_in_room(meeting.id),
        sides=SIDE_WORDS,
        began=began is not None,
        is_due=due_at is not None and due_at <= now(),
        due_at=due_at.astimezone(LONDON) if due_at else None,
        now=now().astimezone(LONDON),
        done={step.step for step in steps},
        steps=Step,
        cases=[(item.thread, packs.strongest(item.thread_id)) for item in items[:5]],
    )


def _back(meeting: Meeting, said: str = "", at: str = "speakers") -> ResponseReturnValue:
    return done(f"/meetings/{meeting.id}/chair#{at}", said)


@bp.post("/meetings/<int:meeting_id>/present")
@signed_in
@once
def create_present(meeting_id: int) -> ResponseReturnValue:
    """How many members are here."""
    meeting = _meeting(meeting_id)
    form = RoomForm(request.form)
    if form.validate():
        try:
            acts.count_room(meeting, form.present.data or 0, by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _back(meeting, at="room")
    return _page(meeting, form, SpeakerForm()), 422


@bp.post("/meetings/<int:meeting_id>/speakers")
@signed_in
@once
def create_speaker(meeting_id: int) -> ResponseReturnValue:
    """Somebody wants to speak."""
    meeting = _meeting(meeting_id)
    form = SpeakerForm(request.form)
    try:
        acts.wants_to_speak(meeting, form.name.data or "", form.position.data or "", by=viewer())
    except Refused as refused:
        form.refuse(refused)
        return _page(meeting, RoomForm(data={"present": meeting.present}), form), 422
    return _back(meeting)


@bp.post("/meetings/<int:meeting_id>/speakers/<int:speaker_id>/spoke")
@signed_in
@once
def create_turn(meeting_id: int, speaker_id: int) -> ResponseReturnValue:
    """They have spoken."""
    return _with(meeting_id, speaker_id, acts.has_spoken)


@bp.post("/meetings/<int:meeting_id>/speakers/<int:speaker_id>/back")
@signed_in
@once
def create_withdrawal(meeting_id: int, speaker_id: int) -> ResponseReturnValue:
    """They do not want to speak any more."""
    return _with(meeting_id, speaker_id, acts.stands_back)


def _with(meeting_id: int, speaker_id: int, act: Callable[..., None]) -> ResponseReturnValue:
    meeting = _meeting(meeting_id)
    speaker = found(db.session.get(Speaker, speaker_id))
    if speaker.meeting_id != meeting.id:
        abort(404)
    try:
        act(meeting, speaker, by=viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    return _back(meeting)


@bp.post("/meetings/<int:meeting_id>/steps")
@signed_in
@once
def create_step(meeting_id: int) -> ResponseReturnValue:
    """The chair has done this."""
    meeting = _meeting(meeting_id)
    step = Step.__members__.get(request.form.get("step", "").upper())
    if step is None:
        abort(400)
    try:
        acts.take_step(meeting, step, by=viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    return _back(meeting, "Noted.", at="steps")
