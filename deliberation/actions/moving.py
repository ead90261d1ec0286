"""Posts move to another discussion, by decision of moderators, and leave a link on both sides."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation.actions.ordering import want
from deliberation.actions.words import render
from deliberation.actions.writing import next_number
from deliberation.models import Endorsement, Post, PostFile, Thread
from deliberation.rules import ThreadKind

MOVED_BACK = "Moved back by moderators to where it was written."


def split_off(source: Thread, title: str, first: Post) -> Thread:
    """A new discussion beside the source, for posts that are moved out of it. Begins empty."""
    made = Thread(
        title=" ".join(title.split()),
        asks=ThreadKind.DISCUSSION.value,
        clp_id=source.clp_id,
        region_id=source.region_id,
        room_id=source.room_id,
        topic_id=source.topic_id,
        option_id=source.option_id,
        only_clp=source.only_clp,
        origin_kind=source.kind,
        origin_id=source.id,
        author_id=first.author_id,
        started_at=now(),
        active_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    events.record("thread.split_off", made, actor_id=None, source=source.id)
    return made


def move_posts(posts: Sequence[Post], into: Thread, because: str) -> list[Post]:
    """Let these posts live on at the end of another discussion; gives them as they stand there.

    Each leaves a tombstone with a link, and what it says comes with its author, files, good points
    and time. A side that it took comes along within discussions of the same option. Raises Refused.
    """
    for post in posts:
        _check(post, into)
    moved: dict[int, Post] = {}
    for post in sorted(posts, key=lambda one: one.number):
        moved[post.number] = _copy(post, into, moved)
        _leave(post, moved[post.number], because)
    for thread in {into, *(post.thread for post in posts)}:
        if thread.option_id is not None:
            want(thread.id)
    return list(moved.values())


def move_back(post: Post) -> None:
    """Undo the move of a post, which is where it was written again. Raises Refused."""
    copy = db.session.get(Post, post.moved_to_id) if post.moved_to_id else None
    if copy is None:
        return
    post.hidden_at = post.hidden_because = post.moved_to_id = None
    copy.hidden_at, copy.hidden_because = now(), MOVED_BACK
    events.record("post.moved_back", post, actor_id=None)
    events.record("post.moved_away", copy, actor_id=None)


def _check(post: Post, into: Thread) -> None:
    if post.thread_id == into.id:
        raise Refused("These posts stand in that discussion already. Choose another.")
    if into.hidden_at is not None or into.closed_at is not None:
        raise Refused("Nobody can post in that discussion. Choose another.")
    if post.thread.audience != into.audience:
        raise Refused("That discussion is read by other people. Choose one with the same readers.")
    if post.hidden_at is not None:
        raise Refused(f"Post {post.number} is hidden, so it cannot be moved.")


def _copy(post: Post, into: Thread, moved: dict[int, Post]) -> Post:
    answered = moved.get(post.answers or 0)
    same_question = into.option_id == post.thread.option_id or post.position_of is None
    made = Post(
        thread=into,
        number=next_number(into),
        answers=answered.number if answered else None,
        author_id=post.author_id,
        text=post.text,
        position=post.position if same_question else None,
        is_note=post.is_note,
        written_at=post.written_at,
        edited_at=post.edited_at,
        argument_id=post.argument_id,
        moved_from_id=post.id,
    )
    db.session.add(made)
    db.session.flush()
    _bring_along(post, made)
    render(made)
    events.record("post.moved_in", made, actor_id=None, pages=into.pages())
    return made


def _bring_along(post: Post, made: Post) -> None:
    good = sa.select(sa.literal(made.id), Endorsement.member_id)
    db.session.execute(
        sa.insert(Endorsement).from_select(
            ["post_id", "member_id"], good.where(Endorsement.post_id == post.id)
        )
    )
    kept = ("name", "description", "media_type", "size", "width", "height")
    files = sa.select(PostFile).where(PostFile.post_id == post.id, PostFile.removed_at.is_(None))
    for one in db.session.scalars(files.order_by(PostFile.id)).all():
        facts = {name: getattr(one, name) for name in (*kept, "content_hash", "added_at")}
        db.session.add(PostFile(post_id=made.id, **facts))
    db.session.flush()


def _leave(post: Post, made: Post, because: str) -> None:
    post.hidden_at, post.hidden_because, post.moved_to_id = now(), because, made.id
    events.record("post.moved_out", post, actor_id=None)
