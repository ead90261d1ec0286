"""What Ashford Vale’s next meeting takes up in the demo, and a point that Farah entered."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from accounts.models import Clp, Member
from core import events
from core.db import db
from deliberation.actions.contributions import Slip, enter
from deliberation.actions.meetings import take_to_meeting
from deliberation.models import CalendarEntry, Meeting, Thread
from demo import people

MEETING = "All-member meeting"
POINT = "There is no bus to the surgery after two o’clock. I walk, and I am eighty-one."


def make() -> Iterator[str]:
    """Take one discussion of the CLP to its meeting, with one point on paper."""
    entry = db.session.scalar(
        sa.select(CalendarEntry).where(CalendarEntry.title == MEETING).order_by(CalendarEntry.id)
    )
    if entry is None or db.session.scalar(sa.select(Meeting.id).limit(1)) is not None:
        return
    thread = db.session.scalar(
        sa.select(Thread)
        .join(Clp, Clp.id == Thread.clp_id)
        .where(Clp.id == entry.clp_id, Thread.hidden_at.is_(None), ~Thread.only_clp)
        .order_by(Thread.id)
        .limit(1)
    )
    member_id = db.session.scalar(
        sa.select(Member.id)
        .where(
            Member.clp_id == entry.clp_id,
            Member.email.is_(None),
            Member.membership_number.is_not(None),
        )
        .order_by(Member.id)
        .limit(1)
    )
    if thread is None or member_id is None:
        return
    farah = people.as_viewer("farah")
    take_to_meeting(thread, entry, by=farah)
    enter(thread, Slip(member_id=member_id, words=POINT, named=False), by=farah)
    events.commit()
    yield "A meeting that takes up a discussion, and a point on paper"
