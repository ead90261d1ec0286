"""What concerns members, as the tables have it: nothing is checked against what they may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.apart.models import Avoided
from accounts.models import Member
from core.clock import now
from core.db import db
from core.events import Event
from notices.actions.happening import told
from notices.models import Choice, Happening, Notice, Receiver, Watch
from notices.rules import How, Why, how_told

MOST_SHOWN = 200  # things in one list, for one member
SHOWN_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that concerns one member; of a notice, or of an event where they watch."""

    member_id: int
    notice_id: int  # 0: of an event
    event_id: int  # 0: of a notice
    at: datetime
    why: Why
    says: str  # “New argument”
    kind: str
    subject_id: int
    by: str  # who did it; "" where that is not said
    words: str
    is_new: bool


_ids: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_since: sa.BindParameter[Any] = sa.bindparam("since")
_up_to = sa.bindparam("up_to", type_=sa.Integer)
_actor = aliased(Member)
_HOW = sa.select(Choice.member_id, Choice.why, Choice.how).where(Choice.member_id.in_(_ids))


def _notices(*which: sa.ColumnElement[bool]) -> sa.Select[Notice, str]:
    """The newest notices of each of these members, at most 200."""
    place = sa.func.row_number().over(partition_by=Notice.member_id, order_by=[Notice.id.desc()])
    newest = (
        sa.select(Notice.id, place.label("place")).where(Notice.member_id.in_(_ids), *which)
    ).subquery()
    return (
        sa.select(Notice, _actor.name)
        .join(newest, newest.c.id == Notice.id)
        .outerjoin(_actor, _actor.id == Notice.actor_id)
        .where(newest.c.place <= MOST_SHOWN, Notice.at >= _since)
        .order_by(Notice.id.desc())
    )


def _watched(after: sa.ColumnElement[int]) -> sa.Select[Any]:
    """The newest events where each of these members watches, at most 200, not of their own."""
    then = aliased(Event)
    where = (
        sa.select(Watch.member_id, Happening.event_id)
        .distinct()
        .select_from(Receiver)
        .join(Watch, Watch.member_id == Receiver.member_id)
        .join(
            Happening,
            sa.and_(
                Happening.subject_kind == Watch.subject_kind,
                Happening.subject_id == Watch.subject_id,
            ),
        )
        .join(then, then.id == Happening.event_id)
        .where(
            Receiver.member_id.in_(_ids),
            Happening.event_id > after,
            Happening.event_id <= _up_to,
            sa.or_(Watch.whole_branch, Happening.is_own),
            then.at >= Watch.begun_at,
            then.at >= _since,
            sa.or_(then.actor_id.is_(None), then.actor_id != Watch.member_id),
            ~sa.exists().where(
                Avoided.member_id == Watch.member_id, Avoided.other_id == then.actor_id
            ),
        )
        .subquery()
    )
    place = sa.func.row_number().over(
        partition_by=where.c.member_id, order_by=[where.c.event_id.desc()]
    )
    newest = sa.select(where.c.member_id, where.c.event_id, place.label("place")).subquery()
    return (
        sa.select(
            newest.c.member_id,
            Event.id,
            Event.at,
            Event.name,
            Event.subject_kind,
            Event.subject_id,
            Receiver.read_up_to,
        )
        .join(Event, Event.id == newest.c.event_id)
        .join(Receiver, Receiver.member_id == newest.c.member_id)
        .where(newest.c.place <= MOST_SHOWN)
        .order_by(Event.id.desc())
    )


_SHOWN = _notices()
_OWED = _notices(~Notice.mailed, ~Notice.read)
_WATCHED = _watched(sa.literal(0))
_NOT_TOLD = _watched(
    sa.case(
        (Receiver.told_up_to > Receiver.read_up_to, Receiver.told_up_to), else_=Receiver.read_up_to
    )
)


def shown(member_id: int, up_to: int) -> list[Row]:
    """What concerns this member, whether they read it or not, newest first. 3 statements."""
    return _together([member_id], up_to, _SHOWN, _WATCHED, {How.MAIL, How.SITE})[member_id]


def owed(member_ids: Collection[int], up_to: int) -> Mapping[int, list[Row]]:
    """What these members were not told by mail yet and want so, newest first. 3 statements."""
    return _together(member_ids, up_to, _OWED, _NOT_TOLD, {How.MAIL})


def _together(
    member_ids: Collection[int],
    up_to: int,
    notices: sa.Select[Notice, str],
    watched: sa.Select[Any],
    hows: Collection[How],
) -> Mapping[int, list[Row]]:
    asked = {"ids": sorted(member_ids), "since": now() - SHOWN_FOR, "up_to": up_to}
    chosen: dict[int, dict[str, str]] = defaultdict(dict)
    for one in db.session.execute(_HOW, asked):
        chosen[one.member_id][one.why] = one.how
    rows = [_of_notice(row, by) for row, by in db.session.execute(notices, asked)]
    noticed = {(row.member_id, row.kind, row.subject_id) for row in rows}
    rows += _of_events(db.session.execute(watched, asked), noticed)
    found: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.at, row.event_id, row.notice_id), reverse=True):
        if how_told(row.why, chosen[row.member_id]) in hows:
            found[row.member_id].append(row)
    return found


def _of_notice(row: Notice, by: str | None) -> Row:
    why = Why(row.why)
    return Row(
        row.member_id,
        row.id,
        0,
        row.at,
        why,
        why.words,
        row.subject_kind,
        row.subject_id,
        by or "" if why.names_who else "",
        row.words,
        not row.read,
    )


def _of_events(rows: Iterable[sa.Row[Any]], noticed: Collection[tuple[int, str, int]]) -> list[Row]:
    """Without what a notice tells already: a reply to me is not also a new post where I watch."""
    words = told()
    return [
        Row(
            row.member_id,
            0,
            row.id,
            row.at,
            Why.WATCHED,
            words[row.name],
            row.subject_kind,
            row.subject_id,
            "",
            "",
            row.id > row.read_up_to,
        )
        for row in rows
        if row.name in words and (row.member_id, row.subject_kind, row.subject_id) not in noticed
    ]
