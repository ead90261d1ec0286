"""What is said in public, and the words that a prompt proposes. Its own: `prompts`."""

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
    until = ", pending a second opinion" if pending else ""
    return f"Hidden by moderators on {day(at)}{until}: {reason.label.lower()} ({reason.rule})."


def mending_tombstone(reason: Reason, at: datetime) -> str:
    """What stands there while its author can change it."""
    why = f"{reason.label.lower()} ({reason.rule})"
    return f"Hidden by moderators on {day(at)}, until its author has changed it: {why}."


def moved_tombstone(reason: Reason, at: datetime, into: str) -> str:
    """What stands where a post stood that was moved."""
    why = f"{reason.label.lower()} ({reason.rule})"
    return f"Moved by moderators on {day(at)} to “{into}”: {why}."


def closed_sentence(reason: Reason, at: datetime) -> str:
    """Why nobody can post in a discussion that moderators closed."""
    return f"Moderators closed it on {day(at)}: {reason.label.lower()} ({reason.rule})."


def label_sentence(words: str, reason: Reason, at: datetime) -> str:
    """What stands beside something that moderators labelled."""
    return f"{words} (moderators, {day(at)}; {reason.rule})"
