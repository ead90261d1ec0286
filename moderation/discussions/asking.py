"""What a prompt does in a discussion: it asks there, or asks the editors."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from core.subjects import Subject
from core.text import excerpt
from deliberation.actions import ask_neutral_question, start_thread
from deliberation.models import Thread
from deliberation.rules import LONGEST_TITLE, ThreadKind, Where
from wiki.actions import suggest
from wiki.models import Option
from wiki.rules import LONGEST_CLAIM, AsksFor


def ask(option: Option, steward: Viewer, words: str) -> Subject:
    """Ask a neutral question in the newest open discussion of the option; begin one if none is.

    Gives the post, or the thread that it begins.
    """
    thread = db.session.scalar(
        sa.select(Thread)
        .where(
            Thread.option_id == option.id,
            Thread.hidden_at.is_(None),
            Thread.only_clp.is_(sa.false()),
        )
        .order_by(Thread.active_at.desc(), Thread.id.desc())
        .limit(1)
    )
    if thread is not None:
        return ask_neutral_question(thread, words, steward)
    return start_thread(
        excerpt(f"What is missing about “{option.title}”?", LONGEST_TITLE),
        words,
        by=steward,
        where=Where(option_id=option.id),
        asks=ThreadKind.QUESTION,
    )


def suggest_argument(option: Option, steward: Viewer, side: str, words: str) -> Subject:
    """Ask the editors for an argument on this side, through their own queue."""
    return suggest(
        AsksFor.ARGUMENT,
        title=excerpt(f"To be written: the strongest case {side} “{option.title}”", LONGEST_CLAIM),
        reason=words,
        by=steward,
        option=option,
        side=side,
        named=False,
        for_others=True,
    )
