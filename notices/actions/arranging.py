"""When mails are due: marked by the worker for those who have news, and for nobody else.

A mark is a hint: what is in the mail is read when it is made. All of this is done by one machine
at a time, which holds the follower's row, so that nothing falls between a mark and a mail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa

from core import events
from core.clock import now
from core.db import db
from core.events import Follower
from notices.actions.happening import told
from notices.actions.receiving import begin_receiving
from notices.models import Choice, Happening, Notice, Receiver, Watch
from notices.rules import How, Rhythm, Why, how_told, next_due

FOLLOWER = "notices"
AT_ONCE = 2_000  # notices, or members, in one statement

_NEW = (
    sa.select(Notice.id, Notice.member_id, Notice.why)
    .where(~Notice.arranged)
    .order_by(Notice.id)
    .limit(AT_ONCE)
)
_HOW = sa.select(Choice.member_id, Choice.why, Choice.how)
_touched = (
    sa.select(
        Happening.subject_kind,
        Happening.subject_id,
        sa.func.max(sa.cast(Happening.is_own, sa.Integer)).label("own"),
    )
    .where(Happening.event_id.in_(sa.bindparam("events", expanding=True)))
    .group_by(Happening.subject_kind, Happening.subject_id)
    .subquery()
)
_WATCHERS = (
    sa.select(Watch.member_id)
    .distinct()
    .join(
        _touched,
        sa.and_(
            _touched.c.subject_kind == Watch.subject_kind,
            _touched.c.subject_id == Watch.subject_id,
        ),
    )
    .join(Receiver, Receiver.member_id == Watch.member_id)
    .where(
        Receiver.due_at.is_(None),
        Receiver.rhythm != Rhythm.OFF.value,
        sa.or_(Watch.whole_branch, _touched.c.own == 1),
    )
    .order_by(Watch.member_id)
)
_WAITING = sa.select(
    Receiver.member_id, Receiver.rhythm, Receiver.quiet_from, Receiver.quiet_to
).where(Receiver.due_at.is_(None), Receiver.rhythm != Rhythm.OFF.value)


def hold() -> int:
    """Be the only one until the transaction ends; up to which event all is arranged."""
    row = db.session.get(Follower, FOLLOWER, with_for_update=True, populate_existing=True)
    if row is None:
        row = Follower(name=FOLLOWER, event_id=0)
        db.session.add(row)
        db.session.flush()
    return row.event_id


def arrange_notices() -> int:
    """Mark those who have new notices they want by mail; how many notices there were."""
    up_to = hold()
    rows = db.session.execute(_NEW).all()
    if not rows:
        return 0
    chosen: dict[int, dict[str, str]] = defaultdict(dict)
    members = {row.member_id for row in rows}
    for one in db.session.execute(_HOW.where(Choice.member_id.in_(sorted(members)))):
        chosen[one.member_id][one.why] = one.how
    wanted = {
        row.id: row.member_id
        for row in rows
        if how_told(Why(row.why), chosen[row.member_id]) is How.MAIL
    }
    begin_receiving(sorted(set(wanted.values())), up_to)
    mark_due(set(wanted.values()))
    done = sa.update(Notice).where(Notice.id.in_([row.id for row in rows]))
    db.session.execute(done.values(arranged=True))
    unwanted = [row.id for row in rows if row.id not in wanted]
    if unwanted:
        db.session.execute(sa.update(Notice).where(Notice.id.in_(unwanted)).values(mailed=True))
    return len(rows)


def arrange_watched() -> int:
    """Mark those who watch where something happened; how many events were read."""
    hold()
    happened = events.follow(FOLLOWER)
    if not happened:
        return 0
    ids = [event.id for event in happened if event.name in told()]
    if ids:
        mark_due(db.session.scalars(_WATCHERS, {"events": ids}).all())
    events.advance(FOLLOWER, happened[-1])
    return len(happened)


def mark_due(member_ids: Collection[int]) -> None:
    """Let those of these members who have no mail waiting get their next one when it is due."""
    moment, ids = now(), sorted(member_ids)
    for start in range(0, len(ids), AT_ONCE):
        some = _WAITING.where(Receiver.member_id.in_(ids[start : start + AT_ONCE]))
        due = [
            {
                "member_id": row.member_id,
                "due_at": next_due(
                    Rhythm(row.rhythm),
                    row.member_id,
                    moment,
                    quiet_from=row.quiet_from,
                    quiet_to=row.quiet_to,
                ),
            }
            for row in db.session.execute(some.order_by(Receiver.member_id))
        ]
        if due:
            db.session.execute(sa.update(Receiver), due)
