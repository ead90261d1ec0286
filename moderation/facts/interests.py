"""The interests that touch one steward and one case."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from core.clock import now, today
from core.db import db
from core.subjects import find
from moderation.models import Case, Interest
from moderation.rules.interests import About, Declared, Tie, why_conflicted
from wiki.models import Topic

_TOUCHING = (
    sa.select(Interest)
    .where(
        sa.or_(
            Interest.member_id == sa.bindparam("member_id", type_=sa.Integer),
            sa.and_(
                Interest.about_kind == About.MEMBER,
                Interest.about_id == sa.bindparam("member_id", type_=sa.Integer),
            ),
        )
    )
    .order_by(Interest.id)
)


def declared(row: Interest) -> Declared:
    """The interest as the rules look at it."""
    return Declared(
        member_id=row.member_id,
        tie=Tie(row.tie),
        about=About(row.about_kind),
        about_id=row.about_id,
        since=row.since,
        until=row.until,
        ended_on=row.ended_at.date() if row.ended_at else None,
    )


def conflicting_interest(case: Case, member_id: int) -> str:
    """What was declared that stands between this member and the case; "" for nothing.

    1 statement for most; 2 and one for each topic they declared, for the others.
    """
    known = [declared(row) for row in db.session.scalars(_TOUCHING, {"member_id": member_id})]
    if not known:
        return ""
    return why_conflicted(
        known,
        steward_id=member_id,
        concerned=_concerned(case),
        clp_id=case.clp_id,
        topics=_topics_above(case, known),
        first=min(case.opened_at, now()).date(),
        last=today(),
    )


def _concerned(case: Case) -> set[int]:
    target = case.subject_id if case.subject_kind == "member" else None
    return {id_ for id_ in (case.author_id, target) if id_ is not None}


def _topics_above(case: Case, known: Sequence[Declared]) -> set[int]:
    """Those of the declared topics that the case belongs to, or to a topic below."""
    asked = {one.about_id for one in known if one.about is About.TOPIC}
    subject = find(case.subject_kind, case.subject_id) if asked else None
    own = subject.topic_of if subject else None
    branches = Topic.branches(asked) if own else {}
    return {topic_id for topic_id, branch in branches.items() if own in branch}
