"""Answering a prompt: ask for the missing view, ask an editor, or put the prompt aside."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.db import db
from core.errors import Refused
from core.subjects import Subject
from moderation import discussions
from moderation.actions.cases import LOG, QUEUE, subject_of, take
from moderation.actions.judging import check_judge, record_decision
from moderation.models import Case, Decision
from moderation.rules.cases import Action, CaseKind
from moderation.rules.reasons import Dismissal, why_not_without_words
from wiki.models import Option


def ask_question(case: Case, steward: Viewer, *, version: int, words: str) -> Subject:
    """Ask for the missing view in the discussion, in the moderators' name. Gives the post."""
    option, position = _prompt_of(case, steward, version)
    take(case, version)
    asked = discussions.ask(option, steward, words)
    _answer(case, steward, Action.ASK_QUESTION, words, position=position)
    return asked


def ask_editor(case: Case, steward: Viewer, *, version: int, words: str) -> Subject:
    """Ask the editors to add an argument for the missing view. Gives the suggestion."""
    option, position = _prompt_of(case, steward, version)
    take(case, version)
    suggested = discussions.suggest_argument(option, steward, position, words)
    _answer(case, steward, Action.ASK_EDITOR, words, position=position)
    return suggested


def dismiss(
    case: Case, steward: Viewer, *, version: int, reason: Dismissal, words: str
) -> Decision:
    """Put the prompt aside. A second dismissal of the same prompt must be another person's."""
    _, position = _prompt_of(case, steward, version)
    refused = why_not_without_words(reason, words) or _why_not_dismiss_again(case, steward)
    if refused:
        raise Refused(refused)
    take(case, version)
    return _answer(case, steward, Action.DISMISS, words, reason=reason, position=position)


def _why_not_dismiss_again(case: Case, steward: Viewer) -> str | None:
    mine = (
        sa.select(Decision.id)
        .join(Case, Case.id == Decision.case_id)
        .where(
            Case.kind == CaseKind.PROMPT,
            Case.subject_id == case.subject_id,
            Case.aspect == case.aspect,
            Decision.action == Action.DISMISS,
            Decision.first_by_id == steward.id,
        )
        .limit(1)
    )
    if db.session.scalar(mine) is None:
        return None
    return "You have put this prompt aside before. This time another moderator must look at it."


def _prompt_of(case: Case, steward: Viewer, version: int) -> tuple[Option, str]:
    """The option and the missing position. Raises Refused when this steward may not answer."""
    check_judge(case, steward, None, version)
    option = subject_of(case)
    if case.kind != CaseKind.PROMPT or not isinstance(option, Option):
        raise Refused("This case is not a prompt.")
    return option, case.figures["position"]


def _answer(
    case: Case, steward: Viewer, action: Action, words: str, *, position: str, reason: str = ""
) -> Decision:
    made = record_decision(case, steward, action, reason, words)
    events.record(
        f"moderation.{action}",
        subject_of(case),
        actor_id=steward.id,
        pages=[QUEUE, LOG],
        position=position,
        reason=reason,
    )
    return made
