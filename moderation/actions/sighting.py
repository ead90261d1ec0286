"""What the detectors see is remembered, with since when; what has lasted becomes a prompt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from core import events, house_rules
from core.db import db
from core.subjects import Subject, find
from moderation.actions.cases import QUEUE, case_on
from moderation.actions.holding import PROTECTS, has_room, schedule
from moderation.actions.looking import looked_at, want
from moderation.actions.protecting import tell_whom_it_hits
from moderation.detectors import Detector, Finding, Level
from moderation.discussions import pages_of_threads
from moderation.models import Case, Sighting
from moderation.queries.findings import Looked
from moderation.queries.strictness import factor_of
from moderation.rules.cases import CaseKind
from moderation.rules.strictness import is_sure_enough
from wiki.models import Option

# These have waited by their own rule, or cannot wait: they are raised as soon as they are seen.
AT_ONCE = frozenset({Detector.NO_CASE, Detector.UNANSWERED, Detector.PILE_ON})
AGAIN = timedelta(weeks=1)  # when stewards have no room for more
Key = tuple[int, str, str]  # subject, detector, aspect


def remember(kind: str, ids: Collection[int], looked: Collection[Looked], at: datetime) -> int:
    """Store what is seen in these subjects now, all of one kind; forget what is seen no more.

    Raises what has lasted, and has the rest looked at when it may be ripe. Gives how many were
    raised. 4 to 6 statements, and some for each prompt.
    """
    seen = {
        (one.subject_id, str(finding.detector), finding.aspect): finding
        for one in looked
        for finding in one.findings
    }
    due = {one.subject_id: one.ripens for one in looked if one.ripens is not None}
    ripe, ripens = _ripe(seen, _since(kind, ids, seen, at), at)
    raised, later = _raise_all(kind, {key: seen[key] for key in ripe}, at)
    ripens += later
    for subject_id, moment in ripens:
        due[subject_id] = min(due.get(subject_id, moment), moment)
    looked_at(kind, ids, at)
    want(kind, due)
    return raised


def _since(
    kind: str, ids: Collection[int], seen: Mapping[Key, Finding], at: datetime
) -> dict[Key, datetime]:
    """Since when each of these has been seen so; stores it. 1 statement, and 1 for each change."""
    of_these = sa.select(Sighting).where(
        Sighting.subject_kind == kind, Sighting.subject_id.in_(ids)
    )
    known = {
        (row.subject_id, row.detector, row.aspect): row for row in db.session.scalars(of_these)
    }
    for key, row in known.items():
        if key not in seen:
            db.session.delete(row)
    since: dict[Key, datetime] = {}
    for key, finding in seen.items():
        row = known.get(key) or _new(kind, key, at)
        if finding.level.fires and not Level(row.level).fires:
            row.since = at  # it was only watched until now
        if (row.level, row.figures) != (finding.level, finding.stored):
            row.level, row.figures = finding.level, finding.stored
        since[key] = row.since
    return since


def _new(kind: str, key: Key, at: datetime) -> Sighting:
    subject_id, detector, aspect = key
    made = Sighting(
        detector=detector,
        subject_kind=kind,
        subject_id=subject_id,
        aspect=aspect,
        level=Level.SILENT,
        figures={},
        since=at,
    )
    db.session.add(made)
    return made


def _ripe(
    seen: Mapping[Key, Finding], since: Mapping[Key, datetime], at: datetime
) -> tuple[list[Key], list[tuple[int, datetime]]]:
    """What fires and has lasted; and of what has not, the subject and when it will have."""
    lasts = house_rules.length("prompt.lasts_hours")
    ripe, ripens = [], []
    for key, finding in seen.items():
        if not finding.level.fires:
            continue
        moment = since[key] if finding.detector in AT_ONCE else since[key] + lasts
        if moment <= at:
            ripe.append(key)
        else:
            ripens.append((key[0], moment))
    return ripe, ripens


def _raise_all(
    kind: str, ripe: Mapping[Key, Finding], at: datetime
) -> tuple[int, list[tuple[int, datetime]]]:
    """Open what has not been asked lately and has room; how many, and when to look at the rest."""
    answered, quiet = _raised_lately(kind, ripe, at), house_rules.length("prompt.quiet_days")
    later = [(key[0], answered[key] + quiet) for key in ripe if key in answered]
    raised, full = 0, set[int | None]()
    for key, finding in ripe.items():
        subject = _raisable(kind, key[0], finding) if key not in answered else None
        if subject is None:
            continue
        clp_id = subject.clp_of
        if finding.detector not in PROTECTS and _is_full(clp_id, at, full):
            later.append((key[0], at + AGAIN))
        else:
            _raise(subject, finding)
            raised += 1
    return raised, later


def _is_full(clp_id: int | None, at: datetime, full: set[int | None]) -> bool:
    """Whether its stewards have no room; remembers those who have none, not to ask again."""
    if clp_id not in full and not has_room(clp_id, at):
        full.add(clp_id)
    return clp_id in full


def _raised_lately(kind: str, keys: Iterable[Key], at: datetime) -> dict[Key, datetime]:
    """Which of these wait, or were raised lately, and when. 1 statement."""
    by_aspect = {(key[0], f"{key[1]}:{key[2]}"): key for key in keys}
    if not by_aspect:
        return {}
    rows = db.session.execute(
        sa.select(Case.subject_id, Case.aspect, sa.func.max(Case.opened_at))
        .where(
            Case.kind == CaseKind.PROMPT,
            Case.subject_kind == kind,
            Case.subject_id.in_({subject_id for subject_id, _ in by_aspect}),
            Case.opened_at > at - house_rules.length("prompt.quiet_days"),
        )
        .group_by(Case.subject_id, Case.aspect)
    )
    return {by_aspect[pair]: opened for *both, opened in rows if (pair := tuple(both)) in by_aspect}


def _raisable(kind: str, subject_id: int, finding: Finding) -> Subject | None:
    """Its subject, if that is still there and the detector is sure enough."""
    sure = is_sure_enough(finding, factor_of(finding.detector))
    return find(kind, subject_id) if sure else None


def _raise(subject: Subject, finding: Finding) -> None:
    """Open the prompt, to be shown in its turn."""
    schedule(case_on(subject, CaseKind.PROMPT, aspect=finding.case_aspect, figures=finding.stored))
    tell_whom_it_hits(subject, finding)
    threads = pages_of_threads(subject.id) if subject.kind == Option.kind else []
    events.record(
        "moderation.prompted",
        subject,
        actor_id=None,
        pages=[QUEUE, *threads],
        detector=str(finding.detector),
        position=finding.aspect,
    )
