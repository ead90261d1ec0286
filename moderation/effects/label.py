"""A label beside something, from a closed list; it is seen as before."""

from __future__ import annotations

from accounts.access import Viewer
from core import events
from core.clock import now
from core.errors import Refused
from deliberation.models import Post, Thread
from moderation.actions.cases import LOG, subject_of
from moderation.facts import standing
from moderation.models import Case, Decision
from moderation.rules import sentences
from moderation.rules.acting import Label
from moderation.rules.cases import Action
from moderation.rules.reasons import Reason
from wiki.models import Argument, Option

Labelled = Post | Thread | Argument | Option


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Put the label there, in the place of one that stood there."""
    subject = _labelled(case)
    words = Label(decision.terms["label"]).words
    subject.label = sentences.label_sentence(words, Reason(decision.reason), now())
    decision.terms = {**decision.terms, "said": subject.label}
    events.record("moderation.labelled", subject, actor_id=steward.id, pages=[LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """Take it away again; the newest other label that was not taken away stands there then."""
    subject = _labelled(case)
    left = standing.others([(subject.kind, subject.id)], [Action.LABEL], but=decision)
    subject.label = next((one.terms["said"] for one in left if "said" in one.terms), None)
    events.record("moderation.label_taken_away", subject, actor_id=by_id, pages=[LOG])


def _labelled(case: Case) -> Labelled:
    subject = subject_of(case)
    if not isinstance(subject, Labelled):
        raise Refused("No label can stand beside this.")
    return subject
