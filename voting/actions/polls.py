"""The life of a poll, from the draft to the destruction of its ballots. Nothing here commits."""

from voting.actions.finishing import (
    close_poll,
    count_poll,
    finish_count,
    mix_poll,
    open_ballots,
    publish,
    publish_kept,
    purge_poll,
    stop_count,
    void_poll,
    why_not_purge,
)
from voting.actions.preparing import draft_poll, open_poll
from voting.actions.steps import take_step

__all__ = [
    "close_poll",
    "count_poll",
    "draft_poll",
    "finish_count",
    "mix_poll",
    "open_ballots",
    "open_poll",
    "publish",
    "publish_kept",
    "purge_poll",
    "stop_count",
    "take_step",
    "void_poll",
    "why_not_purge",
]
