"""The facts that the rules decide on, read from the database: page and action ask the same ones.

A `why_not_…` here asks the rule of the same name with what it finds.
"""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from accounts.access import Viewer
from core import house_rules
from core.clock import now
from core.db import db
from core.subjects import Subject
from moderation import discussions
from moderation.models import Appeal, Case, Decision, Report
from moderation.rules import people
from moderation.rules.cases import WAITING, Action, CaseKind
from moderation.rules.people import Part
from moderation.rules.reasons import Reason


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


def reasons_of(case: Case) -> set[Reason]:
    """The reasons that members gave."""
    given = sa.select(Report.reason).where(Report.case_id == case.id).distinct()
    return {Reason(reason) for reason in db.session.scalars(given)}


def has_reported(member_id: int, case_id: int) -> bool:
    """Whether this member's report is part of the case."""
    reported = sa.select(Report.id).where(
        Report.case_id == case_id, Report.reporter_id == member_id
    )
    return db.session.scalar(reported) is not None


def pending_decision(case: Case) -> Decision | None:
    """The decision that waits for its second signature."""
    return db.session.scalar(
        sa.select(Decision).where(
            Decision.case_id == case.id,
            Decision.confirmed_at.is_(None),
            Decision.lapsed_at.is_(None),
        )
    )


def time_to_decide(kind: CaseKind, *, urgent: bool = False) -> timedelta:
    """How long a case may wait before it is late."""
    if kind in (CaseKind.APPEAL, CaseKind.PROMPT):
        return house_rules.length("case.appeal_days")
    if urgent:
        return house_rules.length("case.urgent_hours")
    return house_rules.length("case.hours")


def why_not_report(subject: Subject, reporter: Viewer) -> str | None:
    """The reason this person may not report this now. 2 statements."""
    mine = sa.select(sa.func.count()).select_from(Report).where(Report.reporter_id == reporter.id)
    waiting = mine.join(Case, Case.id == Report.case_id).where(
        Case.subject_kind == subject.kind,
        Case.subject_id == subject.id,
        Case.state.in_(WAITING),
    )
    today = mine.where(Report.made_at > now() - timedelta(days=1))
    return people.why_not_report(
        is_author=reporter.id is not None and subject.author_of == reporter.id,
        has_reported=bool(db.session.scalar(waiting)),
        reports_today=db.session.scalar(today) or 0,
        most_a_day=house_rules.value("report.most_a_day"),
    )


def why_not_sign_second(pending: Decision, steward: Viewer) -> str | None:
    """The reason this steward's signature would not count as the second."""
    return people.why_not_second(
        member_id=steward.id or 0,
        clp_id=steward.clp_id,
        first_id=pending.first_by_id,
        first_clp_id=pending.first_clp_id,
    )


def why_not_appeal(decision: Decision, case: Case, by: Viewer) -> str | None:
    """The reason this person may not appeal against it. 2 statements."""
    if by.id is None or decision.confirmed_at is None:
        return "There is nothing to appeal against yet."
    appealed = sa.select(Appeal.case_id).where(Appeal.decision_id == decision.id)
    return people.why_not_appeal(
        is_author=case.author_id == by.id,
        is_reporter=has_reported(by.id, case.id),
        action=Action(decision.action),
        decided_at=decision.confirmed_at,
        at=now(),
        has_been_appealed=db.session.scalar(appealed) is not None,
        appeal_for=house_rules.length("appeal.days", at=decision.confirmed_at),
    )
