"""Kinds of polls: pure arithmetic and words, one module each, no Flask and no database."""

from voting.methods.approval import APPROVAL
from voting.methods.base import (
    FEWEST_CHOICES,
    LONGEST_CHOICE,
    MOST_CHOICES,
    Asked,
    Choosing,
    Indicator,
    Kind,
    Method,
    NotAnAnswer,
)
from voting.methods.ranked import RANKED
from voting.methods.resistance import RESISTANCE_SCORE
from voting.methods.single import SINGLE
from voting.methods.support import SUPPORT

__all__ = [
    "EVERY",
    "FEWEST_CHOICES",
    "LONGEST_CHOICE",
    "MOST_CHOICES",
    "ON_A_SCALE",
    "Asked",
    "Choosing",
    "Indicator",
    "Kind",
    "Method",
    "NotAnAnswer",
    "of",
]

#: Every kind, in the order in which they are offered.
EVERY: tuple[Method, ...] = (SUPPORT, APPROVAL, RESISTANCE_SCORE, RANKED, SINGLE)
_BY_KIND = {method.kind: method for method in EVERY}

#: What a poll on the support scale asks for.
ON_A_SCALE = Asked(SUPPORT)


def of(kind: str) -> Method:
    """The method of a kind of poll. Raises ValueError for a kind that does not exist."""
    return _BY_KIND[Kind(kind)]
