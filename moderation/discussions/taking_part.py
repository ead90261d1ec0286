"""Who has argued a position in the discussion of a subject."""

from __future__ import annotations

import sqlalchemy as sa

from core.db import db
from core.subjects import Subject, find
from deliberation.models import HeldPost, Post, Thread
from deliberation.queries.voices import discussions_of, stand_ins_of
from moderation.discussions.subjects import ON_SIDES
from voting.models import Poll
from wiki.models import Argument, Option, Suggestion, Topic


def took_position(kind: str, subject_id: int, member_id: int) -> bool:
    """Whether this member has argued any position in the discussion of this subject.

    A discussion is the thread, and every thread and argument on the same option; points that an
    officer entered for them without their name are theirs too. 4 to 6 statements.
    """
    subject = find(kind, subject_id)
    thread = _thread_of(subject)
    options = _options_of(subject, thread)
    in_thread = Thread.id == thread.id if thread else sa.false()
    threads = [thread.id] if thread else []
    them = [member_id, *stand_ins_of(member_id, discussions_of(threads, options))]
    spoke = (
        sa.select(Post.id)
        .join(Thread, Thread.id == Post.thread_id)
        .where(
            Post.author_id.in_(them),
            Post.position.in_(ON_SIDES),
            sa.or_(in_thread, Thread.option_id.in_(options)),
        )
    )
    argued = sa.select(Argument.id).where(
        Argument.author_id.in_(them), Argument.option_id.in_(options)
    )
    return any(db.session.scalar(said.limit(1)) is not None for said in (spoke, argued))


def _thread_of(subject: Subject | None) -> Thread | None:
    if isinstance(subject, Post):
        return subject.thread
    if isinstance(subject, HeldPost):
        return db.session.get(Thread, subject.thread_id) if subject.thread_id else None
    return subject if isinstance(subject, Thread) else None


def _options_of(subject: Subject | None, thread: Thread | None) -> list[int]:
    if isinstance(subject, Topic):
        return list(db.session.scalars(sa.select(Option.id).where(Option.topic_id == subject.id)))
    if isinstance(subject, Option):
        return [subject.id]
    about = thread if thread is not None else subject
    option_id = about.option_id if isinstance(about, (Thread, Argument, Suggestion, Poll)) else None
    return [option_id] if option_id is not None else []
