"""A prompt as its page shows it: the sentence, the working and the words that are proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.dates import percent
from core.db import db
from moderation.detectors import completeness, view_gap
from moderation.detectors.view_gap import ViewGap
from moderation.models import Case
from moderation.rules import sentences
from moderation.rules.cases import NO_CASE, WAITING, CaseKind
from moderation.rules.sentences import Figures
from wiki.models import Option


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the working: what was counted, what it is, what it must reach."""

    what: str
    here: str
    needed: str


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
    gap = _gap_of(case.figures)
    is_bare = case.figures["detector"] == NO_CASE
    working = _working_of_no_case(gap) if is_bare else _working_of_gap(gap)
    return Prompt(sentence_of(case.figures), gap.position, working)


def sentence_of(figures: Mapping[str, Any]) -> str:
    """What the prompt saw, in one plain paragraph."""
    gap = _gap_of(figures)
    seen = Figures(gap.position, gap.ballots, gap.all_ballots, gap.voices, gap.all_voices)
    if figures["detector"] == NO_CASE:
        return sentences.no_case_sentence(seen)
    return sentences.view_gap_sentence(seen)


def _gap_of(figures: Mapping[str, Any]) -> ViewGap:
    return ViewGap(
        figures["position"],
        figures["ballots"],
        figures["all_ballots"],
        figures["voices"],
        figures["all_voices"],
        figures["positions"],
    )


def drafts_of(case: Case) -> Drafts:
    """The neutral question and the note to the editors."""
    position, option = case.figures["position"], case.evidence["heading"]
    return Drafts(
        sentences.neutral_question(position, option), sentences.note_to_editor(position, option)
    )


def _working_of_gap(gap: ViewGap) -> list[Row]:
    difference = (gap.ballot_share - gap.voice_share) * 100
    return [
        Row("Ballots on a side", f"{gap.all_ballots:,}", f"at least {view_gap.LEAST_BALLOTS}"),
        Row("People with a side", f"{gap.all_voices:,}", f"at least {view_gap.LEAST_VOICES}"),
        Row(
            f"Share of ballots {gap.position}",
            percent(gap.ballot_share),
            f"at least {percent(view_gap.LEAST_SHARE)}",
        ),
        Row(
            f"Share of people {gap.position}",
            percent(gap.voice_share),
            f"at most {view_gap.GREATEST_RATIO:.0%} of the share of ballots",
        ),
        Row(
            "Difference",
            f"{difference:.0f} points",
            f"at least {view_gap.LEAST_DIFFERENCE * 100:.0f} points",
        ),
        Row(
            "Share of people it should have at least",
            f"{gap.fair_share:.1%}",
            "lower bound of the share of ballots (Wilson, one-sided 90%)",
        ),
        Row(
            "Evidence that it is held back",
            f"{gap.evidence:,.1f} to 1",
            f"at least {gap.evidence_needed} to 1",
        ),
        Row(
            "The same, if people bring friends",
            f"{gap.evidence_if_friends:,.1f} to 1",
            f"strong from {gap.evidence_needed} to 1",
        ),
    ]


def _working_of_no_case(gap: ViewGap) -> list[Row]:
    return [
        Row("Ballots on a side", f"{gap.all_ballots:,}", f"at least {completeness.LEAST_POLL}"),
        Row(
            f"Share of ballots {gap.position}",
            percent(gap.ballot_share),
            f"at least {percent(completeness.LEAST_SHARE)}",
        ),
        Row(f"Arguments {gap.position}", "none", "none, three days after the option was listed"),
    ]


_OPEN = sa.select(sa.func.count(Case.id)).where(
    Case.kind == CaseKind.PROMPT,
    Case.subject_kind == Option.kind,
    Case.subject_id == sa.bindparam("option_id"),
    Case.state.in_(sorted(WAITING)),
)


def prompts_on(option_id: int) -> int:
    """For a thread's page: how many prompts about its option wait for an answer. 1 statement."""
    return db.session.scalar(_OPEN, {"option_id": option_id}) or 0
