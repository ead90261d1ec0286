"""What a prompt does in a discussion: it asks there, or asks the editors."""

from __future__ import annotations

from accounts.access import Viewer
from core.subjects import Subject
from core.text import excerpt
from deliberation.actions import ask_neutral_question
from moderation.discussions.spots import begin, spot_of
from wiki.actions import suggest
from wiki.models import Option
from wiki.rules import LONGEST_CLAIM, AsksFor


def ask(subject: Subject, steward: Viewer, words: str) -> Subject:
    """Ask a neutral question in the discussion of a subject; begin one if none is open.

    Gives the post, or the thread that it begins.
    """
    spot = spot_of(subject)
    if spot.thread is not None:
        return ask_neutral_question(spot.thread, words, steward)
    return begin(spot, words, by=steward)


def suggest_argument(option: Option, steward: Viewer, side: str, words: str) -> Subject:
    """Ask the editors for an argument on this side, through their own queue."""
    return suggest(
        AsksFor.ARGUMENT,
        title=excerpt(f"To be written: the strongest case {side} “{option.title}”", LONGEST_CLAIM),
        reason=words,
        by=steward,
        option=option,
        side=side,
        named=False,
        for_others=True,
    )
