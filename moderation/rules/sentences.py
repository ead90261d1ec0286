"""What is said in public, and the sentence of a prompt."""

from dataclasses import dataclass
from datetime import datetime

from core.dates import day
from moderation.rules.reasons import Reason

_TENTHS = {
    0.10: "one in ten",
    0.20: "one in five",
    0.25: "one in four",
    0.33: "one in three",
    0.40: "two in five",
    0.50: "half",
    0.60: "three in five",
    0.67: "two in three",
    0.75: "three in four",
    0.80: "four in five",
    0.90: "nine in ten",
    1.00: "all",
}


def about(share: float) -> str:
    """A share in words, "two in five", so that nobody can count ballots back from it."""
    return _TENTHS[min(_TENTHS, key=lambda known: abs(known - share))]


def tombstone(reason: Reason, at: datetime, *, pending: bool = False) -> str:
    """What stands where the text stood."""
    until = " until a second moderator has looked" if pending else ""
    return f"Hidden by moderators on {day(at)}{until}: {reason.label.lower()} ({reason.rule})."


@dataclass(frozen=True, slots=True)
class Figures:
    """What a view-gap prompt saw."""

    position: str
    ballots: int
    all_ballots: int
    voices: int
    all_voices: int


def view_gap_sentence(figures: Figures) -> str:
    """The prompt P1 in one plain paragraph."""
    share = about(figures.ballots / figures.all_ballots)
    argue = "argues" if figures.voices == 1 else "argue"
    voices = "None" if figures.voices == 0 else str(figures.voices)
    return (
        f"About {share} of the members who took a side in the straw poll are {figures.position}. "
        f"{voices} of the {figures.all_voices} people who took a side in the discussion {argue} "
        f"{figures.position}. If everyone were heard fairly, this would come up by chance at most "
        "one time in ten. Is the view missing, or are the people who hold it staying quiet?"
    )


def no_case_sentence(figures: Figures) -> str:
    """The prompt P1b: ballots, and not one argument."""
    share = about(figures.ballots / figures.all_ballots)
    return (
        f"About {share} of the members who took a side in the straw poll are {figures.position}, "
        f"and the page has no argument {figures.position}. Can somebody put the case?"
    )


def neutral_question(position: str, option: str) -> str:
    """What is asked in the thread, unless the steward words it otherwise."""
    return (
        f"What is the strongest case {position} “{option}”? If you hold this view, "
        "or know people who do, please say why in your own words."
    )


def note_to_editor(position: str, option: str) -> str:
    """What an editor is asked for, unless the steward words it otherwise."""
    return (
        f"Members who voted {position} “{option}” are not heard on this page. "
        f"Please look for the strongest case {position} it, and for a source."
    )
