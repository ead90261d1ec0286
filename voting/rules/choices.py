"""What a poll may offer to choose from."""

from collections.abc import Sequence

from voting.methods import FEWEST_CHOICES, LONGEST_CHOICE, MOST_CHOICES, Asked, Choosing


def why_not_choices(asked: Asked) -> str | None:
    """The reason a poll may not ask for this; None when it may."""
    if not isinstance(asked.method, Choosing):
        return "A poll for or against one thing has no choices." if asked.choices else None
    if not FEWEST_CHOICES <= asked.n <= MOST_CHOICES:
        return f"Write {FEWEST_CHOICES} to {MOST_CHOICES} choices, each on a line of its own."
    if any(len(choice) > LONGEST_CHOICE for choice in asked.choices):
        return f"A choice can have at most {LONGEST_CHOICE} characters."
    return _why_not_told_apart(asked.choices)


def _why_not_told_apart(choices: Sequence[str]) -> str | None:
    if len({choice.casefold() for choice in choices}) < len(choices):
        return "Two choices are the same. Each must differ from the others."
    return None
