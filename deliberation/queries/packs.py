"""What a thread says on one sheet: its strongest points, the unanswered ones, who was heard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.models import Member
from core.clock import now, today
from core.db import db
from core.text import plain
from deliberation.models import Endorsement, MeetingItem, Post, StandIn
from deliberation.queries.voices import one_voice_each
from deliberation.rules import SIDES
from deliberation.rules.packs import LONGEST_POINT, POINTS, UNANSWERED
from deliberation.rules.room import groups_in_bands
from wiki.rules.sheets import cut

Row = dict[str, Any]
SCORES_FROM = timedelta(hours=72)  # endorsements say nothing before
CANDIDATES = 10  # of each side, of whom nobody gets two places
YEAR = timedelta(days=365.25)
_SIDES = [side.value for side in SIDES]
_SHOWN = sa.and_(
    Post.thread_id == sa.bindparam("thread_id"), Post.hidden_at.is_(None), ~Post.is_note
)
_GOOD = (
    sa.select(sa.func.count())
    .select_from(Endorsement)
    .where(Endorsement.post_id == Post.id, Post.written_at < sa.bindparam("before"))
    .correlate(Post)
    .scalar_subquery()
)
_RANKED = (
    sa.select(
        Post.id,
        Post.position,
        Post.author_id,
        Post.number,
        Post.text,
        sa.func.row_number()
        .over(
            partition_by=Post.position,
            order_by=(_GOOD.desc(), Post.argument_id.is_(None), Post.number),
        )
        .label("rank"),
    )
    .where(_SHOWN, Post.position.in_(_SIDES))
    .subquery("ranked")
)
_STRONGEST = (
    sa.select(_RANKED, Member.name.label("author"))
    .join(Member, Member.id == _RANKED.c.author_id)
    .where(_RANKED.c.rank <= CANDIDATES)
    .order_by(_RANKED.c.position, _RANKED.c.rank)
)
_reply = aliased(Post)
_UNANSWERED = (
    sa.select(Post.number, Post.text, Member.name.label("author"))
    .join(Member, Member.id == Post.author_id)
    .where(
        _SHOWN,
        Post.position.in_([*_SIDES, "question"]),
        ~sa.exists().where(
            _reply.thread_id == Post.thread_id,
            _reply.answers == Post.number,
            _reply.author_id != Post.author_id,
        ),
    )
    .order_by(_GOOD.desc(), Post.number)
    .limit(UNANSWERED + POINTS * len(_SIDES))
)


@dataclass(frozen=True, slots=True)
class Point:
    """One point on the sheet, cut to fit."""

    number: int
    words: str
    author: str


def strongest(thread_id: int) -> dict[str, list[Point]]:
    """By side, the points that most people called good; one of each person. 1 statement.

    What is younger than 72 hours has no score yet, and stands behind by its number.
    """
    chosen: dict[str, list[Point]] = {side: [] for side in _SIDES}
    authors: set[tuple[str, int]] = set()
    for row in db.session.execute(_STRONGEST, _asked(thread_id)):
        side = chosen[row.position]
        if len(side) < POINTS and (row.position, row.author_id) not in authors:
            authors.add((row.position, row.author_id))
            side.append(_point(row))
    return chosen


def unanswered(thread_id: int, besides: set[int]) -> list[Point]:
    """Points that nobody else has replied to, without those of these numbers. 1 statement."""
    points = (_point(row) for row in db.session.execute(_UNANSWERED, _asked(thread_id)))
    return [point for point in points if point.number not in besides][:UNANSWERED]


def _asked(thread_id: int) -> Row:
    return {"thread_id": thread_id, "before": now() - SCORES_FROM}


def _point(row: Any) -> Point:
    return Point(row.number, cut(plain(row.text), LONGEST_POINT), row.author)


_TAKEN = (
    sa.select(Post.author_id, Post.position, Post.number, Member.uuid)
    .add_columns(StandIn.voice, StandIn.discussion)
    .join(Member, Member.id == Post.author_id)
    .outerjoin(StandIn, StandIn.member_id == Post.author_id)
    .where(_SHOWN, Post.position.in_(_SIDES))
    .order_by(Post.number)
)


def positions_in(thread_id: int) -> tuple[dict[str, int], dict[str, int]]:
    """Posts and people of a thread by position; each person once, with their last. 1 statement."""
    rows = one_voice_each(db.session.execute(_TAKEN, {"thread_id": thread_id}).all())
    posts = Counter(row.position for row, _ in rows)
    people = Counter({voice: row.position for row, voice in rows}.values())
    return {side: posts[side] for side in _SIDES}, {side: people[side] for side in _SIDES}


def missing_in(thread_id: int, meeting_id: int | None) -> str:
    """Who or what is absent, as moderators put it before this meeting or any. 1 statement."""
    said = sa.select(MeetingItem.missing).where(
        MeetingItem.thread_id == thread_id,
        MeetingItem.missing != "",
        *([MeetingItem.meeting_id == meeting_id] if meeting_id is not None else []),
    )
    return db.session.scalar(said.order_by(MeetingItem.id.desc()).limit(1)) or ""


_ROLL = sa.select(Member.id, Member.joined_on, Member.email.is_not(None).label("mail")).where(
    Member.clp_id == sa.bindparam("clp_id"), Member.membership_number.is_not(None)
)
_HEARD = sa.select(Post.author_id).where(_SHOWN).distinct()


def groups_of(thread_id: int, clp_id: int) -> list[tuple[str, str, str]]:
    """Groups of a CLP's roll: each with its share of the members and of those heard, in bands.

    Nothing where groups are so small that a person could be told. 2 statements.
    """
    heard = set(db.session.scalars(_HEARD, {"thread_id": thread_id}))
    members = roll_by_group(clp_id)
    spoke = roll_by_group(clp_id, heard)
    return [
        line
        for everyone, some in zip(members, spoke, strict=True)
        for line in groups_in_bands(everyone, some)
    ]


def roll_by_group(clp_id: int, only: set[int] | None = None) -> list[dict[str, int]]:
    """How many of a CLP's roll (of these) are in each group, for each way of grouping.

    For the rules only: what is shown are bands. 1 statement.
    """
    roll = db.session.execute(_ROLL, {"clp_id": clp_id}).all()
    counted = [row for row in roll if only is None or row.id in only]
    return [
        dict(sorted(Counter(group_of(row) for row in counted).items()))
        for group_of in (_years, _reached)
    ]


def _years(row: Any) -> str:
    years = (today() - row.joined_on) / YEAR
    if years < 2:  # noqa: PLR2004
        return "Members for less than 2 years"
    return "Members for 2 to 10 years" if years < 10 else "Members for over 10 years"  # noqa: PLR2004


def _reached(row: Any) -> str:
    return "With an e-mail address" if row.mail else "Without an e-mail address"
