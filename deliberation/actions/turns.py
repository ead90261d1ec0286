"""Turn-taking begins and ends, and members are asked to speak."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Member
from core import events, house_rules, jobs
from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation.actions.stewarding import locked, note, why_not_change
from deliberation.actions.writing import refuse_if
from deliberation.models import InvitedSpeaker, Post, Thread
from deliberation.queries.turns import is_invited
from deliberation.rules import turns as rules
from deliberation.rules.stewarding import Change


def take_turns(
    thread: Thread, until: datetime | None = None, *, under: int | None = None
) -> datetime:
    """Let everybody take turns in a thread, 72 hours unless said; until when. Raises Refused.

    With `under`, only in what answers the post of this number. Whoever calls has decided that it
    is right and says why in public. Where turns are taken already, they last until then.
    """
    thread = locked(thread)
    refuse_if(rules.why_not_take_turns(on=False, closed=thread.closed_at is not None))
    if under is not None and _post_id(thread, under) is None:
        raise Refused(f"There is no post number {under:,} in this discussion.")
    thread.turns_since = now()
    thread.turns_until = until or now() + house_rules.length("turns.hours")
    thread.turns_under = under
    events.record("thread.turns_taken", thread, actor_id=None, under=under)
    return thread.turns_until


def end_turns(thread: Thread) -> None:
    """Let everybody post freely again. Does nothing where nobody takes turns."""
    thread = locked(thread)
    if thread.turns_until is None:
        return
    thread.turns_since = thread.turns_until = thread.turns_under = None
    events.record("thread.turns_over", thread, actor_id=None)


def turns_in(thread: Thread) -> dict[str, Any]:
    """The turns that are taken there now, to be taken up again later; empty when none are."""
    if not are_taken(thread) or thread.turns_since is None or thread.turns_until is None:
        return {}
    since, until = thread.turns_since.isoformat(), thread.turns_until.isoformat()
    return {"since": since, "until": until, "under": thread.turns_under}


def go_back_to(thread: Thread, before: Mapping[str, Any]) -> None:
    """Let these turns of earlier (`turns_in`) be taken again; none where their time is over."""
    until = datetime.fromisoformat(before["until"]) if before else None
    if until is None or until <= now():
        end_turns(thread)
        return
    thread = locked(thread)
    thread.turns_since = datetime.fromisoformat(before["since"])
    thread.turns_until, thread.turns_under = until, before["under"]
    events.record("thread.turns_taken", thread, actor_id=None, under=before["under"])


def begin(thread: Thread, because: str, by: Viewer) -> None:
    """A steward of the place lets everybody take turns, and says why. Raises Refused."""
    thread = locked(thread)
    refuse_if(
        why_not_change(thread, because, by),
        rules.why_not_take_turns(on=are_taken(thread), closed=thread.closed_at is not None),
    )
    take_turns(thread)
    note(thread, Change.TURNS_BEGUN, because, by)


def end(thread: Thread, because: str, by: Viewer) -> None:
    """A steward of the place ends turn-taking before its time, and says why. Raises Refused."""
    thread = locked(thread)
    refuse_if(
        why_not_change(thread, because, by),
        rules.why_not_end_turns(on=are_taken(thread)),
    )
    end_turns(thread)
    note(thread, Change.TURNS_ENDED, because, by)


def are_taken(thread: Thread) -> bool:
    """Whether members take turns in the thread now."""
    return thread.turns_until is not None and thread.turns_until > now()


def invite_speaker(thread: Thread, member_id: int, because: str, by: Viewer) -> None:
    """Ask a member to speak in a thread, with a public reason: they wait for no turn.

    Raises Refused.
    """
    refuse_if(why_not_change(thread, because, by))
    member = db.session.get(Member, member_id)
    if member is None or member.password_hash is None:
        raise Refused("No member has this number.")
    if is_invited(thread.id, member_id):
        raise Refused(f"{member.name} is invited to speak here already.")
    db.session.add(InvitedSpeaker(thread_id=thread.id, member_id=member_id, at=now()))
    note(thread, Change.SPEAKER_INVITED, f"{member.name}: {because}", by)


def _post_id(thread: Thread, number: int) -> int | None:
    wanted = sa.select(Post.id).where(Post.thread_id == thread.id, Post.number == number)
    return db.session.scalar(wanted)


@jobs.every(60, "end turns whose time is over")
def end_what_is_over() -> None:
    """Let pages stop saying that turns are taken where they no longer are. Commits."""
    over = sa.select(Thread).where(Thread.turns_until <= now()).order_by(Thread.id).limit(100)
    for thread in db.session.scalars(over).all():
        end_turns(thread)
    events.commit()
