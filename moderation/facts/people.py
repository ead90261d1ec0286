"""The part that a steward has in a case."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from moderation import discussions
from moderation.models import Appeal, Case, Decision, Report
from moderation.rules import people
from moderation.rules.people import Part


def part_of(case: Case, member_id: int) -> Part:
    """The conflicts of interest of this member in this case. 3 to 4 statements."""
    judged = db.session.execute(
        sa.select(Decision.case_id, Decision.first_by_id, Decision.second_by_id)
        .join(Appeal, Appeal.decision_id == Decision.id)
        .where(Appeal.case_id == case.id)
    ).first()
    cases = (case.id, judged.case_id) if judged else (case.id,)
    reported = sa.select(Report.id).where(
        Report.case_id.in_(cases), Report.reporter_id == member_id
    )
    return Part(
        wrote_it=case.author_id == member_id,
        reported_it=db.session.scalar(reported.limit(1)) is not None,
        acted_earlier=judged is not None and member_id in judged[1:],
        took_position=discussions.took_position(case.subject_kind, case.subject_id, member_id),
    )


def why_not_sign_second(pending: Decision, steward: Viewer) -> str | None:
    """The reason this steward's signature would not count as the second."""
    return people.why_not_second(
        member_id=steward.id or 0,
        clp_id=steward.clp_id,
        first_id=pending.first_by_id,
        first_clp_id=pending.first_clp_id,
    )
