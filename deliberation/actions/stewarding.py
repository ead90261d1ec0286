"""Stewards pin, close, reopen and move threads; answers to questions are marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation.actions.writing import checked_place, refuse_if
from deliberation.models import Post, Room, Thread, ThreadChange
from deliberation.rules import BEGUN_BY_ITSELF, Where, stewarding, why_not_place
from deliberation.rules.stewarding import Change

Act = Callable[[Thread, str, Viewer], None]


def may_steward(thread: Thread, by: Viewer) -> bool:
    """Whether this person is a steward of the place where the thread stands."""
    return by.can(Power.MODERATE, clp_id=thread.clp_id)


def pin(thread: Thread, because: str, by: Viewer) -> None:
    """Let a thread stand first in its forum. Raises Refused."""
    thread = locked(thread)
    refuse_if(
        why_not_change(thread, because, by),
        stewarding.why_not_pin(
            pinned=thread.pinned_at is not None,
            closed=thread.closed_at is not None,
            others=_pinned_beside(thread),
        ),
    )
    thread.pinned_at = now()
    note(thread, Change.PINNED, because, by)


def unpin(thread: Thread, because: str, by: Viewer) -> None:
    """Let a thread stand among the others again. Raises Refused."""
    thread = locked(thread)
    refuse_if(
        why_not_change(thread, because, by),
        stewarding.why_not_unpin(pinned=thread.pinned_at is not None),
    )
    thread.pinned_at = None
    note(thread, Change.UNPINNED, because, by)


def close(thread: Thread, because: str, by: Viewer) -> None:
    """Let nobody post in a thread any more. Raises Refused."""
    thread = locked(thread)
    refuse_if(
        why_not_change(thread, because, by),
        stewarding.why_not_close(closed=thread.closed_at is not None),
    )
    thread.closed_at, thread.closed_because, thread.pinned_at = now(), because, None
    note(thread, Change.CLOSED, because, by)


def reopen(thread: Thread, because: str, by: Viewer) -> None:
    """Let people post in a closed thread again. Raises Refused."""
    thread = locked(thread)
    refuse_if(
        why_not_change(thread, because, by),
        stewarding.why_not_reopen(closed=thread.closed_at is not None),
    )
    thread.closed_at = thread.closed_because = None
    note(thread, Change.REOPENED, because, by)


ACTS: dict[Change, Act] = {
    Change.PINNED: pin,
    Change.UNPINNED: unpin,
    Change.CLOSED: close,
    Change.REOPENED: reopen,
}


def move(thread: Thread, where: Where, because: str, by: Viewer) -> None:
    """Let a thread stand in another forum; its posts and its option stay. Raises Refused.

    Of `where` the option is left aside. A thread about an option keeps its topic.
    """
    thread = locked(thread)
    topic_id = thread.topic_id if thread.option_id is not None else where.topic_id
    where = checked_place(replace(where, topic_id=topic_id, option_id=None, only_clp=False))
    room = db.session.get(Room, where.room_id) if where.room_id is not None else None
    refuse_if(
        why_not_change(thread, because, by),
        why_not_place(where),
        stewarding.why_not_move(
            same=_place(where) == _place(thread),
            only_clp=thread.only_clp,
            room_is_open=room is None or room.closed_at is None,
            may_there=by.can(Power.MODERATE, clp_id=where.clp_id),
            has_own_page=thread.asks not in BEGUN_BY_ITSELF,
        ),
    )
    left, pages = _name_of(thread), set(thread.pages())
    thread.clp_id, thread.region_id, thread.room_id, thread.topic_id = _place(where)
    thread.pinned_at = None
    db.session.flush()
    db.session.expire(thread, ["clp", "region", "room"])
    note(thread, Change.MOVED, because, by, pages=pages, moved_from=left)


def mark_answer(thread: Thread, number: int | None, by: Viewer) -> None:
    """Mark the post of this number as what answers the question; None for none. Raises Refused."""
    thread = locked(thread)
    post = _post(thread, number) if number is not None else None
    refuse_if(
        stewarding.why_not_answer(
            asks=thread.asks,
            may=by.id == thread.author_id or may_steward(thread, by),
            hidden=post is not None and post.hidden_at is not None,
            number=number,
        )
    )
    if thread.answer == number:
        return
    thread.answer = number
    name = "thread.answered" if number else "thread.answer_withdrawn"
    events.record(name, thread, actor_id=by.id, number=number)


def locked(thread: Thread) -> Thread:
    """The thread as it is now; nobody else changes it meanwhile."""
    row = sa.select(Thread).where(Thread.id == thread.id).with_for_update(of=Thread)
    return db.session.scalars(row.execution_options(populate_existing=True)).one()


def why_not_change(thread: Thread, because: str, by: Viewer) -> str | None:
    """The reason this person may not do anything with the thread; None when they may."""
    return stewarding.why_not_change(may=may_steward(thread, by), because=because)


def _pinned_beside(thread: Thread) -> int:
    """How many threads are pinned in the same forum."""
    columns = (Thread.clp_id, Thread.region_id, Thread.room_id)
    same = [column.is_not_distinct_from(getattr(thread, column.key)) for column in columns]
    if all(getattr(thread, column.key) is None for column in columns):
        same.append(Thread.topic_id.is_not_distinct_from(thread.topic_id))
    counted = sa.select(sa.func.count(Thread.id)).where(Thread.pinned_at.is_not(None), *same)
    return db.session.scalar(counted) or 0


def _place(of: Thread | Where) -> tuple[int | None, int | None, int | None, int | None]:
    return of.clp_id, of.region_id, of.room_id, of.topic_id


def _post(thread: Thread, number: int) -> Post:
    wanted = sa.select(Post).where(Post.thread_id == thread.id, Post.number == number)
    post = db.session.scalar(wanted)
    if post is None:
        raise Refused(f"There is no post number {number:,} in this discussion.")
    return post


def _name_of(thread: Thread) -> str:
    """What people call the forum it stands in. 1 statement."""
    return Thread.wheres([thread])[thread.id]


def note(
    thread: Thread,
    change: Change,
    because: str,
    by: Viewer,
    *,
    pages: Iterable[str] = (),
    moved_from: str | None = None,
) -> None:
    """Put what a steward did, and why, into the log of the thread."""
    moved_to = _name_of(thread) if moved_from else None
    db.session.add(
        ThreadChange(
            thread_id=thread.id,
            change=change.value,
            because=because,
            moved_from=moved_from,
            moved_to=moved_to,
            by_id=by.id,
            at=now(),
        )
    )
    events.record(f"thread.{change}", thread, actor_id=by.id, pages=pages, because=because)
