"""The words that stand in a steward's forms until they put it otherwise. No side is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moderation.detectors.finding import Detector


def question(figures: Mapping[str, Any], about: str) -> str:
    """The neutral question of a prompt about what is called so."""
    detector, position = str(figures.get("detector")), figures.get("position")
    if detector in (Detector.VIEW_GAP, Detector.NO_CASE) and position:
        return (
            f"What is the strongest case {position} “{about}”? If you hold this view, "
            "or know people who do, please say why in your own words."
        )
    if detector == Detector.UNANSWERED and position and "number" not in figures:
        return f"Many arguments {position} have no answer yet. Who can answer one of them?"
    if "number" in figures and detector in _ABOUT_A_POST:
        return _ABOUT_A_POST[detector].format(number=figures["number"])
    return _QUESTIONS.get(detector, _ANYBODY)


_ANYBODY = "What has not been said here yet? A sentence or two is enough."
_ABOUT_A_POST: dict[str, str] = {
    Detector.UNANSWERED: "Post {number} has no answer yet. Who can answer it?",
    Detector.UNSEEN_MINORITY: "Some members find post {number} a good point that others may have "
    "missed. What do you think of it?",
    Detector.PILE_ON: "Post {number} has had many replies. Please answer the point, not the "
    "person. What has not been said yet?",
}
_QUESTIONS: dict[str, str] = {
    Detector.GROUP_GAP: "Who has not spoken here yet, and what would make it easier: another time, "
    "a meeting, the telephone, paper?",
    Detector.DOMINANCE: "If you have read and not written so far: what do you think, in a sentence "
    "or two?",
    Detector.LOUD_SIDE: "Whichever way you lean: what matters most to you here, in a sentence or "
    "two?",
    Detector.CONTRAST: "What would people say who see this differently from most of those here?",
}


def note_to_editor(position: str, about: str) -> str:
    """What an editor is asked for."""
    return (
        f"Members who are {position} “{about}” are not heard on this page. "
        f"Please look for the strongest case {position} it, and for a source."
        if position
        else f"A view of “{about}” is missing on this page. Please look for it, and for a source."
    )


def quiet_question(about: str) -> str:
    """What everyone is asked in a quiet round."""
    return (
        f"What do you think about “{about}”, and why? Hand in one text, in your own words; "
        "a few sentences are enough."
    )
