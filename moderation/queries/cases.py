"""One case as the steward who opens it sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Member
from core.clock import now
from core.db import db
from moderation.facts import (
    acts_on,
    part_of,
    pending_decision,
    reasons_of,
    why_not_sign_second,
)
from moderation.facts.seats import reaches, why_not_vote
from moderation.models import Appeal, Case, Decision, Report
from moderation.queries.described import described
from moderation.queries.log import reason_words
from moderation.queries.safety import Line, history_of, is_open_to
from moderation.queries.standing import Standing, standing_of
from moderation.rules import people, safety
from moderation.rules.acting import MENDED, Acts, why_not_ask_author, why_not_release
from moderation.rules.cases import Action, CaseKind
from moderation.rules.reasons import Reason


@dataclass(frozen=True, slots=True)
class Author:
    """The standing of a member whose words are judged: nothing about how they think or vote."""

    name: str
    joined_on: date
    hidden_before: int


@dataclass(frozen=True, slots=True)
class Said:
    """One report, without its reporter."""

    reason: Reason
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """One earlier decision about the same subject."""

    id: int
    at: datetime
    action: str
    reason: str
    words: str
    signed: str
    overruled: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything on a case's page. `refused` is why this steward has no buttons, or None."""

    case: Case
    kind: CaseKind
    place: str
    reports: list[Said]
    author: Author | None
    history: list[Act]
    holder: str
    is_mine: bool
    refused: str | None
    only_uncontested: bool
    pending: Decision | None
    is_open: bool  # whether the words are shown: of a safety case after somebody asked for them
    reference: str
    safety: list[Line]
    pending_words: str  # what it does, for the second steward
    appeal: Appeal | None
    judged: Decision | None
    standing: Standing
    about: Acts

    @property
    def why_not_release(self) -> str | None:
        """The reason that “Show it” is not offered."""
        return why_not_release(self.about)

    @property
    def not_now(self) -> str:
        """What cannot be decided as things are, in sentences: for the choice of actions."""
        shown = why_not_release(self.about) if self.about.is_hidden else None
        asked = why_not_ask_author(self.about) if self.about.kind in MENDED else None
        return " ".join(filter(None, (shown, asked)))


def case_seen_by(steward: Viewer, case_id: int) -> Case | None:
    """The case, if this steward's roles reach it. 1 statement."""
    case = db.session.get(Case, case_id)
    if case is None or not is_shown(case) or not reaches(case, steward):
        return None
    return case


def is_shown(case: Case) -> bool:
    """Whether its time has come: a prompt that is held back is there for nobody."""
    return case.shown_from is None or case.shown_from <= now()


def case_page(case: Case, steward: Viewer) -> CasePage:
    """What the steward needs to decide. About 12 statements."""
    assert steward.id is not None  # noqa: S101 — only signed-in stewards see cases
    part = part_of(case, steward.id)
    pending = pending_decision(case)
    refused = people.why_not_claim(part, reasons_of(case))
    if pending is not None:
        refused = people.why_not_decide(
            part, Reason(pending.reason) if pending.reason else None
        ) or why_not_sign_second(pending, steward)
    appeal = db.session.get(Appeal, case.id)
    if appeal is not None and refused is None:
        refused = why_not_vote(case, steward.id)
    holder = case.holder_at(now())
    return CasePage(
        case=case,
        kind=CaseKind(case.kind),
        place=db.session.scalar(sa.select(Clp.name).where(Clp.id == case.clp_id)) or "",
        reports=_reports(case),
        author=_author(case),
        history=_history(case),
        holder=_name(holder),
        is_mine=holder == steward.id,
        refused=refused,
        only_uncontested=part.took_position,
        pending=pending,
        is_open=is_open_to(case, steward),
        reference=safety.reference(case.kind, case.id, case.opened_at),
        safety=history_of(case),
        pending_words=described(pending) if pending else "",
        appeal=appeal,
        judged=db.session.get(Decision, appeal.decision_id) if appeal else None,
        standing=standing_of(case, steward),
        about=acts_on(case),
    )


def _name(member_id: int | None) -> str:
    return db.session.scalar(sa.select(Member.name).where(Member.id == member_id)) or ""


def _reports(case: Case) -> list[Said]:
    rows = db.session.execute(
        sa.select(Report.reason, Report.words, Report.made_at)
        .where(Report.case_id == case.id)
        .order_by(Report.id)
        .limit(100)
    )
    return [Said(Reason(row.reason), row.words, row.made_at) for row in rows]


def _author(case: Case) -> Author | None:
    author = db.session.execute(
        sa.select(Member.name, Member.joined_on).where(Member.id == case.author_id)
    ).first()
    if author is None:
        return None
    before = (
        sa.select(sa.func.count(Decision.id))
        .join(Case, Case.id == Decision.case_id)
        .where(
            Case.author_id == case.author_id,
            Decision.action == Action.HIDE,
            Decision.confirmed_at.is_not(None),
            Decision.overruled_at.is_(None),
        )
    )
    return Author(author.name, author.joined_on, db.session.scalar(before) or 0)


def _history(case: Case) -> list[Act]:
    decisions = db.session.scalars(
        sa.select(Decision)
        .join(Case, Case.id == Decision.case_id)
        .where(Case.subject_kind == case.subject_kind, Case.subject_id == case.subject_id)
        .order_by(Decision.id.desc())
        .limit(20)
    )
    return [_act(decision) for decision in decisions]


def _act(decision: Decision) -> Act:
    return Act(
        id=decision.id,
        at=decision.made_at,
        action=Action(decision.action).label,
        reason=reason_words(decision.action, decision.reason),
        words=decision.words,
        signed=" and ".join(filter(None, (decision.first_as, decision.second_as))),
        overruled=decision.overruled_at is not None,
    )
