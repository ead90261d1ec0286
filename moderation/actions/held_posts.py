"""A held post is a case for stewards, from the moment in which it is held."""

from __future__ import annotations

import sqlalchemy as sa

from core import house_rules, versions
from core.db import db
from deliberation.actions import holding
from deliberation.models import HeldPost
from moderation.actions.cases import QUEUE, case_on, evidence_of
from moderation.models import Case
from moderation.rules.cases import WAITING, CaseKind, CaseState

__all__ = ["open_case", "void_case"]


@holding.when_held
def open_case(held: HeldPost) -> None:
    """Ask stewards to look at it, in the time that its author was promised.

    Held again with other words, it is a case of its own: what was judged before stays as it was.
    """
    case = case_on(held, CaseKind.HELD_POST, aspect=f"held:{held.held_at.isoformat()}")
    case.due_at = held.held_at + house_rules.length("held.hours")
    case.evidence = {
        **evidence_of(held),
        "because": held.sentence,
        "like_url": held.like_url,
        "file": f"{held.url}/file" if held.facts.get("file") else "",
    }
    versions.move_on([QUEUE])


@holding.when_ended
def void_case(held: HeldPost) -> None:
    """There is nothing left to decide: it has appeared by itself, or its author took it back."""
    waiting = sa.select(Case).where(
        Case.subject_kind == HeldPost.kind, Case.subject_id == held.id, Case.state.in_(WAITING)
    )
    for case in db.session.scalars(waiting.order_by(Case.id).with_for_update()).all():
        case.state = CaseState.VOID
        case.version += 1
    versions.move_on([QUEUE])
