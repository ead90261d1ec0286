"""Starting threads, writing and editing posts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Region
from accounts.rules import Power
from core import events, house_rules
from core.clock import now
from core.db import db
from core.errors import Refused
from core.subjects import Subject
from deliberation import rules
from deliberation.actions import files
from deliberation.actions.between import refuse_between, refuse_new_between
from deliberation.actions.ordering import want
from deliberation.actions.telling import tell_of
from deliberation.actions.whose_turn import refuse_out_of_turn
from deliberation.actions.words import refuse_if, render
from deliberation.models import Post, PostVersion, Room, Thread
from deliberation.queries.invited import takes_no_replies
from deliberation.rules import Position, ThreadKind, Where, quiet_rounds
from deliberation.rules.invited import NO_REPLIES
from deliberation.rules.posts import Upload
from wiki.models import Option, Topic

__all__ = [
    "ask_neutral_question",
    "checked_place",
    "edit",
    "keep_version",
    "refuse_if",
    "reply",
    "start_thread",
    "why_not_edit",
    "why_not_reply",
    "why_not_start",
    "why_not_take_part",
    "write",
]


def start_thread(
    title: str,
    words: str,
    *,
    by: Viewer,
    where: Where,
    asks: ThreadKind = ThreadKind.DISCUSSION,
    position: Position | None = None,
    origin: Subject | None = None,
    file: Upload | None = None,
) -> Thread:
    """Start a discussion with its first post. Raises Refused.

    `origin` is what it was started from; the thread of a proposal or resolution has to have one.
    """
    where = checked_place(where)
    title = " ".join(title.split())
    refuse_if(
        why_not_start(where, by),
        rules.why_not_kind(asks, origin_kind=origin.kind if origin else None),
        rules.why_not_title(title),
        rules.why_not_text(words),
        rules.why_not_position(position, has_option=where.option_id is not None),
    )
    thread = Thread(
        title=title,
        asks=asks.value,
        clp_id=where.clp_id,
        region_id=where.region_id,
        room_id=where.room_id,
        topic_id=where.topic_id,
        option_id=where.option_id,
        only_clp=where.only_clp,
        origin_kind=origin.kind if origin else None,
        origin_id=origin.id if origin else None,
        author_id=by.id,
        started_at=now(),
        active_at=now(),
    )
    db.session.add(thread)
    db.session.flush()
    shows = origin.pages() if origin and not thread.only_clp else ()
    events.record("thread.started", thread, actor_id=by.id, pages=shows)
    write(thread, words, by=by, position=position, file=file)
    return thread


def why_not_start(where: Where, by: Viewer) -> str | None:
    """The reason this person may not start a thread there; None when they may."""
    room = db.session.get(Room, where.room_id) if where.room_id is not None else None
    return rules.why_not_start(
        is_member=by.is_member,
        is_own_clp=where.clp_id == by.clp_id,
        is_own_region=where.region_id == by.region_id,
        room_is_open=room is None or room.closed_at is None,
        where=where,
    )


def checked_place(where: Where) -> Where:
    """The same place, its option's topic filled in. Raises Refused when part of it is missing."""
    topic_id = where.topic_id
    if where.option_id is not None:
        option = db.session.get(Option, where.option_id)
        if option is None or option.hidden_at is not None:
            raise Refused("The option you want to discuss is not there any more.")
        topic_id = option.topic_id
    topic = db.session.get(Topic, topic_id) if topic_id is not None else None
    if topic_id is not None and (topic is None or topic.hidden_at is not None):
        raise Refused("The topic you want to discuss is not there any more.")
    if where.clp_id is not None and db.session.get(Clp, where.clp_id) is None:
        raise Refused("There is no such CLP.")
    if where.region_id is not None and db.session.get(Region, where.region_id) is None:
        raise Refused("There is no such region.")
    if where.room_id is not None and db.session.get(Room, where.room_id) is None:
        raise Refused("There is no such room.")
    return replace(where, topic_id=topic_id)


def reply(
    thread: Thread,
    words: str,
    *,
    by: Viewer,
    position: Position | None = None,
    answers: int | None = None,
    file: Upload | None = None,
) -> Post:
    """Write in a thread; `answers` is the number of the post it replies to. Raises Refused."""
    refuse_if(
        why_not_reply(thread, by),
        rules.why_not_text(words),
        rules.why_not_position(position, has_option=thread.option_id is not None),
    )
    if answers is not None and not 1 <= answers <= thread.posts:
        raise Refused(f"There is no post number {answers:,} in this discussion.")
    if answers is not None and takes_no_replies(thread.id, answers):
        raise Refused(NO_REPLIES)
    refuse_out_of_turn(thread, by, answers=answers)
    return write(thread, words, by=by, position=position, answers=answers, file=file)


