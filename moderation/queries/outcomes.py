"""What a prompt is measured by: who has newly spoken, and how wide the gap is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from core.db import db
from core.subjects import Subject
from deliberation.models import Post, Thread
from deliberation.queries import voices_on
from moderation.detectors.finding import Detector
from moderation.detectors.view_gap import ViewGap, view_gaps
from moderation.discussions.spots import Spot, spot_of
from voting.queries import published_shares
from wiki.models import Argument
from wiki.rules import Side

_COMPARES = (Detector.VIEW_GAP, Detector.NO_CASE)


def before(figures: Mapping[str, Any]) -> float | None:
    """The gap that a prompt was raised for, as a share; None for one that compares no shares."""
    if figures.get("detector") not in _COMPARES:
        return None
    gap = ViewGap.of(figures)
    return gap.ballot_share - gap.voice_share


def gap_now(option_id: int, position: str) -> ViewGap | None:
    """The same gap as it is; None without a published poll. 2 statements."""
    shares = published_shares(option_id=option_id)
    if shares is None:
        return None
    counts = shares.by_position()
    ballots = {str(side): counts.get(side, 0) for side in Side}
    gaps = view_gaps(ballots, voices_on(option_id))
    return next((gap for gap in gaps if gap.position == position), None)


def said_since(subject: Subject, since: datetime, position: str = "") -> tuple[int, float | None]:
    """How many people spoke there for the first time, and after how many hours the first of them.

    With a position: after how many hours somebody first took it who had not. ≤ 4 statements.
    """
    spot = spot_of(subject)
    first: dict[int, datetime] = {}
    holders: dict[int, datetime] = {}
    for author_id, side, at in _said(spot):
        first.setdefault(author_id, at)
        if side == position:
            holders.setdefault(author_id, at)
    new = [at for at in first.values() if at > since]
    told = [at for at in (holders.values() if position else new) if at > since]
    hours = (min(told) - since).total_seconds() / 3600 if told else None
    return len(new), hours


def _said(spot: Spot) -> list[Any]:
    """Who took which side when, oldest first: posts, and arguments on the page of the option."""
    about = _threads(spot)
    posts = (
        sa.select(Post.author_id, Post.position, Post.written_at)
        .join(Thread, Thread.id == Post.thread_id)
        .where(about, Post.hidden_at.is_(None), ~Post.is_note)
    )
    said: list[Any] = list(db.session.execute(posts))
    if spot.option is not None:
        arguments = sa.select(Argument.author_id, Argument.side, Argument.added_at).where(
            Argument.option_id == spot.option.id,
            Argument.author_id.is_not(None),
            Argument.hidden_at.is_(None),
        )
        said += db.session.execute(arguments)
    return sorted(said, key=lambda one: (one[2], one[0]))


def _threads(spot: Spot) -> sa.ColumnElement[bool]:
    if spot.option is not None:
        return Thread.option_id == spot.option.id
    if spot.subject.kind == "thread":
        return Thread.id == spot.subject.id
    column = Thread.topic_id if spot.subject.kind == "topic" else Thread.clp_id
    return column == spot.subject.id
