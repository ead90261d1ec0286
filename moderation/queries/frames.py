"""Who may be drawn for an invitation. Read by the draw only; no page shows who is among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from accounts.models import Clp, Member, Region, Restriction
from core import house_rules
from core.db import db
from deliberation.models import Post, StandIn, Thread
from deliberation.rules.contributions import discussion_of
from deliberation.voice_key import voice_of
from moderation.models import Case, Invitation, InvitationConsent
from moderation.rules.cases import WAITING, CaseKind
from moderation.rules.groups import Standing

YEAR = timedelta(days=365)
_THREAD_ID: sa.BindParameter[int] = sa.bindparam("thread_id")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member who may be drawn."""

    id: int
    uuid: str
    by_mail: bool
    standing: Standing


_SPOKE = sa.exists().where(
    Post.thread_id == Thread.id,
    Post.author_id == Member.id,
    Post.written_at > sa.bindparam("lately"),
    sa.or_(Thread.id == _THREAD_ID, Thread.option_id == sa.bindparam("option_id")),
)
_INVITED_LATELY = sa.exists().where(
    Invitation.member_id == Member.id, Invitation.sent_at > sa.bindparam("rested")
)
_THIS_YEAR = (
    sa.select(sa.func.count())
    .select_from(Invitation)
    .where(Invitation.member_id == Member.id, Invitation.sent_at > sa.bindparam("a_year_ago"))
    .correlate(Member)
    .scalar_subquery()
)
_COMPLAINED_OF = sa.exists().where(
    Case.author_id == Member.id, Case.kind != CaseKind.PROMPT, Case.state.in_(sorted(WAITING))
)
_MAY_NOT_WRITE = sa.exists().where(
    Restriction.member_id == Member.id,
    Restriction.ended_at.is_(None),
    sa.or_(Restriction.until.is_(None), Restriction.until > sa.bindparam("at")),
)
_CANDIDATES = (
    sa.select(
        Member.id,
        Member.uuid,
        Member.joined_on,
        sa.and_(Member.email.is_not(None), Member.password_hash.is_not(None)).label("by_mail"),
        Clp.name.label("clp"),
        Region.name.label("region"),
    )
    .join(InvitationConsent, InvitationConsent.member_id == Member.id)
    .join(Clp, Clp.id == Member.clp_id)
    .join(Region, Region.id == Clp.region_id)
    .where(
        Member.membership_number.is_not(None),
        sa.or_(
            InvitationConsent.not_before.is_(None),
            InvitationConsent.not_before <= sa.bindparam("at"),
        ),
        ~_SPOKE,
        ~_INVITED_LATELY,
        sa.bindparam("most_a_year") > _THIS_YEAR,
        ~_COMPLAINED_OF,
        ~_MAY_NOT_WRITE,
    )
    .order_by(Member.id)
)
_WITHOUT_NAME = (
    sa.select(StandIn.voice)
    .join(Post, Post.author_id == StandIn.member_id)
    .where(
        StandIn.discussion == sa.bindparam("discussion"), Post.written_at > sa.bindparam("lately")
    )
)


def candidates(thread: Thread, clp_id: int | None, at: datetime) -> list[Candidate]:
    """Members who agreed, are rested, not complained of, may write and have not spoken there.

    Of one CLP, or of all. In the order of their ids. 2 statements.
    """
    statement = _CANDIDATES if clp_id is None else _CANDIDATES.where(Member.clp_id == clp_id)
    rested = house_rules.length("invitation.rest_days", at=at)
    asked = {
        "thread_id": thread.id,
        "option_id": thread.option_id,
        "lately": at - rested,
        "rested": at - rested,
        "a_year_ago": at - YEAR,
        "at": at,
        "most_a_year": house_rules.value("invitation.most_a_year", at=at),
    }
    found = [
        Candidate(row.id, row.uuid, row.by_mail, Standing(row.joined_on, row.clp, row.region))
        for row in db.session.execute(statement, asked)
    ]
    return list(_without(found, thread, at - rested))


def _without(found: Iterable[Candidate], thread: Thread, lately: datetime) -> Iterable[Candidate]:
    """Those who have not spoken there lately without their name either."""
    discussion = discussion_of(thread_id=thread.id, option_id=thread.option_id)
    asked = {"discussion": discussion, "lately": lately}
    voices = set(db.session.scalars(_WITHOUT_NAME, asked))
    for one in found:
        if not voices or voice_of(one.uuid, discussion) not in voices:
            yield one


_SO_FAR = (
    sa.select(sa.func.count(), sa.func.count(Invitation.answered_at))
    .select_from(Invitation)
    .where(Invitation.round_id.in_(sa.bindparam("rounds", expanding=True)))
)


def came_of(round_ids: Iterable[int]) -> tuple[int, int]:
    """How many were invited in these rounds, and how many answered. 1 statement."""
    asked, answered = db.session.execute(_SO_FAR, {"rounds": list(round_ids)}).one()
    return asked, answered
