"""Entering points for members who are not online, and correcting them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Power
from core import events
from core.clock import now, today
from core.db import db
from deliberation import rules
from deliberation.actions.writing import keep_version, refuse_if, why_not_reply, write
from deliberation.models import Contribution, Post, StandIn, Thread
from deliberation.rules import Position, contributions
from deliberation.rules.contributions import Channel
from deliberation.voice_key import voice_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One point as it was brought: whose, in which words, and whether under their name."""

    member_id: int
    words: str
    position: Position | None = None
    named: bool = True
    channel: Channel = Channel.PAPER


def enter(thread: Thread, slip: Slip, *, by: Viewer) -> Post:
    """Write a post for a member who is not online; they are its author, not the officer.

    Without a name its author is a stand-in. Raises Refused.
    """
    member = db.session.get_one(Member, slip.member_id)
    refuse_if(
        why_not_enter(member, by),
        why_not_reply(thread, by),
        rules.why_not_text(slip.words),
        rules.why_not_position(slip.position, has_option=thread.option_id is not None),
    )
    post = write(
        thread,
        slip.words,
        by=by,
        author_id=member.id if slip.named else stand_in_of(member, thread),
        position=slip.position,
    )
    db.session.add(
        Contribution(
            post_id=post.id,
            thread_id=thread.id,
            clp_id=member.clp_id,
            channel=slip.channel.value,
            entered_by_id=by.id,
            entered_at=post.written_at,
        )
    )
    return post


def why_not_enter(member: Member, by: Viewer) -> str | None:
    """The reason this officer may not enter a point for this member; None when they may."""
    return contributions.why_not_enter(
        may=by.can(Power.NOTICES, clp_id=member.clp_id),
        is_own=member.id == by.id,
        on_own_roll=member.clp_id is not None and member.on_roll,
    )


def stand_in_of(
    member: Member, thread: Thread, *, shown_as: str = contributions.NO_INTERNET
) -> int:
    """The id of this person's stand-in in this discussion, made when first needed."""
    discussion = contributions.discussion_of(thread_id=thread.id, option_id=thread.option_id)
    voice = voice_of(member.uuid, discussion)
    known = sa.select(StandIn.member_id).where(StandIn.voice == voice)
    if (found := db.session.scalar(known)) is not None:
        return found
    shown = Member(name=shown_as, clp_id=member.clp_id, joined_on=today())
    db.session.add(shown)
    db.session.flush()
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    facts = {"member_id": shown.id, "discussion": discussion, "voice": voice}
    db.session.execute(insert(StandIn).values(facts).on_conflict_do_nothing())
    stands = db.session.execute(known).scalar_one()
    if stands != shown.id:  # another officer was faster
        db.session.delete(shown)
    return stands


def correct(post: Post, words: str, *, by: Viewer, position: Position | None = None) -> None:
    """Put right what was entered, for the member or at their word; what it said is kept.

    Raises Refused.
    """
    refuse_if(
        why_not_correct(post, by),
        rules.why_not_text(words),
        rules.why_not_position(position, has_option=post.thread.option_id is not None),
    )
    if keep_version(post, words, position):
        events.record("post.corrected", post, actor_id=by.id)


def why_not_correct(post: Post, by: Viewer) -> str | None:
    """The reason this person may not correct this entered point now; None when they may."""
    entered = db.session.get(Contribution, post.id)
    if entered is None:
        return "Only a point that was entered for somebody else is corrected this way."
    return contributions.why_not_correct(
        is_contributor=by.id == post.author_id,
        is_officer=by.can(Power.NOTICES, clp_id=entered.clp_id),
        hidden=post.hidden_at is not None or post.thread.hidden_at is not None,
        entered_at=entered.entered_at,
        at=now(),
    )
