"""Who finds nothing they support on the first screen of a thread: the audit, in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from deliberation.models import ArrangedPage, Endorsement, Post
from deliberation.rules.order import Order
from moderation.detectors.unseen_minority import LEAST_PEOPLE, LEAST_UNSEEN, SCREEN, Unseen


@dataclass(frozen=True, slots=True)
class Written:
    """A thread: the ids of its posts by number, in order, and how many found one a good point."""

    thread_id: int
    posts: Mapping[int, int]
    supporters: int
    has_order: bool  # its sides take turns; else it opens with the oldest post


_FIRST_PAGES = sa.select(ArrangedPage.thread_id, ArrangedPage.numbers).where(
    ArrangedPage.thread_id.in_(sa.bindparam("thread_ids", expanding=True)),
    ArrangedPage.order == Order.LANES.value,
    ArrangedPage.page == 1,
)
_ON_SCREEN: sa.BindParameter[Any] = sa.bindparam("on_screen", expanding=True)
_SUPPORT = (
    sa.select(Post.thread_id, Post.id, Post.number, Endorsement.member_id)
    .join(Endorsement, Endorsement.post_id == Post.id)
    .where(
        Post.thread_id.in_(sa.bindparam("thread_ids", expanding=True)),
        Post.hidden_at.is_(None),
        Post.is_note.is_(sa.false()),
    )
    .cte("support")
)
_EVERYONE = (
    sa.select(
        _SUPPORT.c.thread_id, sa.func.count(sa.distinct(_SUPPORT.c.member_id)).label("people")
    )
    .group_by(_SUPPORT.c.thread_id)
    .cte("everyone")
)
_SEEN = (
    sa.select(_SUPPORT.c.thread_id, _SUPPORT.c.member_id)
    .where(_SUPPORT.c.id.in_(_ON_SCREEN))
    .distinct()
    .cte("seen")
)
_UNSEEN = (
    sa.select(
        _SUPPORT.c.thread_id,
        _SUPPORT.c.number,
        sa.func.count().label("people"),
        _EVERYONE.c.people.label("all_people"),
    )
    .join(_EVERYONE, _EVERYONE.c.thread_id == _SUPPORT.c.thread_id)
    .outerjoin(
        _SEEN,
        sa.and_(
            _SEEN.c.thread_id == _SUPPORT.c.thread_id, _SEEN.c.member_id == _SUPPORT.c.member_id
        ),
    )
    .where(_SEEN.c.member_id.is_(None))
    .group_by(_SUPPORT.c.thread_id, _SUPPORT.c.number, _EVERYONE.c.people)
    .having(sa.func.count() >= LEAST_UNSEEN)
    .order_by(_SUPPORT.c.thread_id, _SUPPORT.c.number)
)


def unseen_in(threads: Iterable[Written]) -> dict[int, list[Unseen]]:
    """By thread, the posts off the first screen that people support who find nothing else there.

    2 statements: what is on the first screens, and the audit. Threads with too few to tell are
    left out.
    """
    enough = [one for one in threads if one.supporters >= LEAST_PEOPLE and len(one.posts) > SCREEN]
    if not enough:
        return {}
    asked = {
        "thread_ids": [thread.thread_id for thread in enough],
        "on_screen": _on_screen(enough),
    }
    found: dict[int, list[Unseen]] = defaultdict(list)
    for thread_id, number, people, everyone in db.session.execute(_UNSEEN, asked):
        found[thread_id].append(Unseen(number, people, everyone))
    return found


def _on_screen(threads: Collection[Written]) -> list[int]:
    """The ids of the first posts of each thread as members see them."""
    ids = [thread.thread_id for thread in threads if thread.has_order]
    pages = dict(db.session.execute(_FIRST_PAGES, {"thread_ids": ids}).all())
    return [
        thread.posts[number]
        for thread in threads
        for number in (pages.get(thread.thread_id) or list(thread.posts))[:SCREEN]
        if number in thread.posts
    ]
