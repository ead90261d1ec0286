"""One decision, and one report, as the people they concern see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from moderation.effects import is_in_force
from moderation.facts import has_reported, why_not_appeal
from moderation.facts.appeals import concerns
from moderation.facts.mending import to_mend
from moderation.facts.seats import reaches
from moderation.models import Appeal, Case, Decision, Report
from moderation.queries.described import described
from moderation.rules.cases import RESTRICTING, TO_IT, Action, CaseKind
from moderation.rules.letters import how
from moderation.rules.reasons import Reason

_ABOUT_IT = sorted({*TO_IT, Action.RELEASE})


@dataclass(frozen=True, slots=True)
class Statement:
    """A decision as its author or a reporter reads it. Says nothing about who reported."""

    decision: Decision
    case: Case
    action: Action
    reason: Reason | None
    came_by: str
    what: str
    why_not_appeal: str | None
    appealed_at: datetime | None
    to_mend: str | None  # the words, for their author to change


def statement_for(reader: Viewer, decision_id: int) -> Statement | None:
    """The statement of reasons, if it concerns this person or they are a steward of it."""
    decision = db.session.get(Decision, decision_id)
    case = db.session.get(Case, decision.case_id) if decision else None
    if decision is None or case is None or not _concerns(reader, case, decision):
        return None
    appealed = sa.select(Appeal.made_at).where(Appeal.decision_id == decision.id)
    return Statement(
        decision=decision,
        case=case,
        action=Action(decision.action),
        reason=Reason(decision.reason) if decision.action in RESTRICTING else None,
        came_by=how(CaseKind(case.kind), by_report=_was_reported(case)),
        what=described(decision),
        why_not_appeal=why_not_appeal(decision, case, reader),
        appealed_at=db.session.scalar(appealed),
        to_mend=to_mend(decision, reader),
    )


def _concerns(reader: Viewer, case: Case, decision: Decision) -> bool:
    if reader.id is None:
        return False
    if reaches(case, reader):
        return True
    if case.kind == CaseKind.APPEAL:
        return _appeal_concerns(reader.id, case)
    if concerns(decision, case, reader.id) and decision.action in RESTRICTING:
        return not decision.is_pending or is_in_force(decision)
    return decision.action in _ABOUT_IT and _is_told_to_reporter(reader.id, case, decision)


def _is_told_to_reporter(reader_id: int, case: Case, decision: Decision) -> bool:
    return decision.confirmed_at is not None and has_reported(reader_id, case.id)


def _appeal_concerns(reader_id: int, case: Case) -> bool:
    """Who appealed, and who wrote it if the decision went against them."""
    found = db.session.execute(
        sa.select(Appeal.by_id, Decision.action)
        .join(Decision, Decision.id == Appeal.decision_id)
        .where(Appeal.case_id == case.id)
    ).one()
    return found.by_id == reader_id or (case.author_id == reader_id and found.action in RESTRICTING)


def _was_reported(case: Case) -> bool:
    return db.session.scalar(sa.select(Report.id).where(Report.case_id == case.id)) is not None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A report as the member who made it sees it."""

    case_id: int
    heading: str
    url: str
    reason: Reason
    made_at: datetime
    due_at: datetime
    feels_unsafe: bool
    outcome: str
    decision_id: int | None


def report_of(reader: Viewer, report_id: int) -> Acknowledgement | None:
    """One's own report and what became of it, never of a person. 2 statements."""
    found: Any = db.session.execute(
        sa.select(
            Report.reason, Report.made_at, Report.feels_unsafe, Case.id, Case.evidence, Case.due_at
        )
        .join(Case, Case.id == Report.case_id)
        .where(Report.id == report_id, Report.reporter_id == reader.id)
    ).first()
    if found is None:
        return None
    # What befell a person is told to nobody else.
    decision = db.session.scalar(
        sa.select(Decision)
        .where(
            Decision.case_id == found.id,
            Decision.confirmed_at.is_not(None),
            Decision.action.in_(_ABOUT_IT),
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return Acknowledgement(
        case_id=found.id,
        heading=found.evidence["heading"],
        url=found.evidence["url"],
        reason=Reason(found.reason),
        made_at=found.made_at,
        due_at=found.due_at,
        feels_unsafe=found.feels_unsafe,
        outcome=Action(decision.action).label if decision else "",
        decision_id=decision.id if decision else None,
    )
