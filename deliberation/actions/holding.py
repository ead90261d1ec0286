"""Posts that a person looks at first: holding them, letting them appear, asking for a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from accounts import restrictions
from accounts.access import Viewer
from accounts.models import Clp, Member
from core import events, house_rules, personal
from core.clock import now
from core.db import db
from core.errors import Refused, refuse_if
from core.jobs import every
from core.subjects import Subject, find
from deliberation.actions import files, publishing, writing
from deliberation.models import HeldPost, Proposal, SaidLately, Thread
from deliberation.queries import intake as known
from deliberation.rules import Position, ThreadKind, Where
from deliberation.rules import held as rules
from deliberation.rules.held import State
from deliberation.rules.intake import Does
from deliberation.rules.intake.rates import DAY
from deliberation.rules.posts import Upload
from notices.actions import tell
from notices.rules import Why
from wiki.models import FileContent

Told = Callable[[HeldPost], None]
_when_held: list[Told] = []
_when_ended: list[Told] = []


def when_held(told: Told) -> Told:
    """Register what happens along with a post's being held, in its transaction."""
    _when_held.append(told)
    return told


def when_ended(told: Told) -> Told:
    """Register what happens along with its appearing by itself, or its author's taking it back."""
    _when_ended.append(told)
    return told


def one_at_a_time(by: Viewer) -> None:
    """What one person sends at the same moment is looked at one after the other."""
    mine = sa.select(Member.id).where(Member.id == by.id).with_for_update(key_share=True)
    db.session.execute(mine)


def hold(held: HeldPost, file: Upload | None) -> HeldPost:
    """Keep it, with its picture or file, for somebody to look at. No event: nobody may know."""
    if file is not None:
        kept = files.keep(file)
        held.facts = {**held.facts, "file": {**asdict(kept.stored), "about": kept.description}}
    db.session.add(held)
    db.session.flush()
    for told in _when_held:
        told(held)
    return held


def release(held: HeldPost, *, by_id: int | None) -> Subject:
    """Let it appear now, as if its author had written it now. Raises Refused.

    `by_id` is the steward; None when its time was over. Its author is told.
    """
    take(held, State.PUBLISHED)
    held.hidden_at = held.hidden_because = None
    with restrictions.written_before():
        made = _APPEAR[Does(held.does)](held, _author_of(held))
    held.became_url = made.url
    held.thread_id = made.id if isinstance(made, Thread) else held.thread_id
    db.session.execute(sa.update(SaidLately).where(SaidLately.url == held.url).values(url=made.url))
    said = "It was held for a human check, and stands there now."
    tell([held.author_id], Why.DECIDED, made, words=said, by=by_id)
    return made


def take(held: HeldPost, to: State) -> None:
    """Move it on, whoever else wants to at this moment. Raises Refused when it cannot go there."""
    db.session.flush()
    db.session.refresh(held, with_for_update={"of": HeldPost})
    refuse_if(rules.why_not_move(State(held.state), to))
    held.state = to.value
    held.ended_at = None if to in rules.WAITING else now()


def withdraw(held: HeldPost, *, by: Viewer) -> None:
    """Its author takes it back; nobody else has seen it. Raises Refused."""
    refuse_if(rules.why_not_own(own=by.id == held.author_id))
    take(held, State.WITHDRAWN)
    for told in _when_ended:
        told(held)


def check_change(held: HeldPost, words: str, *, by: Viewer) -> None:
    """Raise Refused unless its author may put other words into it now."""
    refuse_if(rules.why_not_own(own=by.id == held.author_id))
    restrictions.refuse_to_write(by)
    refuse_if(rules.why_not_change(State(held.state), does=Does(held.does), words=words))


def wait_again(held: HeldPost, words: str) -> None:
    """It has other words, and waits for a check of these. Raises Refused."""
    take(held, State.WAITING)
    held.text, held.held_at = words, now()
    for told in _when_held:
        told(held)


