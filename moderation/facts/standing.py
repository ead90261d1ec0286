"""What decisions do to a thing now: to tell what is left when one of them is undone."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import sqlalchemy as sa

from core.db import db
from core.subjects import Subject
from deliberation.models import HeldPost
from deliberation.rules.held import State
from moderation.models import Case, Decision
from moderation.rules import people
from moderation.rules.cases import Action
from moderation.rules.reasons import Reason

_HIDES = (Action.HIDE, Action.ASK_AUTHOR_TO_EDIT, Action.RELEASE)


def others(
    subjects: Collection[tuple[str, int]], actions: Collection[Action], *, but: Decision | None
) -> Iterator[Decision]:
    """Decisions of these kinds about these things that were not undone, newest first."""
    rows = db.session.scalars(
        sa.select(Decision)
        .join(Case, Case.id == Decision.case_id)
        .where(
            sa.tuple_(Case.subject_kind, Case.subject_id).in_(list(subjects)),
            Decision.id != (but.id if but else 0),
            Decision.action.in_(actions),
            Decision.lapsed_at.is_(None),
            Decision.overruled_at.is_(None),
        )
        .order_by(Decision.id.desc())
    )
    yield from rows.all()


def hides(subject: Subject, *, but: Decision | None = None) -> Decision | None:
    """The decision that hides this now, `but` one: for good, or until it is mended or signed.

    What was shown again by a later decision is not hidden by an earlier one.
    """
    for one in _about(subject, but):
        if (
            one.action == Action.HIDE
            and one.is_pending
            and not people.hides_at_once(Reason(one.reason))
        ):
            continue
        shown = one.action == Action.RELEASE or (
            one.terms.get("mended_at") and one.terms.get("at_once")
        )
        return None if shown else one
    return None


def _about(subject: Subject, but: Decision | None) -> Iterator[Decision]:
    """Decisions to hide or show this, alone or with other posts of its author, newest first."""
    rows = db.session.execute(
        sa.select(Decision, Case.subject_id)
        .join(Case, Case.id == Decision.case_id)
        .where(
            Case.subject_kind == subject.kind,
            sa.or_(Case.subject_id == subject.id, Case.author_id == (subject.author_of or 0)),
            Decision.id != (but.id if but else 0),
            Decision.action.in_(_HIDES),
            Decision.lapsed_at.is_(None),
            Decision.overruled_at.is_(None),
        )
        .order_by(Decision.id.desc())
    )
    for one, subject_id in rows.all():
        if subject.id == subject_id or subject.id in one.terms.get("posts", ()):
            yield one


def is_mended(subject: Subject) -> bool:
    """Whether its author has changed it since it was hidden, as they were asked to. 1 statement."""
    one = hides(subject)
    return one is not None and bool(one.terms.get("mended_at"))


def askings(subject: Subject) -> list[Decision]:
    """The decisions that asked its author to change it, newest first. 1 statement."""
    return list(others([(subject.kind, subject.id)], [Action.ASK_AUTHOR_TO_EDIT], but=None))


def awaits_author(subject: Subject, latest: Decision) -> bool:
    """Whether its author has not yet changed it as this decision, the latest, asks."""
    if isinstance(subject, HeldPost):
        return subject.state == State.EDIT_ASKED
    return subject.hidden_at is not None and not latest.terms.get("mended_at")
