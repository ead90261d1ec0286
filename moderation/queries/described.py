"""What a decision does, in words that fit its terms."""

from __future__ import annotations

from core.dates import count_of
from moderation.models import Decision
from moderation.rules.acting import Label
from moderation.rules.cases import Action


def described(decision: Decision) -> str:
    """One phrase: “Labelled “Not yet answered””, “Hidden, with 2 further posts”."""
    action, terms = Action(decision.action), decision.terms
    words = action.label
    if action is Action.LABEL:
        words = f"{words} “{Label(terms['label']).words}”"
    if action is Action.POSTING_PAUSE:
        words = f"Author kept from writing for {terms['hours']} hours"
    if posts := len(terms.get("posts", ())):
        words += f", with {count_of(posts, 'further post')}"
    return words
