"""Where members take turns: whose turn it is, asked so that two at once are not both first."""

from __future__ import annotations

from accounts.access import Viewer
from core.db import db
from deliberation.actions.words import refuse_if
from deliberation.models import Thread
from deliberation.queries.turns import turns_of, why_not_now


def refuse_out_of_turn(thread: Thread, by: Viewer, *, answers: int | None) -> None:
    """Raises Refused when it is not this member's turn. ≤ 4 statements, none without turns.

    Where turns are taken nobody else posts until the transaction ends, so that of two posts sent
    at once the second counts the first.
    """
    if thread.turns_until is None:
        return
    columns = ["turns_since", "turns_until", "turns_under"]
    db.session.refresh(thread, columns, with_for_update={"of": Thread})
    refuse_if(why_not_turn(thread, by, answers=answers))


def why_not_turn(thread: Thread, by: Viewer, *, answers: int | None = None) -> str | None:
    """The reason it is not this member's turn to post; None when it is, or nobody takes turns."""
    turns = turns_of(thread.turns_since, thread.turns_until, thread.turns_under)
    if turns is None or by.id is None:
        return None
    return why_not_now(turns, thread.id, by.id, answers=answers)
