"""Evidence is destroyed when nobody needs it any more; what was decided stays readable.

Of a case whose time has come the copies of what people wrote go: the words, those around them, what
reporters and appellants added. The decision, its reason, its line in the log and the hash stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from core import house_rules
from core.clock import now
from core.db import db
from moderation.models import Appeal, Case, Decision, Report
from moderation.rules.cases import SAFETY, Action, CaseKind, CaseState
from moderation.rules.reasons import Reason

AT_ONCE = 200  # cases in one transaction
GONE = "Destroyed: the time for which it is kept is over."
_UNTIL_ENDED = frozenset({Reason.THREAT, Reason.UNLAWFUL})
_DONE = (CaseState.DECIDED, CaseState.CLOSED, CaseState.VOID, CaseState.DUPLICATE)
_KEPT = ("url", "audience", "taken_at", "sha256", "version")


@dataclass(frozen=True, slots=True)
class Due:
    """A case whose evidence is to go, and why now."""

    case: Case
    because: str


def due(at: datetime, *, after: int = 0) -> Iterator[Due]:
    """Cases whose evidence is past its time, in order of their numbers, from after this one."""
    cases = sa.select(Case).where(
        Case.id > after,
        Case.evidence_gone_at.is_(None),
        Case.state.in_(_DONE),
        Case.kind != CaseKind.PROMPT,
    )
    last = after
    while batch := db.session.scalars(
        cases.where(Case.id > last).order_by(Case.id).limit(AT_ONCE)
    ).all():
        decisions = _decisions([case.id for case in batch])
        for case in batch:
            because = _why_due(case, decisions.get(case.id, []), at)
            if because:
                yield Due(case, because)
        last = batch[-1].id


def destroy(case: Case) -> None:
    """Destroy the copies of what people wrote in this case. Done twice, it changes nothing."""
    if case.evidence_gone_at is not None:
        return
    left = {name: case.evidence[name] for name in _KEPT if name in case.evidence}
    case.evidence = {
        **left,
        "heading": f"{case.subject_kind} {case.subject_id}".replace("_", " "),
        "body": GONE,
        "around": [],
    }
    case.evidence_gone_at = now()
    db.session.execute(sa.update(Report).where(Report.case_id == case.id).values(words=""))
    db.session.execute(sa.update(Appeal).where(Appeal.case_id == case.id).values(words=GONE))


def destroy_what_is_due(at: datetime) -> int:
    """Destroy what is due, some hundreds of cases at a time; how many. Does not commit."""
    cases = [one.case for one, _ in zip(due(at), range(AT_ONCE), strict=False)]
    for case in cases:
        destroy(case)
    return len(cases)


def _decisions(case_ids: list[int]) -> dict[int, list[Decision]]:
    found: dict[int, list[Decision]] = {}
    rows = sa.select(Decision).where(Decision.case_id.in_(case_ids)).order_by(Decision.id)
    for decision in db.session.scalars(rows):
        found.setdefault(decision.case_id, []).append(decision)
    return found


def _why_due(case: Case, decisions: list[Decision], at: datetime) -> str:
    """Why the evidence goes now; "" while it stays."""
    serious = case.kind in SAFETY or any(one.reason in _UNTIL_ENDED for one in decisions)
    if serious and case.ended_at is None:
        return ""
    since = max([case.opened_at, *(_last_change(one) for one in decisions)])
    if case.ended_at is not None:
        since = max(since, case.ended_at)
    upheld = any(
        one.action not in (Action.NO_ACTION, Action.OVERTURN) and one.overruled_at is None
        for one in decisions
    )
    if upheld:
        kept = house_rules.length("evidence.upheld_days", at=since)
        why = f"acted on, {house_rules.words('evidence.upheld_days', at=since)} ago"
    else:
        kept = house_rules.length("evidence.no_action_days", at=since)
        why = f"left as it was, {house_rules.words('evidence.no_action_days', at=since)} ago"
    return why if at >= since + kept else ""


def _last_change(decision: Decision) -> datetime:
    moments = (decision.made_at, decision.confirmed_at, decision.overruled_at)
    return max(moment for moment in moments if moment is not None)
