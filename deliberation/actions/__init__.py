"""What people do in forums. Each checks with the rules, changes, records; none commits."""

from deliberation.actions import watched
from deliberation.actions.bookmarks import read_own, read_to
from deliberation.actions.rooms import change_room, make_room
from deliberation.actions.stewarding import close, mark_answer, move, pin, reopen, unpin
from deliberation.actions.taking import take_in, why_not_take
from deliberation.actions.turns import end_turns, invite_speaker, take_turns
from deliberation.actions.whose_turn import why_not_turn
from deliberation.actions.writing import (
    ask_neutral_question,
    edit,
    reply,
    start_thread,
    why_not_edit,
    why_not_reply,
    why_not_start,
)

__all__ = [
    "ask_neutral_question",
    "change_room",
    "close",
    "edit",
    "end_turns",
    "invite_speaker",
    "make_room",
    "mark_answer",
    "move",
    "pin",
    "read_own",
    "read_to",
    "reopen",
    "reply",
    "start_thread",
    "take_in",
    "take_turns",
    "unpin",
    "watched",
    "why_not_edit",
    "why_not_reply",
    "why_not_start",
    "why_not_take",
    "why_not_turn",
]
