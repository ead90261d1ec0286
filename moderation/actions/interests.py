"""Declaring an interest, and ending it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Member
from core import events, personal
from core.clock import now, today
from core.db import db
from core.errors import Refused
from core.subjects import MEMBERS, PUBLIC, Subject
from moderation.facts.interests import declared
from moderation.models import Interest
from moderation.rules.interests import About, Tie, why_not_declare, why_not_end
from wiki.models import Topic

_ADDRESS = re.compile(r"/(?:members|topics|clps)/([\w-]{1,200})/?$")


@dataclass(frozen=True, slots=True)
class Tied:
    """What a member declares: the tie, to what, in which words, from when to when."""

    tie: Tie
    about: About
    name: str  # of the person, topic or CLP, or the address of its page
    words: str = ""
    since: date | None = None  # today
    until: date | None = None


def declare(by: Viewer, tied: Tied) -> Interest:
    """Declare it. Raises Refused, also when the name belongs to nothing or to several."""
    if by.id is None:
        raise Refused("Sign in to declare an interest.")
    about = _named(tied.about, tied.name)
    since = tied.since or today()
    refused = why_not_declare(
        tie=tied.tie,
        about_self=tied.about is About.MEMBER and about.id == by.id,
        since=since,
        until=tied.until,
        today=today(),
        in_force=_in_force(by.id),
    )
    if refused:
        raise Refused(refused)
    made = Interest(
        member_id=by.id,
        tie=tied.tie,
        words=tied.words,
        about_kind=tied.about,
        about_id=about.id,
        since=since,
        until=tied.until,
        declared_at=now(),
    )
    db.session.add(made)
    _record("interest.declared", by.id)
    return made


def end(interest: Interest, by: Viewer) -> None:
    """It no longer holds; today is its last day. It stays on the page. Raises Refused."""
    last_day = declared(interest).last_day
    has_ended = interest.ended_at is not None or (last_day is not None and last_day < today())
    refused = why_not_end(is_own=by.id == interest.member_id, has_ended=has_ended)
    if refused:
        raise Refused(refused)
    interest.ended_at = now()
    _record("interest.ended", interest.member_id)


def _record(name: str, member_id: int) -> None:
    events.record(name, db.session.get_one(Member, member_id), actor_id=member_id)


def _in_force(member_id: int) -> int:
    held = sa.select(sa.func.count(Interest.id)).where(
        Interest.member_id == member_id, Interest.ended_at.is_(None)
    )
    return db.session.scalar(held) or 0


def _named(about: About, typed: str) -> Subject:
    """The one thing that is called so, or whose address this is."""
    address = _ADDRESS.search(typed.split("?", 1)[0].split("#", 1)[0])
    word = address[1] if address else ""
    found = {About.MEMBER: _members, About.TOPIC: _topics, About.CLP: _clps}[about](typed, word)
    if not found:
        raise Refused(f"There is no {_CALLED[about]} of this name. Copy the address of the page.")
    if len(found) > 1:
        raise Refused(
            f"More than one {_CALLED[about]} has this name. Copy the address of the page."
        )
    return found[0]


_CALLED = {About.MEMBER: "member", About.TOPIC: "topic", About.CLP: "CLP"}


def _members(typed: str, word: str) -> list[Subject]:
    is_it = Member.id == int(word) if _is_number(word) else Member.name == typed
    asked = sa.select(Member).where(is_it, Member.email.is_not(None)).order_by(Member.id).limit(2)
    return list(db.session.scalars(asked))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 10  # noqa: PLR2004 — digits of a row


def _topics(typed: str, word: str) -> list[Subject]:
    is_it = Topic.slug == word if word else Topic.title == typed
    asked = sa.select(Topic).where(is_it, Topic.is_shown()).order_by(Topic.id).limit(2)
    found = db.session.scalars(asked).all()
    return [topic for topic in found if topic.audience in (PUBLIC, MEMBERS)]


def _clps(typed: str, word: str) -> list[Subject]:
    is_it = Clp.slug == word if word else Clp.name == typed
    return list(db.session.scalars(sa.select(Clp).where(is_it).order_by(Clp.id).limit(2)))


def _held(member_id: int) -> list[dict[str, object]]:
    rows = db.session.scalars(
        sa.select(Interest).where(Interest.member_id == member_id).order_by(Interest.id)
    )
    return [
        {
            "tie": row.tie,
            "words": row.words,
            "about": f"{row.about_kind} {row.about_id}",
            "since": row.since.isoformat(),
            "until": row.until.isoformat() if row.until else None,
            "ended_at": row.ended_at.isoformat() if row.ended_at else None,
        }
        for row in rows
    ]


personal.part("declared interests", _held)
