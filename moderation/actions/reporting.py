"""Reporting something."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from accounts.access import Viewer
from accounts.rules import Power
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from core.subjects import Subject
from moderation.actions import reactions
from moderation.actions.cases import QUEUE, case_on
from moderation.facts import time_to_decide, why_not_report
from moderation.facts.reviewed import reviewed
from moderation.models import Case, Report
from moderation.rules.cases import CaseKind, is_urgent
from moderation.rules.people import ALREADY_REPORTED
from moderation.rules.reasons import Reason, why_not_without_words


def report(
    subject: Subject,
    reporter: Viewer,
    *,
    reason: Reason,
    words: str = "",
    feels_unsafe: bool = False,
) -> Report:
    """Tell the stewards about a subject; attaches to the case that waits for it. Raises Refused.

    Who feels unsafe, or reports what the law forbids, reaches the safety officer. What moderators
    have left as it is, and nobody has changed since, opens no second case: the report is joined to
    the one that was decided.
    """
    refused = why_not_report(subject, reporter) or why_not_without_words(reason, words)
    if refused or reporter.id is None:
        raise Refused(refused or "Sign in to report this.")
    urgent = feels_unsafe or is_urgent([reason])
    case = None if urgent else reviewed(subject)
    if case is None:
        case = case_on(subject, _kind(reason, feels_unsafe=feels_unsafe), urgent=urgent)
        _hurry(case, urgent=urgent)
    made = Report(
        case_id=case.id,
        reporter_id=reporter.id,
        reason=reason,
        words=words,
        feels_unsafe=feels_unsafe,
        made_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # sent twice in the same moment: the first one counts
        raise Refused(ALREADY_REPORTED) from None
    reactions.count_complaint(subject)
    # No actor: who reported stands in the report alone, and the log is read by many.
    events.record("moderation.reported", subject, actor_id=None, pages=[QUEUE], reason=reason)
    return made


def _kind(reason: Reason, *, feels_unsafe: bool) -> CaseKind:
    if feels_unsafe or reason is Reason.UNLAWFUL:
        return CaseKind.ILLEGAL_CONTENT
    return CaseKind.REPORT


def _hurry(case: Case, *, urgent: bool) -> None:
    if urgent and not case.is_urgent:
        case.is_urgent = True
        case.due_at = min(case.due_at, now() + time_to_decide(CaseKind.REPORT, urgent=True))


def come_upon(subject: Subject, steward: Viewer, *, reason: Reason) -> Case:
    """Open a case that nobody reported: a steward came upon it themselves. Raises Refused."""
    if steward.id is None or not steward.can(Power.MODERATE, clp_id=subject.clp_of):
        raise Refused("Only moderators of this place open a case without a report.")
    if subject.author_of == steward.id:
        raise Refused("You wrote this yourself. You can change it instead.")
    case = case_on(subject, CaseKind.REPORT, urgent=is_urgent([reason]))
    case.opened_by_id = case.opened_by_id or steward.id
    events.record("moderation.opened", subject, actor_id=steward.id, pages=[QUEUE], reason=reason)
    return case
