"""What may be reported, what is kept of it, and where it can be answered."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from core.subjects import Subject
from core.text import excerpt, plain
from deliberation.models import HeldPost, Post, PostVersion
from deliberation.rules import SIDES
from wiki.models import Argument, Attachment
from wiki.rules import Side

REPORTABLE = frozenset(
    {
        "post",
        "thread",
        "proposal",
        "amendment",
        "argument",
        "option",
        "own_words",
        "topic",
        "suggestion",
        "poll",
        "attachment",
        "meeting",
        "steelman",
        "invitation",
    }
)
AROUND = 3  # posts on either side that are kept with the evidence
ON_SIDES = [str(side) for side in SIDES]


def takes_position(subject: Subject) -> bool:
    """Whether hiding this would remove a viewpoint.

    A post may take none, a file is none; an argument, suggestion, thread or page holds some.
    """
    if isinstance(subject, Attachment):
        return False
    return subject.position in ON_SIDES if isinstance(subject, (Post, HeldPost)) else True


def origin_of(subject: Subject) -> dict[str, Any]:
    """Who wrote it, when, and in which version it stands, for the evidence. ≤ 2 statements."""
    author = subject.author_of
    name = sa.select(Member.name).where(Member.id == author)
    versions = sa.select(sa.func.count(PostVersion.id))
    return {
        "by": db.session.scalar(name) or "" if author is not None else "",
        "written_at": subject.dated.isoformat() if subject.dated else "",
        "version": 1 + (db.session.scalar(versions.where(PostVersion.post_id == subject.id)) or 0)
        if isinstance(subject, Post)
        else getattr(subject, "revision", 0),
    }


def said_around(subject: Subject) -> list[dict[str, Any]]:
    """The posts before and after one, for whoever judges it; [] for anything else. 1 statement."""
    if not isinstance(subject, Post):
        return []
    rows = db.session.execute(
        sa.select(Post.number, Post.text, Member.name)
        .join(Member, Member.id == Post.author_id)
        .where(
            Post.thread_id == subject.thread_id,
            Post.number.between(subject.number - AROUND, subject.number + AROUND),
            Post.id != subject.id,
            Post.hidden_at.is_(None),
        )
        .order_by(Post.number)
    )
    return [
        {"number": row.number, "by": row.name, "text": excerpt(plain(row.text), 300)}
        for row in rows
    ]


def answer_url(subject: Subject) -> str:
    """Where someone who disagrees can answer instead of reporting."""
    if isinstance(subject, Argument):
        other = Side.AGAINST if subject.side == Side.FOR else Side.FOR
        return f"/suggestions/new?asks_for=argument&option={subject.option_id}&side={other}"
    if isinstance(subject, Post):
        return f"/posts/{subject.id}/reply"
    return subject.url
