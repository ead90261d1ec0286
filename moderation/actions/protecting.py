"""When many answer one: the member is told what helps, and a steward reads it for them."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from core.db import db
from core.errors import Refused
from core.subjects import Subject
from deliberation.models import Post, Thread
from deliberation.queries.replies import Reply, replies_to
from moderation.detectors import Detector, Finding
from moderation.models import Case
from moderation.rules.cases import CaseKind
from notices.actions import tell
from notices.rules import Why

BEFORE = timedelta(hours=24)  # what the detector looked at
WORDS = (
    "Many people have replied to you in a day, and stewards know of it. You need not read it all: "
    "under “People” in your account you can fold replies to you for some days, or ask somebody "
    "you trust to read them for you."
)


def tell_whom_it_hits(subject: Subject, finding: Finding) -> None:
    """Tell the member whom a pile-on is about what they can do. Nothing for other findings."""
    if finding.detector is not Detector.PILE_ON or not isinstance(subject, Thread):
        return
    post = _post(subject.id, int(finding.aspect))
    if post is not None:
        tell([post.author_id], Why.OFFICIAL, post, words=WORDS)


def is_pile_on(case: Case) -> bool:
    """Whether this case is a prompt about many who answer one."""
    return case.kind == CaseKind.PROMPT and case.aspect.startswith(f"{Detector.PILE_ON}:")


def replies_in(case: Case) -> list[Reply]:
    """All replies to the member whom the pile-on is about, of that day and since. 3 statements."""
    post = _answered(case)
    clps = [post.thread.clp_id]
    since = case.opened_at - BEFORE
    return replies_to(post.author_id, since=since, clps=clps, thread_id=post.thread_id)


def _answered(case: Case) -> Post:
    post = _post(case.subject_id, int(case.figures["number"])) if is_pile_on(case) else None
    if post is None:
        raise Refused("This case is not about many who answer one.")
    return post


def _post(thread_id: int, number: int) -> Post | None:
    return db.session.scalar(
        sa.select(Post).where(Post.thread_id == thread_id, Post.number == number)
    )
