"""Turn-taking: the steward's page, and what a thread says of it."""

from __future__ import annotations

from datetime import datetime

from flask import abort, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from accounts.access import may, viewer
from accounts.rules import Power
from core import house_rules
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from deliberation import actions, queries
from deliberation.actions import stewarding, turns
from deliberation.forms.turns import SpeakerForm, TurnsForm
from deliberation.models import Thread
from deliberation.queries.your_turn import has_spoken
from deliberation.rules.nudges import your_turn
from deliberation.rules.stewarding import LONGEST_BECAUSE
from deliberation.views import bp


def _thread(thread_id: int) -> Thread:
    """The thread, if this person is a steward of where it stands."""
    found(queries.thread_seen_by(viewer(), thread_id))
    thread = db.session.get_one(Thread, thread_id)
    if not stewarding.may_steward(thread, viewer()):
        abort(403, description="Only stewards of this place can do this with its discussions.")
    return thread


@bp.get("/threads/<int:thread_id>/turns")
@may(Power.MODERATE)
def turn_taking(thread_id: int) -> ResponseReturnValue:
    """Where a steward begins or ends turn-taking, and asks somebody to speak."""
    return _page(_thread(thread_id), TurnsForm(), SpeakerForm())


def _page(thread: Thread, form: TurnsForm, speaker: SpeakerForm) -> str:
    return render_template(
        "deliberation/turns.html",
        thread=thread,
        on=turns.are_taken(thread),
        form=form,
        speaker=speaker,
        longest=LONGEST_BECAUSE,
    )


@bp.post("/threads/<int:thread_id>/turns")
@may(Power.MODERATE)
@limited("edit")
@once
def change_turns(thread_id: int) -> ResponseReturnValue:
    """Begin turn-taking, or end it."""
    thread, form = _thread(thread_id), TurnsForm(request.form)
    begins = request.form.get("change") == "begin"
    try:
        if not begins and request.form.get("change") != "end":
            raise Refused("Choose what to do with the discussion.")
        (turns.begin if begins else turns.end)(thread, form.because.data or "", viewer())
    except Refused as refused:
        db.session.rollback()
        form.refuse(refused)
        return _page(_thread(thread_id), form, SpeakerForm()), 422
    said = "Members take turns from now on." if begins else "Everybody can post freely again."
    return done(thread.url, said)


@bp.post("/threads/<int:thread_id>/speakers")
@may(Power.MODERATE)
@limited("edit")
@once
def ask_to_speak(thread_id: int) -> ResponseReturnValue:
    """Ask a member to speak in the thread."""
    thread, form = _thread(thread_id), SpeakerForm(request.form)
    try:
        actions.invite_speaker(thread, form.number, form.why.data or "", viewer())
    except Refused as refused:
        db.session.rollback()
        form.refuse(refused)
        return _page(_thread(thread_id), TurnsForm(), form), 422
    return done(thread.url, "They can speak here whenever they want. The log says so.")


@bp.app_template_global()
def turn_words(since: datetime | None = None) -> dict[str, str]:
    """How long turns are taken and what one waits for, under the rules of that moment or now."""
    return {
        "hours": house_rules.words("turns.hours"),
        "people": house_rules.words("turns.people", at=since),
        "wait": house_rules.words("turns.wait_hours", at=since),
    }


def my_turn(thread_id: str) -> str:
    """A slot above the form where members take turns: whether it is this person's. ≤ 4 statements.

    Of turns in one part of a thread nothing can be said before it is known what is answered.
    """
    thread = db.session.get(Thread, int(thread_id))
    if thread is None or not viewer().is_member or thread.turns_under is not None:
        return ""
    if thread.turns_until is None or not turns.are_taken(thread):
        return ""
    sentence = actions.why_not_turn(thread, viewer()) or "It is your turn: you can post."
    return str(Markup("<p>{}</p>").format(sentence))


@bp.app_template_global()
def is_your_turn(spoken: int, active: int) -> bool:
    """Whether most who write in a CLP's forum have spoken, so that the others are told."""
    return your_turn(spoken=spoken, active=active) is not None


def your_turn_line(thread_id: str, clp_id: str, spoken: str, active: str) -> str:
    """A slot above the form: a friendly line for a member of the CLP who has not spoken yet.

    1 statement, for members of that CLP only.
    """
    person = viewer()
    if person.id is None or str(person.clp_id) != clp_id or has_spoken(int(thread_id), person.id):
        return ""
    words = your_turn(spoken=int(spoken), active=int(active)) or ""
    return str(Markup("<p>{}</p>").format(words))


@bp.record
def _offer_slots(state: BlueprintSetupState) -> None:
    state.app.extensions["pages"].slots.update(my_turn=my_turn, your_turn=your_turn_line)
