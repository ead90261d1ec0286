"""Who may open a poll, vote in it and see it, and when. Pure: values in, sentences out."""

from voting.rules.choices import why_not_choices
from voting.rules.polls import (
    LONGEST_QUESTION,
    why_not_count,
    why_not_draft,
    why_not_open,
    why_not_purge,
)
from voting.rules.states import Electorate, KeyWith, State, Visibility
from voting.rules.voting import why_not_vote

__all__ = [
    "LONGEST_QUESTION",
    "Electorate",
    "KeyWith",
    "State",
    "Visibility",
    "why_not_choices",
    "why_not_count",
    "why_not_draft",
    "why_not_open",
    "why_not_purge",
    "why_not_vote",
]
