"""What the prompt of each detector offers, and what happens next. A steward chooses, or none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from moderation.detectors.finding import Detector
from moderation.rules.cases import Action


class Offer(StrEnum):
    """One thing that a steward can do about a prompt; its name begins the fields of its form."""

    QUESTION = "question"
    INVITE = "invite"
    QUIET = "quiet"
    STEELMAN = "steelman"
    ALSO_SAID = "also_said"
    EDITOR = "editor"
    AGENDA = "agenda"
    TURNS = "turns"
    DISMISSAL = "dismissal"

    @property
    def words(self) -> Words:
        """As the page of a prompt puts it."""
        return _WORDS[self]


@dataclass(frozen=True, slots=True)
class Words:
    """`heading` says what it is, `next` what happens then; `place` is the end of its address."""

    heading: str
    next: str
    button: str
    place: str
    action: Action


_WORDS = {
    Offer.QUESTION: Words(
        "Ask for it",
        "Your question stands in the discussion as one from the moderators. It takes no side and "
        "counts as nobody’s voice.",
        "Ask in the discussion",
        "questions",
        Action.ASK_QUESTION,
    ),
    Offer.INVITE: Words(
        "Invite a random sample",
        "Members who have not spoken here are drawn by a public lot and asked for one paragraph. "
        "Nobody is told why they were drawn, and ignoring it is fine.",
        "Draw and invite",
        "invitations",
        Action.INVITE,
    ),
    Offer.QUIET: Words(
        "Open a quiet round",
        "Everyone hands in one sealed text, on the site or through an officer. All are shown "
        "together at the end, in an order drawn by lot. Who has posted more than once waits.",
        "Open a quiet round",
        "quiet-rounds",
        Action.QUIET_ROUND,
    ),
    Offer.STEELMAN: Words(
        "Open a steelman slot",
        "What members who are not here would say stands at the top under your name, as not your "
        "own view, not a vote, counted in no statistic. The first member who holds the view takes "
        "its place.",
        "Put it at the top",
        "steelmen",
        Action.STEELMAN,
    ),
    Offer.ALSO_SAID: Words(
        "Show what few have seen",
        "The post or argument you choose stands at the top as “also said” for some days, in its "
        "author’s words.",
        "Show it at the top",
        "also-said",
        Action.ALSO_SAID,
    ),
    Offer.EDITOR: Words(
        "Ask an editor",
        "This becomes a suggestion in the editors’ queue, for an argument on that side.",
        "Ask the editors",
        "suggestions",
        Action.ASK_EDITOR,
    ),
    Offer.AGENDA: Words(
        "Put it before a meeting",
        "The discussion goes on the agenda, and what is missing stands on the sheet for the room.",
        "Put it on the agenda",
        "agendas",
        Action.AGENDA,
    ),
    Offer.TURNS: Words(
        "Take turns",
        "For a time everyone alike may post again only after others have, or after some hours.",
        "Let people take turns",
        "turns",
        Action.TAKE_TURNS,
    ),
    Offer.DISMISSAL: Words(
        "Put it aside",
        "Nothing is done. The reason stands in the public log; the same prompt can come back "
        "later, and then another person looks at it.",
        "Put it aside",
        "dismissals",
        Action.DISMISS,
    ),
}

_VIEW_IS_MISSING = (
    Offer.QUESTION,
    Offer.INVITE,
    Offer.QUIET,
    Offer.STEELMAN,
    Offer.ALSO_SAID,
    Offer.EDITOR,
    Offer.AGENDA,
)
_FEW_SPEAK = (Offer.QUESTION, Offer.TURNS, Offer.QUIET, Offer.INVITE, Offer.AGENDA)
_OFFERS = {
    Detector.VIEW_GAP: _VIEW_IS_MISSING,
    Detector.NO_CASE: _VIEW_IS_MISSING,
    Detector.GROUP_GAP: (Offer.INVITE, Offer.QUESTION, Offer.QUIET, Offer.AGENDA),
    Detector.DOMINANCE: _FEW_SPEAK,
    Detector.LOUD_SIDE: _FEW_SPEAK,
    Detector.UNANSWERED: (
        Offer.QUESTION,
        Offer.INVITE,
        Offer.ALSO_SAID,
        Offer.EDITOR,
        Offer.AGENDA,
    ),
    Detector.PILE_ON: (Offer.TURNS, Offer.QUESTION),
    Detector.UNSEEN_MINORITY: (Offer.ALSO_SAID, Offer.EDITOR, Offer.QUESTION, Offer.AGENDA),
    Detector.CONTRAST: (
        Offer.QUESTION,
        Offer.INVITE,
        Offer.QUIET,
        Offer.ALSO_SAID,
        Offer.EDITOR,
        Offer.AGENDA,
    ),
}


def offers_of(detector: str) -> tuple[Offer, ...]:
    """What the prompt of this detector offers, in order; putting it aside is always the last."""
    known = detector in _OFFERS
    return (*(_OFFERS[Detector(detector)] if known else (Offer.QUESTION,)), Offer.DISMISSAL)
