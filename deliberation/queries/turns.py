"""Who has posted lately where members take turns, and whose turn it is."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from core import house_rules
from core.clock import now
from core.db import db
from deliberation.models import InvitedSpeaker, Post
from deliberation.rules.turns import Said, Standing, Turns, part_under, standing, why_not_turn

_OF_THREAD = Post.thread_id == sa.bindparam("thread_id")
_SAID = (
    sa.select(Post.number, Post.answers, Post.author_id, Post.written_at)
    .where(_OF_THREAD, Post.is_note.is_(sa.false()))
    .order_by(Post.number)
)
_LATELY = _SAID.where(Post.written_at > sa.bindparam("after"))
_IS_INVITED = sa.select(InvitedSpeaker.at).where(
    InvitedSpeaker.thread_id == sa.bindparam("thread_id"),
    InvitedSpeaker.member_id == sa.bindparam("member_id"),
)


def turns_of(since: datetime | None, until: datetime | None, under: int | None) -> Turns | None:
    """The turn-taking that these columns of a thread tell of, under the rules it began with."""
    if since is None or until is None:
        return None
    return Turns(
        since=since,
        until=until,
        people=house_rules.value("turns.people", at=since),
        wait=house_rules.length("turns.wait_hours", at=since),
        under=under,
    )


def why_not_now(
    turns: Turns, thread_id: int, member_id: int, *, answers: int | None = None
) -> str | None:
    """The reason it is not this member's turn, to answer that post or none. ≤ 2 statements."""
    at = now()
    if not turns.is_on(at):
        return None
    said, here = _said(turns, thread_id, at)
    if turns.under is not None and answers not in here:
        return None
    stands = standing([post for post in said if post.number in here], member_id)
    why_not = why_not_turn(turns, stands, at=at)
    return None if why_not is None or is_invited(thread_id, member_id) else why_not


def standing_in(turns: Turns, thread_id: int, member_id: int) -> Standing:
    """Where this member stands where they take turns. 1 statement."""
    said, here = _said(turns, thread_id, now())
    return standing([post for post in said if post.number in here], member_id)


def _said(turns: Turns, thread_id: int, at: datetime) -> tuple[list[Said], set[int]]:
    """The posts that matter, and the numbers of those where turns are taken. 1 statement."""
    if turns.under is None:  # whoever wrote longer ago waits no more
        asked = {"thread_id": thread_id, "after": at - turns.wait}
        said = [Said(*row) for row in db.session.execute(_LATELY, asked)]
        return said, {post.number for post in said}
    said = [Said(*row) for row in db.session.execute(_SAID, {"thread_id": thread_id})]
    return said, part_under(turns.under, said)


def is_invited(thread_id: int, member_id: int) -> bool:
    """Whether a steward asked this member to speak in the thread. 1 statement."""
    asked = {"thread_id": thread_id, "member_id": member_id}
    return db.session.scalar(_IS_INVITED, asked) is not None
