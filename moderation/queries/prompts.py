"""A prompt as its page shows it: the sentence and the working."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from core.clock import now
from core.db import db
from moderation import detectors
from moderation.detectors import Row
from moderation.models import Case
from moderation.rules.cases import WAITING, CaseKind
from wiki.models import Option


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the page of a prompt says."""

    sentence: str
    position: str
    working: list[Row]


def prompt_of(case: Case) -> Prompt:
    """The sentence and the working, from the figures that were stored when it was raised."""
    position = case.figures.get("position", "")
    return Prompt(detectors.sentence(case), position, detectors.working(case))


_OPEN = sa.select(sa.func.count(Case.id)).where(
    Case.kind == CaseKind.PROMPT,
    Case.subject_kind == Option.kind,
    Case.subject_id == sa.bindparam("option_id"),
    Case.state.in_(sorted(WAITING)),
    sa.or_(Case.shown_from.is_(None), Case.shown_from <= sa.bindparam("at")),
)


def prompts_on(option_id: int) -> int:
    """For a thread's page: how many prompts about its option wait for an answer. 1 statement."""
    return db.session.scalar(_OPEN, {"option_id": option_id, "at": now()}) or 0
