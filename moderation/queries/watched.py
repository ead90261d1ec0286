"""What the detectors watch: seen, but not yet sure enough that moderators are asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core.db import db
from core.subjects import PUBLIC, Subject, kinds
from moderation import detectors
from moderation.detectors import Level
from moderation.models import Sighting

MOST = 50


@dataclass(frozen=True, slots=True)
class Watched:
    """One sighting, as a line of the page."""

    heading: str
    url: str
    sentence: str
    since: datetime


# Only what is not raised: what a prompt held back for comparison saw must not be told here.
_WATCHED = (
    sa.select(Sighting)
    .where(Sighting.level == Level.WATCH)
    .order_by(
        Sighting.since.desc(),
        Sighting.subject_kind,
        Sighting.subject_id,
        Sighting.detector,
        Sighting.aspect,
    )
    .limit(MOST)
)


def watched(steward: Viewer) -> list[Watched]:
    """The newest first, at most 50, of what this steward may see. 1 statement, and 1 a kind."""
    seen = db.session.scalars(_WATCHED).all()
    ids: dict[str, set[int]] = defaultdict(set)
    for one in seen:
        ids[one.subject_kind].add(one.subject_id)
    subjects: dict[tuple[str, int], Subject] = {}
    for kind, some in ids.items():
        of_kind = kinds()[kind]
        for subject in db.session.scalars(sa.select(of_kind).where(of_kind.id.in_(some))):
            subjects[kind, subject.id] = subject
    found = []
    for one in seen:
        of = subjects.get((one.subject_kind, one.subject_id))
        if of is not None and _may_see(of, steward):
            found.append(Watched(of.heading, of.url, detectors.sentence(one), one.since))
    return found


def _may_see(subject: Subject, steward: Viewer) -> bool:
    return subject.audience == PUBLIC or steward.can(Power.MODERATE, clp_id=subject.clp_of)
