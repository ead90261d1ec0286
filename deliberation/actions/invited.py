"""Writing what an invited member answers: one paragraph, with their name or without."""

from __future__ import annotations

from dataclasses import replace

from accounts.access import Viewer
from accounts.models import Member
from core.db import db
from deliberation import rules
from deliberation.actions.contributions import stand_in_of
from deliberation.actions.writing import refuse_if, why_not_take_part, write
from deliberation.models import InvitedAnswer, Post, Thread
from deliberation.rules import Position, quiet_rounds
from deliberation.rules.invited import INVITED


def answer_invitation(
    thread: Thread,
    words: str,
    *,
    by: Viewer,
    position: Position | None = None,
    named: bool = True,
) -> Post:
    """Add the answer; it counts as a voice and waits for nobody's turn. Raises Refused.

    Without a name its author is a stand-in, and no row of it or event about it names the member.
    """
    member = db.session.get_one(Member, by.id)
    refuse_if(
        why_not_take_part(thread, by),
        quiet_rounds.why_not_post(thread.quiet_until),
        rules.why_not_text(words),
        rules.why_not_position(position, has_option=thread.option_id is not None),
    )
    author_id = member.id if named else stand_in_of(member, thread, shown_as=INVITED)
    post = write(
        thread, words, by=replace(by, id=author_id), author_id=author_id, position=position
    )
    db.session.add(InvitedAnswer(post_id=post.id))
    return post
