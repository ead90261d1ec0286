"""What the list of watched words makes of a post: never in silence. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from deliberation.rules.intake.listed import Effect, Found
from deliberation.rules.intake.values import (
    HELD,
    Attempt,
    Because,
    Limits,
    Outcome,
    Verdict,
    Writer,
)


def blocked(attempt: Attempt, _writer: Writer, _limits: Limits) -> Verdict | None:
    """A word that is not printed here."""
    found = _of(attempt, Effect.BLOCK)
    if not found:
        return None
    return Verdict(
        Outcome.REFUSE,
        f"{_written(found)} cannot stand here: {_reasons(found)}. "
        "Say it in another way; your words are kept here.",
        found=found,
    )


def warned(attempt: Attempt, _writer: Writer, _limits: Limits) -> Verdict | None:
    """A word that its author should see again before others do; once they have, it goes."""
    found = tuple(one for one in _of(attempt, Effect.WARN) if one.word not in attempt.read)
    if not found:
        return None
    return Verdict(
        Outcome.WARN,
        f"Before you post: {_written(found)} may hurt somebody or break a rule "
        f"({_reasons(found)}). You can change it, or send it as it is.",
        found=found,
    )


def held(attempt: Attempt, _writer: Writer, _limits: Limits) -> Verdict | None:
    """A word about which a person has to decide."""
    found = _of(attempt, Effect.HOLD)
    if not found:
        return None
    return Verdict(
        Outcome.HOLD,
        f"{HELD} {_written(found)} is on the list of words that a person looks at first.",
        because=Because.WORDS,
        found=found,
    )


def not_in_a_change(attempt: Attempt, _writer: Writer, _limits: Limits) -> Verdict | None:
    """The same in a post that stands already and cannot be held."""
    found = _of(attempt, Effect.HOLD)
    if not found:
        return None
    return Verdict(
        Outcome.REFUSE,
        f"{_written(found)} is on the list of words that a person looks at first, and your post "
        "stands already. Say it in another way, or in a new post; your words are kept here.",
        found=found,
    )


def not_in_a_sealed_text(attempt: Attempt, _writer: Writer, _limits: Limits) -> Verdict | None:
    """The same in a text that nobody may read before the end of its quiet round."""
    found = _of(attempt, Effect.HOLD)
    if not found:
        return None
    return Verdict(
        Outcome.REFUSE,
        f"{_written(found)} is on the list of words that a person looks at first, and nobody "
        "reads a sealed text before the end. Say it in another way; your words are kept here.",
        found=found,
    )


def _of(attempt: Attempt, effect: Effect) -> tuple[Found, ...]:
    return tuple(one for one in attempt.found if one.does is effect)


def _written(found: Iterable[Found]) -> str:
    return " and ".join(dict.fromkeys(f"“{one.written}”" for one in found))


def _reasons(found: Iterable[Found]) -> str:
    return ", ".join(dict.fromkeys(one.reason.replace("_", " ") for one in found))
