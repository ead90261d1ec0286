"""Raising prompts, by the worker: it reads published polls, counts people and opens cases.

A prompt does nothing by itself; a steward decides (`prompting`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from core import events, house_rules
from core.db import db
from moderation import discussions
from moderation.actions.cases import QUEUE, case_on, take
from moderation.detectors import Detector, Finding, no_case, view_gap
from moderation.discussions import Discussion
from moderation.models import Case, Sighting
from moderation.rules.cases import CaseKind, CaseState
from wiki.models import Option


def sweep(at: datetime) -> int:
    """Look at every option with a published poll. Returns how many prompts were raised."""
    return sum(_look_at(discussion, at) for discussion in discussions.with_published_polls())


def _look_at(discussion: Discussion, at: datetime) -> int:
    gaps = view_gap.view_gaps(discussion.ballots, discussion.voices)
    bare = no_case.positions_without_a_case(
        discussion.ballots, discussion.arguments, listed_for=at - discussion.listed_at
    )
    found = [*view_gap.findings(gaps), *no_case.findings(gaps, bare)]
    seen = {(str(one.detector), one.aspect): one for one in found if one.level.fires}
    lasting = _lasting(discussion.option_id, seen, at)
    return sum(_raise(discussion.option_id, seen[key], at) for key in lasting)


def _lasting(
    option_id: int, seen: Collection[tuple[str, str]], at: datetime
) -> list[tuple[str, str]]:
    """What has been seen for a day. Remembers since when; forgets what is seen no more."""
    known = {
        (row.detector, row.position): row
        for row in db.session.scalars(sa.select(Sighting).where(Sighting.option_id == option_id))
    }
    for key, row in known.items():
        if key not in seen:
            db.session.delete(row)
    for detector, position in seen:
        if (detector, position) not in known:
            db.session.add(
                Sighting(detector=detector, option_id=option_id, position=position, since=at)
            )
    return [key for key in seen if key[0] == Detector.NO_CASE or _is_old(known.get(key), at)]


def _is_old(sighting: Sighting | None, at: datetime) -> bool:
    """Whether it has lasted a day; a side without a case has waited three days already."""
    return sighting is not None and sighting.since <= at - house_rules.length("prompt.lasts_hours")


def _raise(option_id: int, finding: Finding, at: datetime) -> bool:
    """Open the prompt, unless the same one waits or was answered lately."""
    aspect = finding.case_aspect
    recent = (
        sa.select(Case.id)
        .where(
            Case.kind == CaseKind.PROMPT,
            Case.subject_kind == Option.kind,
            Case.subject_id == option_id,
            Case.aspect == aspect,
            Case.opened_at > at - house_rules.length("prompt.quiet_days"),
        )
        .limit(1)
    )
    if db.session.scalar(recent) is not None:
        return False
    option = db.session.get_one(Option, option_id)
    case_on(option, CaseKind.PROMPT, aspect=aspect, figures=finding.stored)
    events.record(
        "moderation.prompted",
        option,
        actor_id=None,
        pages=[QUEUE, *discussions.pages_of_threads(option_id)],
        detector=str(finding.detector),
        position=finding.aspect,
    )
    return True


def expire(at: datetime) -> int:
    """Close prompts that nobody answered in time, quietly. Returns how many."""
    late = db.session.scalars(
        sa.select(Case)
        .where(Case.kind == CaseKind.PROMPT, Case.state == CaseState.OPEN, Case.due_at <= at)
        .limit(200)
    ).all()
    for case in late:
        take(case, case.version)
        case.state = CaseState.VOID
    return len(late)
