"""A prompt as its page shows it: the sentence, the working and the words that are proposed."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from moderation import detectors
from moderation.detectors import Row
from moderation.models import Case
from moderation.rules import sentences
from moderation.rules.cases import WAITING, CaseKind
from wiki.models import Option


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the page of a prompt says."""

    sentence: str
    position: str
    working: list[Row]


@dataclass(frozen=True, slots=True)
class Drafts:
    """The words that stand in the forms before the steward changes them."""

    question: str
    note: str


def prompt_of(case: Case) -> Prompt:
    """The sentence and the working, from the figures that were stored when it was raised."""
    position = case.figures.get("position", "")
    return Prompt(detectors.sentence(case), position, detectors.working(case))


def drafts_of(case: Case) -> Drafts:
    """The neutral question and the note to the editors."""
    position, option = case.figures.get("position", "concerning"), case.evidence["heading"]
    return Drafts(
        sentences.neutral_question(position, option), sentences.note_to_editor(position, option)
    )


_OPEN = sa.select(sa.func.count(Case.id)).where(
    Case.kind == CaseKind.PROMPT,
    Case.subject_kind == Option.kind,
    Case.subject_id == sa.bindparam("option_id"),
    Case.state.in_(sorted(WAITING)),
)


def prompts_on(option_id: int) -> int:
    """For a thread's page: how many prompts about its option wait for an answer. 1 statement."""
    return db.session.scalar(_OPEN, {"option_id": option_id}) or 0
