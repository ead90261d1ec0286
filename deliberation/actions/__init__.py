"""What people do in forums. Each checks with the rules, changes, records; none commits."""

from deliberation.actions import watched
from deliberation.actions.taking import take_in, why_not_take
from deliberation.actions.writing import (
    ask_neutral_question,
    edit,
    reply,
    start_thread,
    why_not_edit,
    why_not_reply,
)

__all__ = [
    "ask_neutral_question",
    "edit",
    "reply",
    "start_thread",
    "take_in",
    "watched",
    "why_not_edit",
    "why_not_reply",
    "why_not_take",
]
