"""Who may open a poll, vote in it and see it, and when. Pure: values in, sentences out."""

from voting.rules.choices import why_not_choices
from voting.rules.life import (
    DEMO_STEP,
    ORDINARY,
    Life,
    is_next_step,
    says_of_all,
    why_not_again,
    why_not_cutoff,
    why_not_life,
    why_not_thread,
)
from voting.rules.officers import (
    NOT_YOURS,
    SHORTEST_PASSPHRASE,
    Act,
    Deadlines,
    deadlines,
    why_not_act,
    why_not_confirm,
    why_not_officers,
    why_not_passphrase,
    why_not_reason,
)
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
    "DEMO_STEP",
    "LONGEST_QUESTION",
    "NOT_YOURS",
    "ORDINARY",
    "SHORTEST_PASSPHRASE",
    "Act",
    "Deadlines",
    "Electorate",
    "KeyWith",
    "Life",
    "State",
    "Visibility",
    "deadlines",
    "is_next_step",
    "says_of_all",
    "why_not_act",
    "why_not_again",
    "why_not_choices",
    "why_not_confirm",
    "why_not_count",
    "why_not_cutoff",
    "why_not_draft",
    "why_not_life",
    "why_not_officers",
    "why_not_open",
    "why_not_passphrase",
    "why_not_purge",
    "why_not_reason",
    "why_not_thread",
    "why_not_vote",
]
