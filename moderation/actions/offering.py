"""What a steward does about a prompt beside asking: a quiet round, a pin, an agenda, turns."""

from __future__ import annotations

from accounts.access import Viewer
from core import house_rules
from core.clock import now
from core.db import db
from core.errors import Refused
from core.subjects import Subject, find
from deliberation.actions.meetings import put_before_meeting
from deliberation.actions.quiet_rounds import open_round
from deliberation.actions.turns import take_turns
from deliberation.models import CalendarEntry, Meeting, Thread
from moderation import detectors
from moderation.actions import inviting
from moderation.actions.beside import refresh
from moderation.actions.prompting import answer, spot_for
from moderation.detectors.finding import Detector
from moderation.discussions.spots import begin, points_of
from moderation.models import AlsoSaid, Case, InvitationRound
from moderation.rules.cases import Action
from moderation.rules.offers import Offer


def open_quiet_round(case: Case, steward: Viewer, *, version: int, words: str) -> Thread:
    """Let everyone hand in one sealed text, in the discussion that is meant. Gives the thread."""
    spot = spot_for(case, steward, Offer.QUIET, version)
    thread = spot.thread
    if thread is None:
        thread = begin(spot, words, by=steward)
        words = ""  # they begin it
    open_round(thread, words, by=steward)
    answer(case, steward, Action.QUIET_ROUND, words, version=version)
    return thread


def invite(case: Case, steward: Viewer, *, version: int) -> InvitationRound:
    """Draw members by lot and ask each for one paragraph. Gives the round."""
    spot_for(case, steward, Offer.INVITE, version)
    answer(case, steward, Action.INVITE, "", version=version)
    return inviting.invite(case, steward)


def let_take_turns(case: Case, steward: Viewer, *, version: int) -> Thread:
    """Let everyone alike wait for others before they post again. Gives the thread.

    Where many answer one person, only in what answers their post.
    """
    spot = spot_for(case, steward, Offer.TURNS, version)
    if spot.thread is None:
        raise Refused("There is no open discussion in which people could take turns.")
    is_pile_on = case.figures.get("detector") == Detector.PILE_ON
    take_turns(spot.thread, under=case.figures.get("number") if is_pile_on else None)
    answer(case, steward, Action.TAKE_TURNS, "", version=version)
    return spot.thread


def show_also_said(case: Case, steward: Viewer, *, version: int, point: str) -> Subject:
    """Show a post or argument at the top for some days; `point` is its key. Gives what is shown."""
    spot = spot_for(case, steward, Offer.ALSO_SAID, version)
    if point not in {one.key for one in points_of(spot)}:
        raise Refused("Choose what should be shown.")
    kind, number = point.split(":")
    subject = find(kind, int(number))
    assert subject is not None  # noqa: S101 — it was among those to choose from
    for_option = spot.option is not None and not (spot.thread and spot.thread.only_clp)
    pinned = AlsoSaid(
        case_id=case.id,
        subject_kind=kind,
        subject_id=subject.id,
        option_id=spot.option.id if spot.option and for_option else None,
        thread_id=spot.thread.id if spot.thread and not for_option else None,
        pinned_at=now(),
        until=now() + house_rules.length("also_said.days"),
    )
    db.session.add(pinned)
    answer(case, steward, Action.ALSO_SAID, "", version=version)
    refresh(option_id=pinned.option_id, thread_id=pinned.thread_id)
    return spot.subject


def put_on_agenda(case: Case, steward: Viewer, *, version: int, entry_id: int) -> Meeting:
    """Put the discussion before a meeting, with what is missing in it. Gives the meeting."""
    spot = spot_for(case, steward, Offer.AGENDA, version)
    entry = db.session.get(CalendarEntry, entry_id)
    if entry is None:
        raise Refused("Choose a meeting.")
    missing = detectors.sentence(case)
    thread = spot.thread or begin(spot, missing, by=steward)
    meeting = put_before_meeting(thread, entry, missing, by=steward)
    answer(case, steward, Action.AGENDA, "", version=version)
    return meeting
