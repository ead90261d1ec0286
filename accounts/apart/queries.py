"""Who does not meet whom, as one member has it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.apart.models import Avoided, Delegate, ReplyRest, Separation
from accounts.apart.rules import Between, How
from accounts.models import Member
from core.clock import now
from core.db import db

_ME: sa.BindParameter[int] = sa.bindparam("me", type_=sa.Integer)
_AT: sa.BindParameter[datetime] = sa.bindparam("at", type_=Separation.until.type)
_other = sa.case((Separation.first_id == _ME, Separation.second_id), else_=Separation.first_id)
IN_FORCE = sa.and_(Separation.ended_at.is_(None), Separation.until > _AT)
_none: Any = sa.null()
_TIES = sa.union_all(
    sa.select(
        Avoided.other_id.label("other_id"),
        Avoided.how.label("mine"),
        sa.cast(_none, sa.String).label("theirs"),
        sa.cast(_none, Separation.until.type).label("until"),
    ).where(Avoided.member_id == _ME),
    sa.select(
        Avoided.member_id,
        sa.cast(_none, sa.String),
        Avoided.how,
        sa.cast(_none, Separation.until.type),
    ).where(Avoided.other_id == _ME),
    sa.select(_other, sa.cast(_none, sa.String), sa.cast(_none, sa.String), Separation.until).where(
        sa.or_(Separation.first_id == _ME, Separation.second_id == _ME), IN_FORCE
    ),
).subquery()
_BETWEEN = (
    sa.select(_TIES.c.other_id, Member.name, _TIES.c.mine, _TIES.c.theirs, _TIES.c.until)
    .join(Member, Member.id == _TIES.c.other_id)
    .order_by(Member.name, _TIES.c.other_id)
)
_SOME = _BETWEEN.where(_TIES.c.other_id.in_(sa.bindparam("others", expanding=True)))
_REST = sa.select(ReplyRest.until).where(ReplyRest.member_id == _ME, ReplyRest.until > _AT)
_delegate = sa.orm.aliased(Member)
_DELEGATES = (
    sa.select(
        Delegate.member_id,
        Member.name.label("member"),
        Delegate.delegate_id,
        _delegate.name.label("delegate"),
        Delegate.agreed_at,
    )
    .join(Member, Member.id == Delegate.member_id)
    .join(_delegate, _delegate.id == Delegate.delegate_id)
    .where(sa.or_(Delegate.member_id == _ME, Delegate.delegate_id == _ME))
    .order_by(Delegate.asked_at, Delegate.member_id, Delegate.delegate_id)
)


def ties_of(member_id: int, others: Collection[int] | None = None) -> list[Between]:
    """What stands between this member and others (of those, if named), by name. 1 statement."""
    asked: dict[str, Any] = {"me": member_id, "at": now()}
    if others is None:
        rows = db.session.execute(_BETWEEN, asked)
    else:
        rows = db.session.execute(_SOME, {**asked, "others": sorted(others)})
    found: dict[int, dict[str, Any]] = {}
    for other_id, name, mine, theirs, until in rows:
        tie = found.setdefault(other_id, {"name": name})
        if mine:
            tie["mine"] = How(mine)
        if theirs:
            tie["theirs"] = How(theirs)
        if until:
            tie["apart_until"] = until
    return [Between(other_id, **tie) for other_id, tie in found.items()]


def rest_of(member_id: int) -> datetime | None:
    """Until when replies to this member are folded for them. 1 statement."""
    return db.session.scalar(_REST, {"me": member_id, "at": now()})


@dataclass(frozen=True, slots=True)
class Folds:
    """Whose posts are folded for one member, and in which words; and replies to them, if so."""

    lines: dict[int, str]
    member_id: int = 0
    rests: bool = False

    def line(self, author_id: int, answers_author_id: int | None) -> str:
        """What stands in place of a post; "" when it is shown."""
        if self.rests and answers_author_id == self.member_id != author_id:
            return "A reply to you: you are resting from them"
        return self.lines.get(author_id, "")

    @property
    def name(self) -> str:
        """Tells the pages of this member from those of others, and from their own before."""
        return repr((self.member_id, self.rests, sorted(self.lines.items())))


def folds_of(member_id: int) -> Folds:
    """What is folded for this member. 2 statements."""
    ties = {tie.other_id: tie.line for tie in ties_of(member_id)}
    lines = {other_id: line for other_id, line in ties.items() if line}
    return Folds(lines, member_id, rest_of(member_id) is not None)


def who_would_rather_not(author_id: int, member_ids: Collection[int], *, reply: bool) -> set[int]:
    """Those of these members who are told of nothing that this author writes. ≤ 2 statements.

    A `reply` is told to nobody who rests from replies.
    """
    if not member_ids:
        return set()
    ties = ties_of(author_id, member_ids)
    quiet = {tie.other_id for tie in ties if tie.theirs or tie.why_not_write}
    if reply:
        resting = sa.select(ReplyRest.member_id).where(
            ReplyRest.member_id.in_(member_ids), ReplyRest.until > now()
        )
        quiet |= set(db.session.scalars(resting))
    return quiet


def delegates_of(member_id: int) -> list[dict[str, Any]]:
    """Who reads for this member, or is asked to; and for whom this member does. 1 statement."""
    return [dict(row) for row in db.session.execute(_DELEGATES, {"me": member_id}).mappings()]


def reads_for(delegate_id: int, member_id: int) -> bool:
    """Whether this member agreed to read for the other, who asked them. 1 statement."""
    row = db.session.get(Delegate, (member_id, delegate_id))
    return row is not None and row.agreed_at is not None


def held_about(member_id: int) -> list[dict[str, Any]]:
    """Whom they avoid, until when they rest, who reads for them; never who avoids them."""
    held: list[dict[str, Any]] = [
        {"member": tie.name, "is": tie.mine.value}
        for tie in ties_of(member_id)
        if tie.mine is not None
    ]
    apart = sa.select(Separation).where(
        sa.or_(Separation.first_id == member_id, Separation.second_id == member_id)
    )
    held += [
        {"kept_apart_until": row.until.isoformat(), "because": row.because}
        for row in db.session.scalars(apart.order_by(Separation.id))
    ]
    until = rest_of(member_id)
    held += [{"rests_from_replies_until": until.isoformat()}] if until else []
    return held + [
        {"reads_for": one["member"], "is": one["delegate"], "agreed": one["agreed_at"] is not None}
        for one in delegates_of(member_id)
    ]


def erase(member_id: int) -> None:
    """Forget whom they avoid and who avoids them, their rest and who read for them."""
    for table, columns in (
        (Avoided, (Avoided.member_id, Avoided.other_id)),
        (Delegate, (Delegate.member_id, Delegate.delegate_id)),
        (ReplyRest, (ReplyRest.member_id,)),
    ):
        db.session.execute(sa.delete(table).where(sa.or_(*(c == member_id for c in columns))))
