"""Where a prompt can be answered: its option and the discussion that is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Member
from core.db import db
from core.subjects import Subject
from core.text import excerpt, plain
from deliberation.actions import start_thread
from deliberation.models import Post, Thread
from deliberation.rules import LONGEST_TITLE, Position, ThreadKind, Where
from moderation.discussions.subjects import ON_SIDES
from wiki.models import Argument, Option, Topic

MOST_CHOICES = 30  # points to choose from


@dataclass(frozen=True, slots=True)
class Spot:
    """What a prompt is about. `thread` is where people talk about it now; None where nobody does.

    `name` is what it is called in a sentence.
    """

    subject: Subject
    name: str
    option: Option | None
    thread: Thread | None

    @property
    def where(self) -> Where:
        """Where a discussion of it is begun."""
        if self.option is not None:
            return Where(option_id=self.option.id)
        if isinstance(self.subject, Topic):
            return Where(topic_id=self.subject.id)
        return Where(clp_id=self.subject.id if isinstance(self.subject, Clp) else None)


def spot_of(subject: Subject) -> Spot:
    """The option and the thread of what a prompt is about. ≤ 2 statements."""
    if isinstance(subject, Thread):
        option = db.session.get(Option, subject.option_id) if subject.option_id else None
        return Spot(subject, option.title if option else subject.title, option, subject)
    option = subject if isinstance(subject, Option) else None
    return Spot(subject, subject.heading, option, _newest(subject))


_OPEN = (
    sa.select(Thread)
    .where(Thread.hidden_at.is_(None), Thread.closed_at.is_(None), Thread.only_clp.is_(sa.false()))
    .order_by(Thread.active_at.desc(), Thread.id.desc())
    .limit(1)
)


def _newest(subject: Subject) -> Thread | None:
    """The newest open discussion of it that everybody can read."""
    of = {Option: Thread.option_id, Topic: Thread.topic_id, Clp: Thread.clp_id}
    column = of.get(type(subject))
    return db.session.scalar(_OPEN.where(column == subject.id)) if column is not None else None


def begin(spot: Spot, words: str, *, by: Viewer, position: Position | None = None) -> Thread:
    """Begin a discussion of it with these words. Raises Refused."""
    return start_thread(
        excerpt(f"What is missing about “{spot.name}”?", LONGEST_TITLE),
        words,
        by=by,
        where=spot.where,
        asks=ThreadKind.QUESTION,
        position=position,
    )


@dataclass(frozen=True, slots=True)
class Point:
    """A post or argument that can be shown at the top. `key` is "post:7"; `by` its credit."""

    key: str
    side: str
    words: str
    by: str
    url: str
    number: int = 0  # of a post in its thread


def points_of(spot: Spot, position: str = "") -> list[Point]:
    """The arguments and posts of an option, or the posts of a thread, fewest good points first.

    On this side only, if one is given. 2 statements.
    """
    of_option = spot.option.id if spot.option is not None and not _kept(spot.thread) else None
    arguments = _arguments(of_option, position) if of_option is not None else []
    return [*arguments, *_posts(of_option, spot.thread, position)][:MOST_CHOICES]


def _kept(thread: Thread | None) -> bool:
    return thread is not None and thread.only_clp


def _arguments(option_id: int, position: str) -> list[Point]:
    sides = [position] if position else ON_SIDES
    rows = db.session.execute(
        sa.select(Argument.id, Argument.side, Argument.claim, Argument.author_id, Argument.named)
        .add_columns(Member.name)
        .outerjoin(Member, Member.id == Argument.author_id)
        .where(
            Argument.option_id == option_id,
            Argument.side.in_(sides),
            Argument.hidden_at.is_(None),
            Argument.archived_at.is_(None),
        )
        .order_by(Argument.id.desc())
        .limit(MOST_CHOICES)
    )
    return [
        Point(f"argument:{row.id}", row.side, row.claim, _credit(row), f"/arguments/{row.id}")
        for row in rows
    ]


def _credit(row: Any) -> str:
    if row.author_id is None:
        return "the editors"
    return row.name if row.named else "a member"


def _posts(option_id: int | None, thread: Thread | None, position: str) -> list[Point]:
    about = (
        sa.and_(Thread.option_id == option_id, Thread.only_clp.is_(sa.false()))
        if option_id is not None
        else Thread.id == (thread.id if thread else None)
    )
    rows = db.session.execute(
        sa.select(Post.id, Post.number, Post.position, Post.text, Member.name)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Member, Member.id == Post.author_id)
        .where(
            about,
            Thread.hidden_at.is_(None),
            Post.hidden_at.is_(None),
            ~Post.is_note,
            *([Post.position == position] if position else []),
        )
        .order_by(Post.id.desc())
        .limit(MOST_CHOICES)
    )
    return [
        Point(
            f"post:{row.id}",
            row.position or "",
            excerpt(plain(row.text), 280),
            row.name,
            f"/posts/{row.id}",
            row.number,
        )
        for row in rows
    ]
