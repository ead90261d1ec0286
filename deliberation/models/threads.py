"""Threads, their posts, and the earlier versions of posts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Clp, Region
from core import text
from core.db import Model, db
from core.subjects import PUBLIC, Subject
from deliberation.models.rooms import Room
from deliberation.rules import forum_name, post_url
from wiki.models import home_trails


class Thread(Subject, kind="thread"):
    """One discussion. It stands in the forum of a CLP, a region, a room or a topic, or nationally.

    One about a topic in a CLP's forum shows in both. `posts` counts every post, hidden ones too.
    The origin is the subject it was started from. What stewards did is in ThreadChange.
    """

    __tablename__ = "thread"
    date_column = "started_at"
    __table_args__ = (
        sa.CheckConstraint("only_clp = false OR clp_id IS NOT NULL", name="kept_to_a_clp"),
        sa.CheckConstraint("option_id IS NULL OR topic_id IS NOT NULL", name="option_of_a_topic"),
        sa.CheckConstraint(
            "(clp_id IS NULL OR region_id IS NULL) AND (clp_id IS NULL OR room_id IS NULL)"
            " AND (region_id IS NULL OR room_id IS NULL)",
            name="in_one_forum",
        ),
        sa.Index("ix_thread_clp_id_active_at", "clp_id", "active_at"),
        sa.Index("ix_thread_region_id_active_at", "region_id", "active_at"),
        sa.Index("ix_thread_room_id_active_at", "room_id", "active_at"),
        sa.Index("ix_thread_topic_id_active_at", "topic_id", "active_at"),
        sa.Index("ix_thread_origin", "origin_kind", "origin_id"),
    )

    title: Mapped[str]
    asks: Mapped[str]  # rules.ThreadKind; `kind` names the kind of subject
    clp_id: Mapped[int | None] = mapped_column(sa.ForeignKey("clp.id"), default=None)
    region_id: Mapped[int | None] = mapped_column(sa.ForeignKey("region.id"), default=None)
    room_id: Mapped[int | None] = mapped_column(sa.ForeignKey("room.id"), default=None)
    topic_id: Mapped[int | None] = mapped_column(sa.ForeignKey("topic.id"), default=None)
    option_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("option.id"), index=True, default=None
    )
    only_clp: Mapped[bool] = mapped_column(default=False)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    started_at: Mapped[datetime]
    active_at: Mapped[datetime] = mapped_column(index=True)
    posts: Mapped[int] = mapped_column(default=0)
    origin_kind: Mapped[str | None] = mapped_column(default=None)
    origin_id: Mapped[int | None] = mapped_column(default=None)
    pinned_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_because: Mapped[str | None] = mapped_column(default=None)
    answer: Mapped[int | None] = mapped_column(default=None)  # number of the post that answers
    quiet_until: Mapped[datetime | None] = mapped_column(default=None)  # a quiet round is open
    # What moderators show over it for a time, ready made: {kind, side, words, by, source, url}.
    beside: Mapped[list[Any] | None] = mapped_column(sa.JSON(none_as_null=True), default=None)
    turns_since: Mapped[datetime | None] = mapped_column(default=None)  # members take turns …
    turns_until: Mapped[datetime | None] = mapped_column(index=True, default=None)
    turns_under: Mapped[int | None] = mapped_column(default=None)  # … in what answers this number
    label: Mapped[str | None] = mapped_column(default=None)  # what moderators say beside it
    clp: Mapped[Clp | None] = relationship(lazy="joined")
    region: Mapped[Region | None] = relationship(lazy="select")
    room: Mapped[Room | None] = relationship(lazy="select")

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title

    @property
    def body(self) -> str:
        """Nothing of its own: its words are its posts."""
        return ""

    @property
    def url(self) -> str:
        """Its first page."""
        return f"/threads/{self.id}"

    def pages(self) -> Iterable[str]:
        """Its own page, its forums, and where forums are shown; a CLP's own thread only there."""
        yield f"thread:{self.id}"
        if self.clp is not None:
            yield f"forum:clp:{self.clp.slug}"
        if self.only_clp:
            return
        yield from ("forums", "home")
        if self.clp is not None:
            yield f"clp:{self.clp.slug}"
        if self.topic_id is not None:
            yield f"topic:{self.topic_id}"
        if self.region is not None:
            yield f"forum:region:{self.region.slug}"
        if self.room is not None:
            yield f"forum:room:{self.room.slug}"
        if self.is_national:
            yield "forum:national"

    @property
    def is_national(self) -> bool:
        """In the national room, which takes what belongs nowhere else."""
        return {self.clp_id, self.region_id, self.room_id, self.topic_id} == {None}

    @property
    def audience(self) -> str:
        """Everybody, unless the CLP keeps it to itself."""
        return f"clp:{self.clp_id}" if self.only_clp else PUBLIC

    @property
    def clp_of(self) -> int | None:
        """The CLP in whose forum it stands."""
        return self.clp_id

    @property
    def region_of(self) -> int | None:
        """The region in whose forum it stands."""
        return self.region_id

    @property
    def topic_of(self) -> int | None:
        """The topic it is about."""
        return self.topic_id

    @property
    def author_of(self) -> int | None:
        """Who started it."""
        return self.author_id

    def parts(self) -> Iterable[tuple[str, int]]:
        """Its posts. 1 statement."""
        ids = db.session.scalars(sa.select(Post.id).where(Post.thread_id == self.id))
        return [(Post.kind, id_) for id_ in ids]

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """The forum of each one; in the forum of a topic, its home trail. 2 statements."""
        return _wheres_of({thread.id for thread in subjects})


