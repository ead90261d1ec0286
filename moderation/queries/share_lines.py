"""Share lines as pages show them: read along with the thread or poll, or on their own page."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from core.db import db
from deliberation.models import Thread
from moderation.models import ShareLine
from voting.models import Poll

Statement = sa.Select[*tuple[Any, ...]]
OF_POLL = ["share_sentence"]


def with_shares(thread: Statement) -> Statement:
    """The statement that reads a thread, with its share line: no statement more."""
    return thread.add_columns(
        ShareLine.sentence.label("share_sentence"),
        ShareLine.counts.label("share_counts"),
        ShareLine.turnout.label("share_turnout"),
        ShareLine.rows.label("share_rows"),
    ).outerjoin(
        ShareLine,
        sa.and_(ShareLine.subject_kind == Thread.kind, ShareLine.subject_id == Thread.id),
    )


def with_short_shares(polls: Statement) -> Statement:
    """The statement that reads a topic's polls, with the line of the option of each."""
    return polls.add_columns(ShareLine.sentence.label("share_sentence")).outerjoin(
        ShareLine, sa.and_(ShareLine.subject_kind == "option", ShareLine.poll_id == Poll.id)
    )


def share_line(kind: str, subject_id: int) -> ShareLine | None:
    """The line of a thread or option; None while there is none. 1 statement."""
    return db.session.get(ShareLine, (kind, subject_id))