def why_not_again(proposal: Proposal) -> str | None:
    """The reason this draft cannot be sent once more: it waits already. None when it can.

    One that its authors were asked to change is replaced by what they send now.
    """
    of_author = sa.select(HeldPost).where(
        HeldPost.author_id == proposal.author_id,
        HeldPost.does == Does.PROPOSAL.value,
        HeldPost.state.in_(sorted(rules.WAITING)),
    )
    for held in db.session.scalars(of_author.order_by(HeldPost.id)).all():
        if held.facts["proposal"] == proposal.id:
            if held.state == State.WAITING:
                return "It is held for a human check already; nobody reported you."
            take(held, State.WITHDRAWN)
    return None


def _author_of(held: HeldPost) -> Viewer:
    """Its author as they would write now, without the powers of any role."""
    row = db.session.execute(
        sa.select(Member.name, Member.clp_id, Clp.region_id, Member.membership_number)
        .outerjoin(Clp, Clp.id == Member.clp_id)
        .where(Member.id == held.author_id)
    ).one()
    return Viewer(
        id=held.author_id,
        name=row.name,
        clp_id=row.clp_id,
        region_id=row.region_id,
        on_roll=row.membership_number is not None,
    )


def _reply(held: HeldPost, author: Viewer) -> Subject:
    return writing.reply(
        db.session.get_one(Thread, held.thread_id),
        held.text,
        by=author,
        position=_position(held),
        answers=held.facts.get("answers"),
        file=_file(held),
    )


def _start(held: HeldPost, author: Viewer) -> Subject:
    origin = held.facts.get("origin")
    return writing.start_thread(
        held.title,
        held.text,
        by=author,
        where=Where(**held.facts["where"]),
        asks=ThreadKind(held.facts["asks"]),
        position=_position(held),
        origin=find(*origin) if origin else None,
        file=_file(held),
    )


def _publish(held: HeldPost, author: Viewer) -> Subject:
    proposal = db.session.get_one(Proposal, held.facts["proposal"])
    publishing.publish(proposal, by=author)
    return proposal


_APPEAR: dict[Does, Callable[[HeldPost, Viewer], Subject]] = {
    Does.REPLY: _reply,
    Does.THREAD: _start,
    Does.PROPOSAL: _publish,
}


def _position(held: HeldPost) -> Position | None:
    return Position(held.position) if held.position else None


def _file(held: HeldPost) -> Upload | None:
    kept: dict[str, Any] | None = held.facts.get("file")
    if kept is None:
        return None
    content = db.session.get_one(FileContent, kept["content_hash"]).content
    return Upload(content, kept["name"], kept["about"])


@every(300, "release held posts")
def release_overdue() -> None:
    """What nobody has decided in time appears, unless it is held for a word. Commits."""
    for held in known.held_for(house_rules.length("held.hours")):
        try:
            with db.session.begin_nested():
                release(held, by_id=None)
                for told in _when_ended:
                    told(held)
        except Refused:  # its discussion was closed meanwhile; a steward has to say so
            continue
    events.commit()


@every(3_600, "forget what was said lately")
def forget() -> None:
    """Throw away the numbers of what was said more than a day ago. Commits."""
    db.session.execute(sa.delete(SaidLately).where(SaidLately.at < now() - DAY))
    events.commit()


def _held(member_id: int) -> list[dict[str, Any]]:
    rows = db.session.execute(
        sa.select(HeldPost.title, HeldPost.text, HeldPost.held_at, HeldPost.state)
        .where(HeldPost.author_id == member_id)
        .order_by(HeldPost.id)
    )
    return [
        {"for": row.title, "text": row.text, "at": row.held_at.isoformat(), "state": row.state}
        for row in rows
    ]


def _erase(member_id: int) -> None:
    db.session.execute(sa.delete(SaidLately).where(SaidLately.member_id == member_id))
    waiting = sa.select(HeldPost).where(
        HeldPost.author_id == member_id, HeldPost.state.in_(sorted(rules.WAITING))
    )
    for held in db.session.scalars(waiting.order_by(HeldPost.id)).all():
        take(held, State.WITHDRAWN)
        for told in _when_ended:
            told(held)


personal.part("held posts", _held, _erase)