def _wheres_of(thread_ids: Iterable[int]) -> dict[int, str]:
    rows = db.session.execute(_FORUMS, {"ids": list(thread_ids)}).all()
    trails = home_trails({row.topic_id for row in rows if row.topic_id})
    return {
        thread_id: forum_name(clp, region, room, trails.get(topic_id or 0))
        for thread_id, clp, region, room, topic_id in rows
    }


_FORUMS = (
    sa.select(Thread.id, Clp.name, Region.name, Room.title, Thread.topic_id)
    .outerjoin(Clp, Clp.id == Thread.clp_id)
    .outerjoin(Region, Region.id == Thread.region_id)
    .outerjoin(Room, Room.id == Thread.room_id)
    .where(Thread.id.in_(sa.bindparam("ids", expanding=True)))
)


class OfThread:
    """What stands in a thread: seen by whoever may see the thread."""

    thread: Mapped[Thread]
    hidden_at: Mapped[datetime | None]

    @classmethod
    def is_shown(cls) -> sa.ColumnElement[bool]:
        """Nor is the thread, whose title it names."""
        return sa.and_(cls.hidden_at.is_(None), cls.thread.has(Thread.hidden_at.is_(None)))

    def pages(self) -> Iterable[str]:
        """The pages of the thread."""
        return (f"thread:{self.thread.id}",)

    @property
    def audience(self) -> str:
        """That of the thread."""
        return self.thread.audience

    @property
    def clp_of(self) -> int | None:
        """The CLP in whose forum the thread stands."""
        return self.thread.clp_id

    @property
    def region_of(self) -> int | None:
        """The region in whose forum the thread stands."""
        return self.thread.region_id

    @property
    def topic_of(self) -> int | None:
        """The topic the thread is about."""
        return self.thread.topic_id


class Post(OfThread, Subject, kind="post"):
    """One contribution to a thread. `number` is its place in the thread and never changes."""

    __tablename__ = "post"
    date_column = "written_at"
    __table_args__ = (
        sa.UniqueConstraint("thread_id", "number"),
        sa.CheckConstraint(
            "position IN ('for', 'against', 'unsure', 'question', 'information')", name="position"
        ),
    )

    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("thread.id"))
    number: Mapped[int]
    answers: Mapped[int | None] = mapped_column(default=None)  # number of the post it replies to
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    text: Mapped[str]  # Markdown
    html: Mapped[str] = mapped_column(default="")  # of `text`, rendered when it was saved
    position: Mapped[str | None] = mapped_column(default=None)  # rules.Position
    is_note: Mapped[bool] = mapped_column(default=False)  # a steward's; counted in no statistic
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None] = mapped_column(default=None)
    argument_id: Mapped[int | None] = mapped_column(  # what it became in the wiki
        sa.ForeignKey("argument.id"), index=True, default=None
    )
    label: Mapped[str | None] = mapped_column(default=None)  # what moderators say beside it
    # Moderators moved it: the post that it lives on in, and the one that it came from. No foreign
    # keys: SQLite could only add them by copying the table.
    moved_to_id: Mapped[int | None] = mapped_column(default=None)
    moved_from_id: Mapped[int | None] = mapped_column(default=None)
    thread: Mapped[Thread] = relationship(lazy="joined", innerjoin=True)

    @property
    def heading(self) -> str:
        """Which post of which thread."""
        return f"Post {self.number} in “{self.thread.title}”"

    @property
    def body(self) -> str:
        """Its words."""
        return text.plain(self.text)

    @property
    def url(self) -> str:
        """Its place in its thread."""
        return post_url(self.thread_id, self.number)

    @property
    def author_of(self) -> int | None:
        """Who wrote it."""
        return self.author_id

    @property
    def position_of(self) -> str | None:
        """What its author took; None for a question or for information."""
        return self.position if self.position in {"for", "against", "unsure"} else None

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """Where each one's thread stands. 2 statements."""
        wheres = _wheres_of({post.thread_id for post in subjects})
        return {post.id: wheres[post.thread_id] for post in subjects}


class PostVersion(Model):
    """What a post said before it was edited. Never changed, never deleted."""

    __tablename__ = "post_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(sa.ForeignKey("post.id"), index=True)
    text: Mapped[str]
    position: Mapped[str | None] = mapped_column(default=None)
    written_at: Mapped[datetime]
