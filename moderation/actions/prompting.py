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
from moderation.discussions.spots import Spot, spot_of
from moderation.models import Case, Decision
from moderation.rules.cases import Action, CaseKind
from moderation.rules.offers import Offer, offers_of
from moderation.rules.reasons import Dismissal, why_not_without_link, why_not_without_words


def spot_for(case: Case, steward: Viewer, offer: Offer, version: int) -> Spot:
    """Where this prompt is answered.

    Raises Refused when it does not offer this or this steward may not answer it, or Stale.
    """
    check_judge(case, steward, None, version)
    if case.kind != CaseKind.PROMPT:
        raise Refused("This case is not a prompt.")
    if offer not in offers_of(case.figures.get("detector", "")):
        raise Refused("This prompt does not offer that.")
    return spot_of(subject_of(case))


def answer(
    case: Case, steward: Viewer, action: Action, words: str, *, version: int, reason: str = ""
) -> Decision:
    """Take the case and write the answer down; the public log shows it. Raises Stale."""
    take(case, version)
    made = record_decision(case, steward, action, reason, words)
    events.record(
        f"moderation.{action}",
        subject_of(case),
        actor_id=steward.id,
        pages=[QUEUE, LOG],
        position=case.figures.get("position", ""),
        reason=reason,
    )
    return made


def ask_question(case: Case, steward: Viewer, *, version: int, words: str) -> Subject:
    """Ask for the missing view in the discussion, in the moderators' name. Gives the post."""
    spot = spot_for(case, steward, Offer.QUESTION, version)
    asked = discussions.ask(spot.subject, steward, words)
    made = answer(case, steward, Action.ASK_QUESTION, words, version=version)
    made.terms = {"post": asked.id}
    return asked


def ask_editor(case: Case, steward: Viewer, *, version: int, words: str, side: str = "") -> Subject:
    """Ask the editors to add an argument for the missing view. Gives the suggestion.

    `side` where the prompt itself names none.
    """
    spot = spot_for(case, steward, Offer.EDITOR, version)
    position = case.figures.get("position") or side
    if spot.option is None or position not in ("for", "against"):
        raise Refused("Choose whether the argument is for or against the option.")
    suggested = discussions.suggest_argument(spot.option, steward, position, words)
    answer(case, steward, Action.ASK_EDITOR, words, version=version)
    return suggested


def dismiss(
    case: Case, steward: Viewer, *, version: int, reason: Dismissal, words: str, link: str = ""
) -> Decision:
    """Put the prompt aside. A second dismissal of the same prompt must be another person's."""
    spot_for(case, steward, Offer.DISMISSAL, version)
    refused = (
        why_not_without_words(reason, words)
        or why_not_without_link(reason, link)
        or _why_not_dismiss_again(case, steward)
    )
    if refused:
        raise Refused(refused)
    if reason is Dismissal.COVERED:
        words = f"Covered at {link} {words}".strip()
    return answer(case, steward, Action.DISMISS, words, version=version, reason=reason)


def _why_not_dismiss_again(case: Case, steward: Viewer) -> str | None:
    mine = (
        sa.select(Decision.id)
        .join(Case, Case.id == Decision.case_id)
        .where(
            Case.kind == CaseKind.PROMPT,
            Case.subject_kind == case.subject_kind,
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
