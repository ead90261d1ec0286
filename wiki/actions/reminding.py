"""Mail to those who look after topics whose review is due. Once for each time it falls due."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

import sqlalchemy as sa

from accounts.models import Member
from core import mail
from core.db import db
from core.web import settings
from wiki.models import ReviewDate, Topic
from wiki.queries.care import editors

MOST_AT_ONCE = 200  # topics of one round; the rest are reminded of in the next


def remind(at: datetime) -> int:
    """Write to whoever looks after what fell due, to every editor where nobody does.

    One mail to each. Gives how many topics it was about.
    """
    due = db.session.execute(_due(at)).all()
    everyone = list(editors())
    lists: dict[int, list[Topic]] = defaultdict(list)
    for review, topic in due:
        review.reminded_at = at
        for member_id in [review.keeper_id] if review.keeper_id in everyone else everyone:
            lists[member_id].append(topic)
    for member in db.session.scalars(sa.select(Member).where(Member.id.in_(lists))):
        if member.email:
            mail.send(member.email, _subject(lists[member.id]), _letter(member, lists[member.id]))
    return len(due)


def _due(at: datetime) -> sa.Select[ReviewDate, Topic]:
    return (
        sa.select(ReviewDate, Topic)
        .join(Topic, Topic.id == ReviewDate.topic_id)
        .where(
            ReviewDate.due_on <= at.date(),
            ReviewDate.reminded_at.is_(None),
            Topic.hidden_at.is_(None),
        )
        .order_by(ReviewDate.due_on, Topic.id)
        .limit(MOST_AT_ONCE)
        .with_for_update(skip_locked=True, of=ReviewDate)
    )


def _subject(topics: list[Topic]) -> str:
    return "A topic is due to be read again" if len(topics) == 1 else "Topics are due to be read"


def _letter(member: Member, topics: list[Topic]) -> str:
    site = settings().site_url
    lines = "\n".join(f"- {topic.title}\n  {site}{topic.url}" for topic in topics)
    return (
        f"Dear {member.name},\n\n"
        f"please read again, and say on the page that you have:\n\n{lines}\n\n"
        f"All that is due: {site}/wiki/worklists/overdue\n"
    )
