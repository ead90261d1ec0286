"""Members block, mute, rest and ask others to read for them; stewards keep two apart."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from accounts import access
from accounts.apart import queries, rules
from accounts.apart.models import Avoided, Delegate, ReplyRest, Separation
from accounts.models import Member
from core import house_rules
from core.clock import now
from core.db import db
from core.errors import Refused


def avoid(other_id: int, how: rules.How, by: access.Viewer) -> None:
    """Block or mute a member; the other is not told. Raises Refused. Said twice, it holds once."""
    mine = sa.select(sa.func.count()).where(
        Avoided.member_id == by.id, Avoided.other_id != other_id
    )
    _refuse_if(
        rules.why_not_avoid(
            is_self=other_id == by.id,
            is_there=_is_there(other_id),
            count=db.session.scalar(mine) or 0,
        )
    )
    db.session.merge(Avoided(member_id=by.id or 0, other_id=other_id, how=how.value, since=now()))
    access.forget()


def meet_again(other_id: int, by: access.Viewer) -> None:
    """Undo a block or mute. Does nothing where there is none."""
    mine = sa.delete(Avoided).where(Avoided.member_id == by.id, Avoided.other_id == other_id)
    db.session.execute(mine)
    access.forget()


def rest(days: int, by: access.Viewer) -> datetime:
    """Have replies to oneself folded, and hear of none, for so many days; until when."""
    most = house_rules.value("reply_rest.days")
    if not 1 <= days <= most:
        raise Refused(f"Choose a number of days from 1 to {most}.")
    until = now() + timedelta(days=days)
    db.session.merge(ReplyRest(member_id=by.id or 0, until=until))
    access.forget()
    return until


def end_rest(by: access.Viewer) -> None:
    """See replies to oneself again."""
    db.session.execute(sa.delete(ReplyRest).where(ReplyRest.member_id == by.id))
    access.forget()


def ask_delegate(delegate_id: int, by: access.Viewer) -> None:
    """Ask a member to read one's replies and reports; nothing is shown before they agree.

    Raises Refused.
    """
    ties = queries.ties_of(by.id or 0, [delegate_id])
    _refuse_if(
        rules.why_not_delegate(
            is_self=delegate_id == by.id,
            is_there=_is_there(delegate_id),
            hindered=any(tie.why_not_write for tie in ties),
        )
    )
    if db.session.get(Delegate, (by.id, delegate_id)) is None:
        db.session.add(Delegate(member_id=by.id or 0, delegate_id=delegate_id, asked_at=now()))


def agree_to_read(member_id: int, by: access.Viewer) -> None:
    """Say yes to reading for the member who asked. Raises Refused."""
    row = db.session.get(Delegate, (member_id, by.id), with_for_update=True)
    if row is None:
        raise Refused("This member does not ask you any more.")
    row.agreed_at = row.agreed_at or now()


def end_delegate(member_id: int, delegate_id: int, by: access.Viewer) -> None:
    """Either of the two ends it, at any time. Raises Refused for anybody else."""
    if by.id not in {member_id, delegate_id}:
        raise Refused("Only the two of them can end this.")
    pair = (Delegate.member_id == member_id, Delegate.delegate_id == delegate_id)
    db.session.execute(sa.delete(Delegate).where(*pair))


def separate(
    one_id: int, other_id: int, because: str, *, decision_id: int | None = None
) -> Separation:
    """Keep two members apart, both alike, for 30 days. Raises Refused. Whoever calls may do it."""
    first, second = sorted((one_id, other_id))
    pair = sorted((first, second))
    db.session.scalars(  # so that two stewards at once do not both do it
        sa.select(Member.id).where(Member.id.in_(pair)).order_by(Member.id).with_for_update()
    ).all()
    _refuse_if(
        rules.why_not_separate(
            same=first == second,
            are_there=_is_there(first) and _is_there(second),
            apart_already=_apart(first, second) is not None,
        )
    )
    since = now()
    made = Separation(
        first_id=first,
        second_id=second,
        since=since,
        until=since + house_rules.length("separation.days"),
        because=because,
        decision_id=decision_id,
    )
    db.session.add(made)
    db.session.flush()
    access.forget()
    return made


def end_separation(decision_id: int) -> None:
    """End what this decision began: it was reversed. Does nothing when it is over."""
    begun = sa.update(Separation).where(
        Separation.decision_id == decision_id, Separation.ended_at.is_(None)
    )
    db.session.execute(begun.values(ended_at=now()))
    access.forget()


def _apart(first: int, second: int) -> int | None:
    found = sa.select(Separation.id).where(
        Separation.first_id == first, Separation.second_id == second, queries.IN_FORCE
    )
    return db.session.scalar(found, {"at": now()})


def _is_there(member_id: int) -> bool:
    member = db.session.get(Member, member_id)
    return member is not None and member.password_hash is not None


def _refuse_if(reason: str | None) -> None:
    if reason:
        raise Refused(reason)
