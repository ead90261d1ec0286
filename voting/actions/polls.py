"""The life of a poll, from the draft to the destruction of its ballots. Nothing here commits."""

from voting.actions.finishing import (
    close_poll,
    count_poll,
    mix_poll,
    open_ballots,
    publish,
    purge_poll,
)
from voting.actions.preparing import draft_poll, open_poll

__all__ = [
    "close_poll",
    "count_poll",
    "draft_poll",
    "mix_poll",
    "open_ballots",
    "open_poll",
    "publish",
    "purge_poll",
]
