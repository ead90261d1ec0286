"""Telling the people whom a decision concerns, word for word, by mail."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.models import Member
from core import mail
from core.db import db
from core.web import settings
from moderation.models import Case, Decision, Report
from moderation.rules import letters
from moderation.rules.cases import Action, CaseKind
from moderation.rules.letters import Judgement, Letter
from moderation.rules.reasons import Reason


def tell_of(case: Case, decision: Decision) -> None:
    """Tell the author, when something of theirs was restricted, and everyone who reported it."""
    if decision.action == Action.HIDE:
        tell_author_of(case, decision)
    letter = letters.to_reporter(judgement_of(case, decision))
    reporters = sa.select(Report.reporter_id).where(Report.case_id == case.id)
    for reporter_id in db.session.scalars(reporters).all():
        _send(reporter_id, letter)


def tell_author_of(case: Case, decision: Decision) -> None:
    """Send the statement of reasons."""
    _send(case.author_id, letters.to_author(judgement_of(case, decision)))


def tell_of_appeal(case: Case, decision: Decision, judged: Decision) -> None:
    """Tell who reported what came of an appeal, and the author if they had heard of the case."""
    letter = letters.of_appeal(judgement_of(case, decision))
    reporters = sa.select(Report.reporter_id).where(Report.case_id == judged.case_id)
    for reporter_id in db.session.scalars(reporters).all():
        _send(reporter_id, letter)
    if judged.action == Action.HIDE:
        _send(case.author_id, letter)


def judgement_of(case: Case, decision: Decision) -> Judgement:
    """The decision as the people it concerns read it."""
    return Judgement(
        case_id=case.id,
        kind=CaseKind(case.kind),
        action=Action(decision.action),
        reason=Reason(decision.reason) if decision.reason else None,
        words=decision.words,
        heading=case.evidence["heading"],
        address=settings().site_url + case.evidence["url"],
        page=f"{settings().site_url}/decisions/{decision.id}",
        pending=decision.is_pending,
    )


def _send(member_id: int | None, letter: Letter) -> None:
    if member_id is None:
        return
    address = db.session.scalar(sa.select(Member.email).where(Member.id == member_id))
    if address:
        mail.send(address, letter.subject, letter.text)
