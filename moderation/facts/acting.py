"""Facts about what a case is about, and in which role a steward decides it."""

from __future__ import annotations

from collections.abc import Collection

from accounts.access import Viewer
from accounts.rules import Power
from core import house_rules
from core.subjects import find
from moderation import discussions
from moderation.facts.standing import askings, awaits_author, is_mended
from moderation.models import Case
from moderation.rules.acting import MENDED, Acts, Hat
from moderation.rules.cases import SAFETY, CaseKind


def acts_on(case: Case, further: Collection[int] = ()) -> Acts:
    """What may be done to its subject and to these further posts. ≤ 5 statements."""
    subject = find(case.subject_kind, case.subject_id)
    if subject is None:
        return Acts(case.subject_kind, takes_position=True, has_author=case.author_id is not None)
    asked = askings(subject) if subject.kind in MENDED else []
    return Acts(
        kind=subject.kind,
        takes_position=any(
            discussions.takes_position(one) for one in (subject, *discussions.posts_with(further))
        ),
        has_author=case.author_id is not None,
        is_hidden=subject.hidden_at is not None,
        is_mended=subject.hidden_at is not None and is_mended(subject),
        in_thread=discussions.find_thread(subject) is not None,
        times_asked=len(asked),
        most_asked=house_rules.value("edit.most_asked"),
        awaits_author=bool(asked) and awaits_author(subject, asked[0]),
    )


def hat_of(steward: Viewer, case: Case) -> Hat:
    """The widest role in which this steward may decide the case."""
    return Hat(
        is_national=steward.can(Power.MODERATE),
        is_safety=CaseKind(case.kind) in SAFETY and steward.can(Power.SAFEGUARD),
    )
