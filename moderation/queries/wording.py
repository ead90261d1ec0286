"""The list of watched words, its log, and what a word would have caught."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.models import Member
from core.clock import now
from core.db import db
from core.text import excerpt, plain
from deliberation.models import Post, Thread, WordChange
from deliberation.rules import post_url
from deliberation.rules.intake.listed import Listed, find

BACK = timedelta(days=30)
MOST_READ = 5_000  # posts: about a second
MOST_SHOWN = 20
MOST_IN_LOG = 100

_first, _second = aliased(Member), aliased(Member)
_LOG = (
    sa.select(WordChange, _first.name.label("first"), _second.name.label("second"))
    .join(_first, _first.id == WordChange.proposed_by_id)
    .outerjoin(_second, _second.id == WordChange.answered_by_id)
    .order_by(WordChange.id.desc())
    .limit(MOST_IN_LOG)
)


def changes() -> list[Any]:
    """Changes of the list, newest first, with who proposed and who answered. 1 statement."""
    return list(db.session.execute(_LOG).all())


@dataclass(frozen=True, slots=True)
class Caught:
    """One post that has the word."""

    written: str
    url: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a word would have caught: of `read` posts, `count`; the newest of them."""

    read: int
    count: int
    newest: list[Caught]


_LATELY = (
    sa.select(Post.text, Post.number, Post.thread_id, Thread.title)
    .join(Thread, Thread.id == Post.thread_id)
    .where(
        Post.written_at > sa.bindparam("since"),
        Post.hidden_at.is_(None),
        Thread.hidden_at.is_(None),
        Thread.only_clp.is_(sa.false()),
    )
    .order_by(Post.id.desc())
    .limit(MOST_READ)
)


def preview(listed: Listed) -> Preview:
    """What a word would have caught in the last 30 days, among what all may read. 1 statement."""
    caught: list[Caught] = []
    read = count = 0
    for row in db.session.execute(_LATELY, {"since": now() - BACK}):
        read += 1
        found = find(f"{row.title}\n{row.text}" if row.number == 1 else row.text, (listed,))
        if found:
            count += 1
            if len(caught) < MOST_SHOWN:
                url = post_url(row.thread_id, row.number)
                caught.append(Caught(found[0].written, url, excerpt(plain(row.text), 160)))
    return Preview(read, count, caught)
