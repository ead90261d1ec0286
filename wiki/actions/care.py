"""Looking after topics: when somebody is to read them again, and protecting them for a time."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core import events, house_rules
from core.clock import now, today
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.actions.texts import allow_edit
from wiki.models import Protection, ReviewDate, Topic
from wiki.queries.care import editors


def set_review(topic: Topic, due_on: date | None, months: int, keeper: int, *, by: Viewer) -> None:
    """Say when the topic is to be read again, how often, and who sees to it (0: every editor)."""
    allow_edit(by)
    if reason := rules.why_not_review(due_on=due_on, today=today(), months=months):
        raise Refused(reason)
    if keeper and keeper not in editors():
        raise Refused("Choose an editor from the list.")
    assert due_on is not None  # noqa: S101 — the rule has seen to it
    review = db.session.get(ReviewDate, topic.id) or ReviewDate(topic_id=topic.id)
    review.due_on, review.months = due_on, months
    review.keeper_id, review.reminded_at = keeper or None, None
    db.session.add(review)
    events.record("topic.review_set", topic, actor_id=by.id, due=due_on.isoformat())


def review(topic: Topic, *, by: Viewer) -> None:
    """The topic was read today and is still right. Raises Refused."""
    allow_edit(by)
    row = db.session.get(ReviewDate, topic.id, with_for_update=True)
    if row is None:
        raise Refused("Say first when this topic is to be read again.")
    row.reviewed_at, row.reviewed_by_id = now(), by.id
    row.due_on, row.reminded_at = rules.months_later(today(), row.months), None
    events.record("topic.reviewed", topic, actor_id=by.id, due=row.due_on.isoformat())


def protect(
    topic: Topic, first: int, second: int, reason: str, ends_on: date | None, *, by: Viewer
) -> Protection:
    """Let only these two editors change the words of a topic for a time. Raises Refused."""
    allow_edit(by)
    db.session.refresh(topic, with_for_update=True)
    refusal = rules.why_not_protect(
        editors=len({first, second} & editors().keys()),
        reason=reason,
        ends_on=ends_on,
        today=today(),
        already=_in_force(topic.id) is not None,
        longest=house_rules.length("topic.protected_days"),
    )
    if refusal or ends_on is None:
        raise Refused(refusal or "")
    made = Protection(
        topic_id=topic.id,
        first_id=first,
        second_id=second,
        reason=reason,
        by_id=by.id,
        made_at=now(),
        ends_on=ends_on,
    )
    db.session.add(made)
    events.record(
        "topic.protected",
        topic,
        actor_id=by.id,
        first=first,
        second=second,
        until=ends_on.isoformat(),
        why=reason,
    )
    return made


def end_protection(topic: Topic, *, by: Viewer) -> None:
    """Let every editor change it again, before its last day. Raises Refused."""
    row = _in_force(topic.id)
    if row is None:
        raise Refused("This topic is not protected.")
    named, admin = by.id in {row.first_id, row.second_id}, by.can(Power.GRANT)
    if reason := rules.why_not_end_protection(named=named, admin=admin):
        raise Refused(reason)
    _end(row, topic, by.id)


def end_protections(at: date) -> int:
    """End those whose last day is over. Gives how many."""
    over = sa.select(Protection).where(Protection.ended_at.is_(None), Protection.ends_on < at)
    rows = db.session.scalars(over).all()
    for row in rows:
        _end(row, db.session.get_one(Topic, row.topic_id), None)
    return len(rows)


def _end(row: Protection, topic: Topic, by_id: int | None) -> None:
    row.ended_at, row.ended_by_id = now(), by_id
    events.record("topic.unprotected", topic, actor_id=by_id)


def _in_force(topic_id: int) -> Protection | None:
    return db.session.scalar(
        sa.select(Protection).where(Protection.topic_id == topic_id, Protection.ended_at.is_(None))
    )
