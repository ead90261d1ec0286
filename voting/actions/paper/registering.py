"""Outer envelopes are registered by number, unopened; who they are of goes into the box only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.access import Viewer
from core import house_rules
from core.clock import now, today
from core.db import db
from core.errors import Refused, refuse_if
from voting.actions.paper.batches import hand_of, locked
from voting.box import Mark
from voting.envelopes import Envelopes
from voting.models import PaperBatch, Poll
from voting.paper import roll
from voting.rules import paper as rules
from voting.rules.paper import BatchState, Hand, Said
from voting.site import booth_of

_SAID = {
    Mark.MADE: Said.ACCEPTED,
    Mark.AGAIN: Said.HERE,
    Mark.REGISTERED_BEFORE: Said.ELSEWHERE,
    Mark.VOTED_ONLINE: Said.VOTED_ONLINE,
    Mark.CLOSED: Said.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one membership number. Shown once, kept nowhere."""

    number: str
    said: Said


def register(batch_id: int, by: Viewer, numbers: Iterable[str]) -> list[Answer]:
    """Register the envelopes with these membership numbers; an answer for each. Raises Refused.

    Sent again, it answers that they are registered already, and changes nothing.
    """
    batch = locked(batch_id)
    poll = db.session.get_one(Poll, batch.poll_id)
    wanted = list(dict.fromkeys(plain for one in numbers if (plain := roll.plain(one))))
    refuse_if(
        rules.why_not_register(
            is_secretary=hand_of(batch, by) is Hand.SECRETARY,
            state=BatchState(batch.state),
            is_open=poll.is_open(now()),
            lines=len(wanted),
        )
    )
    refuse_if(why_not_look_up(batch))
    known = roll.found(poll, batch.clp_id or 0, wanted)
    envelopes = Envelopes(booth_of(poll), batch.id)
    return [_answer(batch, envelopes, number, known.get(number)) for number in wanted]


def _answer(
    batch: PaperBatch, envelopes: Envelopes, number: str, member: roll.OnRoll | None
) -> Answer:
    if why_not_look_up(batch):
        return Answer(number, Said.NOT_LOOKED_UP)
    batch.typed += 1
    if member is None:
        return Answer(number, Said.NOT_KNOWN)
    if not member.is_asked:
        return Answer(number, Said.NOT_ELIGIBLE)
    said = _SAID[envelopes.register(member.id)]
    batch.voted_online += said is Said.VOTED_ONLINE
    if said in {Said.ACCEPTED, Said.HERE}:
        batch.registered_on = today()
    return Answer(number, said)


def why_not_look_up(batch: PaperBatch) -> str | None:
    """The reason no number is looked up before the witness confirms what was found; or None."""
    return rules.why_not_look_up(
        voted_online=batch.voted_online,
        seen=batch.online_seen,
        most=house_rules.value("paper.online_answers"),
    )


def take_back(batch_id: int, by: Viewer, number: str) -> None:
    """Take a number back that was typed by mistake; its member may vote again. Raises Refused."""
    batch = locked(batch_id)
    poll = db.session.get_one(Poll, batch.poll_id)
    refuse_if(
        rules.why_not_register(
            is_secretary=hand_of(batch, by) is Hand.SECRETARY,
            state=BatchState(batch.state),
            is_open=poll.is_open(now()),
            lines=1,
        )
    )
    member = roll.found(poll, batch.clp_id or 0, [number]).get(roll.plain(number))
    if member is None or not Envelopes(booth_of(poll), batch.id).take_back(member.id):
        raise Refused("No envelope with this number is registered in this batch.")
