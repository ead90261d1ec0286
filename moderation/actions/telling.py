"""Telling the people whom a decision concerns, word for word, by mail."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from accounts.models import Member
from core import house_rules, mail
from core.db import db
from core.web import settings
from moderation.effects import is_in_force
from moderation.models import Case, Decision, Report
from moderation.rules import letters
from moderation.rules.cases import RESTRICTING, TO_AUTHOR, Action, CaseKind
from moderation.rules.letters import Judgement, Letter
from moderation.rules.reasons import Reason


def tell_of(case: Case, *decisions: Decision) -> None:
    """Tell the author of each that restricts them, and everyone who reported it once.

    What only one has signed is told when it has an effect already, and not yet to who reported.
    """
    for decision in decisions:
        if decision.action in RESTRICTING and is_in_force(decision):
            tell_author_of(case, decision)
    done = [one for one in decisions if not one.is_pending]
    if not done:
        return
    letter = letters.to_reporter(judgement_of(case, done[0]), also=_done_along(done[1:]))
    reporters = sa.select(Report.reporter_id).where(Report.case_id == case.id)
    for reporter_id in db.session.scalars(reporters.order_by(Report.id)).all():
        _send(reporter_id, letter)


def _done_along(decisions: Sequence[Decision]) -> str:
    """What else was done, without saying what befell a person."""
    if any(one.action in TO_AUTHOR for one in decisions):
        return "Something was also decided about the person who wrote it."
    return "Something was also decided about the discussion." if decisions else ""


def tell_author_of(case: Case, decision: Decision) -> None:
    """Send the statement of reasons."""
    _send(case.author_id, letters.to_author(judgement_of(case, decision)))


def tell_author_it_is_undone(case: Case, decision: Decision) -> None:
    """Tell the author that what they were told of was not signed second, and is undone."""
    against = str(decision.terms.get("against", ""))
    _send(case.author_id, letters.not_confirmed(judgement_of(case, decision), against=against))


def tell_of_appeal(case: Case, decision: Decision, judged: Decision) -> None:
    """Tell who reported what came of an appeal, and the author if they had heard of the case."""
    letter = letters.of_appeal(judgement_of(case, decision))
    reporters = sa.select(Report.reporter_id).where(Report.case_id == judged.case_id)
    for reporter_id in db.session.scalars(reporters.order_by(Report.id)).all():
        _send(reporter_id, letter)
    if judged.action in RESTRICTING:
        other_id = judged.terms.get("other") if judged.action == Action.SEPARATE else None
        for member_id in (case.author_id, other_id):
            _send(member_id, letter)


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
        appeal_for=house_rules.words("appeal.days", at=decision.confirmed_at),
        second_within=house_rules.words("case.interim_hours", at=decision.made_at),
        pending=decision.is_pending,
        until=decision.until,
        by_report=_has_reports(case),
        label=str(decision.terms.get("label", "")),
        posts=1 + len(decision.terms.get("posts", ())),
    )


def _has_reports(case: Case) -> bool:
    found = sa.select(Report.id).where(Report.case_id == case.id).limit(1)
    return db.session.scalar(found) is not None


def _send(member_id: int | None, letter: Letter) -> None:
    if member_id is None:
        return
    address = db.session.scalar(sa.select(Member.email).where(Member.id == member_id))
    if address:
        mail.send(address, letter.subject, letter.text)
