"""Safety officers read evidence, keep the history of a case, hand it over and mark it ended."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core.clock import now
from core.db import db
from core.errors import Refused, refuse_if
from core.subjects import find
from moderation.facts.seats import reaches
from moderation.models import Case, SafetyEntry
from moderation.rules import safety
from moderation.rules.cases import SAFETY, CaseState
from moderation.rules.safety import Entry


def add_entry(
    case: Case, by: Viewer, entry: Entry, *, words: str = "", handed_to: str = ""
) -> SafetyEntry:
    """Write a line into the history of a safety case. Raises Refused.

    To read the evidence is a line too: it is written before the words are shown.
    """
    if by.id is None or case.kind not in SAFETY or not reaches(case, by):
        raise Refused("Only safety officers keep the history of such a case.")
    refuse_if(safety.why_not_note(entry, words, handed_to))
    made = SafetyEntry(
        case_id=case.id, kind=entry.value, words=words, handed_to=handed_to, by_id=by.id, at=now()
    )
    db.session.add(made)
    if entry is Entry.ENDED:
        case.ended_at = case.ended_at or now()
    db.session.flush()
    return made


def void_what_is_gone() -> int:
    """End waiting safety cases about something that is not there any more; how many.

    What was kept of it stays, for as long as retention says.
    """
    waiting = sa.select(Case).where(Case.kind.in_(sorted(SAFETY)), Case.state == CaseState.OPEN)
    gone = [
        case
        for case in db.session.scalars(waiting.order_by(Case.id).limit(500)).all()
        if find(case.subject_kind, case.subject_id) is None
    ]
    for case in gone:
        case.state, case.version = CaseState.VOID, case.version + 1
    return len(gone)
