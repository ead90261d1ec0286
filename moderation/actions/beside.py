"""What stands over a discussion or beside an option for a time, kept ready for their pages."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from accounts.models import Member
from core import versions
from core.clock import now
from core.db import db
from core.events import Event, along, commit
from core.jobs import every
from core.subjects import Subject, find
from core.text import excerpt
from deliberation.models import Post, Thread
from moderation.models import AlsoSaid, Steelman
from wiki.models import Argument, Option

Line = dict[str, str]
LONGEST = 280  # characters of somebody's words; the rest stands in its place
_MOVES = frozenset({"moderation.hidden", "moderation.put_back"})


def refresh(*, option_id: int | None = None, thread_id: int | None = None) -> None:
    """Work out anew what stands there, and move the pages on if it has changed."""
    if option_id is not None:
        option = db.session.get_one(Option, option_id)
        lines = [*_steelmen(option_id), *_pinned(AlsoSaid.option_id == option_id)]
        if lines != (option.beside or []):
            option.beside = lines or None
            threads = db.session.scalars(sa.select(Thread.id).where(Thread.option_id == option_id))
            versions.move_on({*option.pages(), *(f"thread:{id_}" for id_ in threads)})
    if thread_id is not None:
        thread = db.session.get_one(Thread, thread_id)
        lines = _pinned(AlsoSaid.thread_id == thread_id)
        if lines != (thread.beside or []):
            thread.beside = lines or None
            versions.move_on(thread.pages())


def _steelmen(option_id: int) -> list[Line]:
    standing = sa.select(Steelman).where(
        Steelman.option_id == option_id,
        Steelman.ended_at.is_(None),
        Steelman.hidden_at.is_(None),
    )
    return [_slot(one) for one in db.session.scalars(standing.order_by(Steelman.id))]


def _slot(slot: Steelman) -> Line:
    if slot.holder_kind and slot.holder_id:
        holder = find(slot.holder_kind, slot.holder_id)
        if holder is not None and holder.hidden_at is None:
            return {**_words_of(holder), "kind": "holder", "side": slot.position}
    return {
        "kind": "steelman",
        "side": slot.position,
        "words": slot.words,
        "by": db.session.scalar(sa.select(Member.name).where(Member.id == slot.author_id)) or "",
        "source": slot.source,
        "url": slot.url,
    }


def _pinned(which: sa.ColumnElement[bool]) -> list[Line]:
    rows = db.session.scalars(
        sa.select(AlsoSaid).where(which, AlsoSaid.ended_at.is_(None)).order_by(AlsoSaid.id)
    )
    found = [find(row.subject_kind, row.subject_id) for row in rows]
    return [
        {**_words_of(subject), "kind": "also_said"}
        for subject in found
        if subject is not None and _is_shown(subject)
    ]


def _is_shown(subject: Subject) -> bool:
    archived = getattr(subject, "archived_at", None)
    hidden_with = isinstance(subject, Post) and subject.thread.hidden_at is not None
    return subject.hidden_at is None and archived is None and not hidden_with


def _words_of(subject: Subject) -> Line:
    is_argument = isinstance(subject, Argument)
    side = subject.side if isinstance(subject, Argument) else getattr(subject, "position", "")
    return {
        "side": side if side in ("for", "against", "unsure") else "",
        "words": excerpt(subject.heading if is_argument else subject.body, LONGEST),
        "by": _credit(subject),
        "source": "",
        "url": subject.url,
    }


def _credit(subject: Subject) -> str:
    if subject.author_of is None:
        return "The editors"
    name = sa.select(Member.name).where(Member.id == subject.author_named)
    return db.session.scalar(name) or "A member"


@along
def _hidden_at_once(event: Event, subject: Subject) -> None:
    """What is hidden, or put back, goes from and comes to the top in the same moment."""
    if event.name not in _MOVES:
        return
    if isinstance(subject, Steelman):
        refresh(option_id=subject.option_id)
        return
    rows = db.session.execute(
        sa.select(AlsoSaid.option_id, AlsoSaid.thread_id)
        .where(
            AlsoSaid.subject_kind == subject.kind,
            AlsoSaid.subject_id == subject.id,
            AlsoSaid.ended_at.is_(None),
        )
        .union(
            sa.select(Steelman.option_id, sa.null()).where(
                Steelman.holder_kind == subject.kind,
                Steelman.holder_id == subject.id,
                Steelman.ended_at.is_(None),
            )
        )
    )
    for option_id, thread_id in rows.all():
        refresh(option_id=option_id, thread_id=thread_id)


@every(60, "moderation.beside")
def keep_up() -> None:
    """End what has run out, let holders take their place, and follow edits."""
    end_over(now())
    commit()


def end_over(at: datetime) -> None:
    """The same at this moment. Does not commit."""
    slots = db.session.scalars(
        sa.select(Steelman).where(Steelman.ended_at.is_(None)).order_by(Steelman.id)
    ).all()
    pins = db.session.scalars(
        sa.select(AlsoSaid).where(AlsoSaid.ended_at.is_(None)).order_by(AlsoSaid.id)
    ).all()
    for slot in slots:
        give_way(slot)
    both: list[Steelman | AlsoSaid] = [*slots, *pins]
    for one in both:
        if one.until <= at:
            one.ended_at = at
    db.session.flush()
    for option_id in {one.option_id for one in both} - {None}:
        refresh(option_id=option_id)
    for thread_id in {one.thread_id for one in pins} - {None}:
        refresh(thread_id=thread_id)


def give_way(slot: Steelman) -> None:
    """Let the first text of a member who holds the view stand in the place of the slot."""
    if slot.holder_id is not None:
        return
    post = db.session.scalar(
        sa.select(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .where(
            Thread.option_id == slot.option_id,
            Thread.only_clp.is_(sa.false()),
            Thread.hidden_at.is_(None),
            Post.position == slot.position,
            Post.written_at >= slot.written_at,
            Post.hidden_at.is_(None),
            ~Post.is_note,
        )
        .order_by(Post.id)
        .limit(1)
    )
    argument = db.session.scalar(
        sa.select(Argument)
        .where(
            Argument.option_id == slot.option_id,
            Argument.side == slot.position,
            Argument.author_id.is_not(None),
            Argument.added_at >= slot.written_at,
            Argument.hidden_at.is_(None),
        )
        .order_by(Argument.id)
        .limit(1)
    )
    dated = [(one.dated, one.kind, one.id) for one in (post, argument) if one is not None]
    if dated:
        _, slot.holder_kind, slot.holder_id = min(dated, key=lambda one: str(one[0]))
