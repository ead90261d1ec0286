"""What stewards do with a case but decide it: notes, joining it to another, a second look."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core import events
from core.clock import now
from core.db import db
from core.errors import refuse_if
from moderation.actions.cases import QUEUE, case_on, check_steward, subject_of, take
from moderation.actions.judging import check_judge
from moderation.models import Case, CaseNote, Report
from moderation.rules import queueing as rules
from moderation.rules.cases import CaseKind, CaseState
from wiki.models import Suggestion
from wiki.rules import WAITING as SUGGESTION_WAITING


def note(case: Case, steward: Viewer, words: str) -> CaseNote:
    """Write something for the other stewards of the case. Raises Refused."""
    steward_id = check_steward(case, steward, case.version)
    there = sa.select(sa.func.count()).where(CaseNote.case_id == case.id)
    refuse_if(rules.why_not_note(words=words, notes=db.session.scalar(there) or 0))
    made = CaseNote(case_id=case.id, author_id=steward_id, words=words, at=now())
    db.session.add(made)
    return made


def join(case: Case, steward: Viewer, *, version: int, other: Case | None) -> None:
    """Join a case to another, which is decided for both; its reporters hear of that one.

    Raises Refused or Stale.
    """
    check_judge(case, steward, None, version)
    refuse_if(
        rules.why_not_join(
            is_same=other is not None and other.id == case.id,
            kind=CaseKind(case.kind),
            other=CaseKind(other.kind) if other else None,
            other_waits=other is not None and other.is_waiting,
            pending=case.state == CaseState.AWAITING_SECOND,
        )
    )
    assert other is not None  # noqa: S101 — else refused above
    check_steward(other, steward, other.version)
    take(case, version)
    take(other, other.version)
    known = sa.select(Report.reporter_id).where(Report.case_id == other.id)
    db.session.execute(
        sa.update(Report)
        .where(Report.case_id == case.id, Report.reporter_id.not_in(known))
        .values(case_id=other.id)
        .execution_options(synchronize_session=False)
    )
    case.state, case.duplicate_of = CaseState.DUPLICATE, other.id
    case.claimed_by_id = case.claimed_until = None
    other.is_urgent = other.is_urgent or case.is_urgent
    other.due_at = min(other.due_at, case.due_at)
    events.record(
        "moderation.joined", subject_of(case), actor_id=steward.id, pages=[QUEUE], case=other.id
    )


def look_again(suggestion: Suggestion, by: Viewer, reason: str) -> Case:
    """An editor asks stewards for a second look at a suggestion, with a reason. Raises Refused.

    What an editor wants it for is theirs to say: a suggestion never goes there by itself, because
    the wiki has its own two people for what removes or alters a view (`wiki.actions.removals`).
    """
    refuse_if(
        rules.why_not_send(
            may=by.can(Power.EDIT_WIKI),
            waits=suggestion.state in SUGGESTION_WAITING,
            reason=reason,
        )
    )
    case = case_on(suggestion, CaseKind.SECOND_LOOK)
    case.evidence = {**case.evidence, "because": reason.strip()}
    events.record("moderation.sent", suggestion, actor_id=by.id, pages=[QUEUE])
    return case
