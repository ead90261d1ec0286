"""Where invited members answer: the discussion of what a prompt is about."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp
from core.db import db
from core.errors import Refused
from core.subjects import Subject
from core.text import excerpt
from deliberation.actions import start_thread
from deliberation.models import Thread
from deliberation.rules import LONGEST_TITLE, ThreadKind, Where
from wiki.models import Option, Topic

NO_DISCUSSION = "There is no open discussion of this. Start one first, then invite members to it."
_OPEN = (
    sa.select(Thread)
    .where(Thread.hidden_at.is_(None), Thread.closed_at.is_(None))
    .order_by(Thread.active_at.desc(), Thread.id.desc())
    .limit(1)
)


def discussion_for(subject: Subject, steward: Viewer) -> Thread:
    """The newest open discussion of a thread, option, topic or CLP; begun if need be.

    Raises Refused. 1 to 2 statements, more where one is begun.
    """
    if isinstance(subject, Thread):
        if subject.closed_at is not None or subject.hidden_at is not None:
            raise Refused(NO_DISCUSSION)
        return subject
    found = db.session.scalar(_OPEN.where(*_about(subject)))
    return found or _begin(subject, steward)


def _about(subject: Subject) -> list[sa.ColumnElement[bool]]:
    if isinstance(subject, Option):
        return [Thread.option_id == subject.id, Thread.only_clp.is_(sa.false())]
    if isinstance(subject, Topic):
        return [Thread.topic_id == subject.id, Thread.only_clp.is_(sa.false())]
    if isinstance(subject, Clp):
        return [Thread.clp_id == subject.id]
    raise Refused("Members are invited to speak about an option, a topic, a discussion or a CLP.")


def _begin(subject: Subject, steward: Viewer) -> Thread:
    """A discussion of it, asked as a question by the steward. Raises Refused."""
    if isinstance(subject, Clp):
        where, title = Where(clp_id=subject.id), f"What should {subject.name} be talking about?"
    elif isinstance(subject, Option):
        where, title = Where(option_id=subject.id), f"What do you think about “{subject.title}”?"
    else:
        where, title = Where(topic_id=subject.id), f"What do you think about “{subject.heading}”?"
    words = "Members drawn by lot are asked for a paragraph each. Everybody can write."
    return start_thread(
        excerpt(title, LONGEST_TITLE), words, by=steward, where=where, asks=ThreadKind.QUESTION
    )
