"""Reporting something."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from core.subjects import Subject
from moderation.actions.cases import QUEUE, case_on
from moderation.facts import time_to_decide, why_not_report
from moderation.models import Report
from moderation.rules.cases import CaseKind, is_urgent
from moderation.rules.people import ALREADY_REPORTED
from moderation.rules.reasons import Reason, why_not_without_words


def report(subject: Subject, reporter: Viewer, *, reason: Reason, words: str = "") -> Report:
    """Tell the stewards about a subject; attaches to the case that waits for it. Raises Refused."""
    refused = why_not_report(subject, reporter) or why_not_without_words(reason, words)
    if refused or reporter.id is None:
        raise Refused(refused or "Sign in to report this.")
    case = case_on(subject, CaseKind.REPORT, urgent=is_urgent([reason]))
    if is_urgent([reason]) and not case.is_urgent:
        case.is_urgent = True
        case.due_at = min(case.due_at, now() + time_to_decide(CaseKind.REPORT, urgent=True))
    made = Report(
        case_id=case.id, reporter_id=reporter.id, reason=reason, words=words, made_at=now()
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # sent twice in the same moment: the first one counts
        raise Refused(ALREADY_REPORTED) from None
    # No actor: who reported stands in the report alone, and the log is read by many.
    events.record("moderation.reported", subject, actor_id=None, pages=[QUEUE], reason=reason)
    return made
