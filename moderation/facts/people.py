"""The part that a steward has in a case."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.access import Viewer
from core import house_rules
from core.clock import now
from core.db import db
from moderation import discussions
from moderation.facts.interests import conflicting_interest
from moderation.models import Appeal, Case, Decision, Report, Seat
from moderation.rules import people
from moderation.rules.cases import CaseKind
from moderation.rules.people import Part

_me = sa.bindparam("me", type_=sa.Integer)
_author = sa.bindparam("author", type_=sa.Integer)
_case = sa.bindparam("case", type_=sa.Integer)
_JUDGED = (  # the case of the decision that an appeal is against
    sa.select(Decision.case_id)
    .join(Appeal, Appeal.decision_id == Decision.id)
    .where(Appeal.case_id == _case)
    .scalar_subquery()
)
_signed = sa.or_(Decision.first_by_id == _me, Decision.second_by_id == _me)
_REPORTED = sa.select(Report.id).where(
    sa.or_(Report.case_id == _case, Report.case_id == _JUDGED), Report.reporter_id == _me
)
_pending = aliased(Decision)
_ROUND = (  # when what waits for second signatures was decided: who signs one may sign the others
    sa.select(sa.func.min(_pending.made_at))
    .where(_pending.case_id == _case, _pending.confirmed_at.is_(None), _pending.lapsed_at.is_(None))
    .scalar_subquery()
)
_SIGNED = sa.select(Decision.id).where(
    Decision.case_id == _case,
    _signed,
    sa.or_(Decision.confirmed_at.is_not(None), Decision.lapsed_at.is_not(None)),
    sa.or_(_ROUND.is_(None), Decision.made_at < _ROUND),
)
_APPEALED = sa.select(Appeal.case_id).where(Appeal.case_id == _case, Appeal.by_id == _me)
_SIGNED_JUDGED = sa.select(Decision.id).where(Decision.case_id == _JUDGED, _signed)
_OVERRULED = (  # an appeal reversed what they signed about the same thing, and it came again
    sa.select(Decision.id)
    .join(Case, Case.id == Decision.case_id)
    .where(
        Case.subject_kind == sa.bindparam("kind", type_=sa.String),
        Case.subject_id == sa.bindparam("subject", type_=sa.Integer),
        Decision.overruled_at.is_not(None),
        _signed,
    )
)
_SAT = sa.select(Seat.id).where(
    Seat.case_id == _JUDGED, Seat.member_id == _me, Seat.vote.is_not(None)
)
_SINCE = sa.bindparam("since", type_=Report.made_at.type)
_REPORTS_BETWEEN = (
    sa.select(Report.id)
    .join(Case, Case.id == Report.case_id)
    .where(
        sa.or_(
            sa.and_(Report.reporter_id == _me, Case.author_id == _author),
            sa.and_(Report.reporter_id == _author, Case.author_id == _me),
        ),
        Report.made_at > _SINCE,
    )
)
_FACTS = sa.select(
    _REPORTED.exists().label("reported"),
    _APPEALED.exists().label("appealed"),
    sa.or_(_SIGNED.exists(), _SIGNED_JUDGED.exists(), _OVERRULED.exists(), _SAT.exists()).label(
        "acted"
    ),
    _REPORTS_BETWEEN.exists().label("reports_between"),
)


def part_of(case: Case, member_id: int) -> Part:
    """The conflicts of interest of this member in this case. 6 to 12 statements."""
    since = now() - house_rules.length("conflict.days")
    facts = db.session.execute(
        _FACTS,
        {
            "me": member_id,
            "author": case.author_id,
            "case": case.id,
            "kind": case.subject_kind,
            "subject": case.subject_id,
            "since": since,
        },
    ).one()
    return Part(
        wrote_it=case.author_id == member_id,
        is_target=facts.appealed
        or discussions.is_about(case.subject_kind, case.subject_id, member_id),
        reported_it=facts.reported,
        acted_earlier=facts.acted,
        exchanged=_exchanged(case, member_id, facts, since),
        interest=conflicting_interest(case, member_id),
        took_position=discussions.took_position(case.subject_kind, case.subject_id, member_id),
    )


def _exchanged(case: Case, member_id: int, facts: Any, since: Any) -> bool:
    """Of a prompt nobody is the target: whoever wrote the option is not judged."""
    if case.author_id in (None, member_id) or case.kind == CaseKind.PROMPT:
        return False
    return facts.reports_between or discussions.dealt(member_id, case.author_id or 0, since)


def why_not_sign_second(pending: Decision, steward: Viewer) -> str | None:
    """The reason this steward's signature would not count as the second."""
    return people.why_not_second(
        member_id=steward.id or 0,
        clp_id=steward.clp_id,
        first_id=pending.first_by_id,
        first_clp_id=pending.first_clp_id,
    )