def why_not_reply(thread: Thread, by: Viewer) -> str | None:
    """The reason this person may not post in this thread; None when they may."""
    return why_not_take_part(thread, by) or quiet_rounds.why_not_post(thread.quiet_until)


def why_not_take_part(thread: Thread, by: Viewer) -> str | None:
    """The same, whether a quiet round is open or not."""
    return rules.why_not_reply(
        is_member=by.is_member,
        may_see=thread.audience in by.audiences(),
        hidden=thread.hidden_at is not None,
        closed_because=thread.closed_because,
    )


def ask_neutral_question(thread: Thread, words: str, by: Viewer) -> Post:
    """A steward's note asking for what is missing: marked, and counted in no statistic.

    Raises Refused unless `by` decides cases where the thread stands.
    """
    if not by.can(Power.MODERATE, clp_id=thread.clp_id):
        raise Refused("Only stewards can ask a neutral question in the name of all.")
    refuse_if(why_not_reply(thread, by), rules.why_not_text(words))
    return write(thread, words, by=by, is_note=True)


def write(
    thread: Thread,
    words: str,
    *,
    by: Viewer,
    author_id: int | None = None,
    position: Position | None = None,
    answers: int | None = None,
    is_note: bool = False,
    file: Upload | None = None,
) -> Post:
    """Add a post that was checked; `author_id` when somebody else than `by` made the point."""
    kept = files.keep(file) if file else None  # before the row that other writers wait for
    post = Post(
        thread=thread,
        number=next_number(thread),
        answers=answers,
        author_id=author_id or by.id,
        text=words,
        position=position.value if position else None,
        is_note=is_note,
        written_at=now(),
    )
    db.session.add(post)
    db.session.flush()  # gives the id that begins every anchor in it
    if kept:
        files.add(post, kept)
    mentioned = render(post)
    if not is_note and author_id is None:
        refuse_between(post, mentioned, by)
    name = "post.note_written" if is_note else "post.written"
    events.record(name, post, actor_id=by.id, pages=thread.pages())
    tell_of(post, mentioned)
    if thread.option_id is not None:
        want(thread.id)
    return post


def next_number(thread: Thread) -> int:
    """One more than the last, counted in the row itself, so that two writers never get the same.

    Raises Refused when somebody has closed the thread meanwhile.
    """
    counted = (
        sa.update(Thread)
        .where(Thread.id == thread.id, Thread.closed_at.is_(None))
        .values(posts=Thread.posts + 1, active_at=now())
        .returning(Thread.posts)
        .execution_options(synchronize_session=False)
    )
    number = db.session.execute(counted).scalar()
    if number is None:
        raise Refused(
            "This discussion was closed while you were writing, so nobody can post in it."
        )
    db.session.expire(thread, ["posts", "active_at"])
    return number


def edit(
    post: Post,
    words: str,
    *,
    by: Viewer,
    position: Position | None = None,
    file: Upload | None = None,
    without: Collection[int] = (),
) -> None:
    """Change the words, position or files of a post; what it was before is kept. Raises Refused.

    `without` are the numbers of files that no longer belong to it.
    """
    refuse_if(
        why_not_edit(post, by),
        rules.why_not_text(words),
        rules.why_not_position(position, has_option=post.thread.option_id is not None),
    )
    if keep_version(post, words, position, file=file, without=without):
        events.record("post.edited", post, actor_id=by.id)


def keep_version(
    post: Post,
    words: str,
    position: Position | None,
    *,
    file: Upload | None = None,
    without: Collection[int] = (),
) -> bool:
    """Put other words into a post and keep what it said before; False when they are the same."""
    new_position = position.value if position else None
    removed = files.remove(post, without)
    if (post.text, post.position) == (words, new_position) and not (file or removed):
        return False
    db.session.add(
        PostVersion(
            post_id=post.id,
            text=post.text,
            position=post.position,
            written_at=post.edited_at or post.written_at,
        )
    )
    said, post.text, post.position, post.edited_at = post.text, words, new_position, now()
    if file:
        files.add(post, files.keep(file))
    mentioned = render(post)
    refuse_new_between(post, said, mentioned)
    tell_of(post, mentioned, is_new=False)
    if post.thread.option_id is not None:
        want(post.thread_id)
    return True


def why_not_edit(post: Post, by: Viewer) -> str | None:
    """The reason this person may not edit this post now; None when they may."""
    return rules.why_not_edit(
        own=by.id == post.author_id,
        hidden=post.hidden_at is not None or post.thread.hidden_at is not None,
        written_at=post.written_at,
        edit_for=house_rules.length("post.edit_hours", at=post.written_at),
        at=now(),
    )
