"""How a member wants to be told, and what they have read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from notices.models import Choice, Notice, Receiver
from notices.rules import HOURS, How, Rhythm, Why, next_due, why_not_choose


def receiver_of(member_id: int) -> Receiver:
    """The member's own row, made when first needed: one mail a day."""
    found = db.session.get(Receiver, member_id, with_for_update=True, populate_existing=True)
    if found is None:
        begin_receiving([member_id], events.settled())
        found = db.session.get_one(Receiver, member_id, with_for_update=True)
    return found


def begin_receiving(member_ids: Sequence[int], up_to: int) -> None:
    """Make the rows of those who have none; what they watch counts after this event."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    rows = [
        {"member_id": id_, "told_up_to": up_to, "read_up_to": up_to} for id_ in sorted(member_ids)
    ]
    if rows:
        db.session.execute(insert(Receiver).on_conflict_do_nothing(), rows)


def choose_rhythm(member_id: int, rhythm: Rhythm) -> None:
    """Get mails this often from now on. What is owed comes with the next mail, or no more."""
    receiver = receiver_of(member_id)
    if rhythm is Rhythm.OFF:
        receiver.due_at = None
        owed = sa.update(Notice).where(Notice.member_id == member_id, ~Notice.mailed)
        db.session.execute(owed.values(mailed=True))
    elif receiver.rhythm == Rhythm.OFF:  # what happened meanwhile was not wanted
        receiver.told_up_to = max(receiver.told_up_to, events.settled())
    receiver.rhythm = rhythm.value
    if receiver.due_at is not None:
        receiver.due_at = _due(receiver)


def choose_quiet(member_id: int, quiet_from: int, quiet_to: int) -> None:
    """Get no mail between these hours in London. Raises Refused."""
    if quiet_from not in HOURS or quiet_to not in HOURS:
        raise Refused("Choose the hours from the list.")
    receiver = receiver_of(member_id)
    receiver.quiet_from, receiver.quiet_to = quiet_from, quiet_to
    if receiver.due_at is not None:
        receiver.due_at = _due(receiver)


def choose_kinds(member_id: int, chosen: Mapping[Why, How]) -> None:
    """Be told of these kinds of things like this. Raises Refused."""
    for why, how in chosen.items():
        if reason := why_not_choose(why, how):
            raise Refused(reason)
        db.session.merge(Choice(member_id=member_id, why=why.value, how=how.value))


def _due(receiver: Receiver) -> datetime:
    return next_due(
        Rhythm(receiver.rhythm),
        receiver.member_id,
        now(),
        quiet_from=receiver.quiet_from,
        quiet_to=receiver.quiet_to,
    )


def mark_read(member_id: int, notice_ids: Sequence[int], up_to: int = 0) -> None:
    """Remember that the member has read these notices, and all they watch up to this event."""
    mine = sa.update(Notice).where(Notice.member_id == member_id, Notice.id.in_(notice_ids))
    db.session.execute(mine.values(read=True))
    if up_to:
        receiver = receiver_of(member_id)
        receiver.read_up_to = max(receiver.read_up_to, min(up_to, events.settled()))
