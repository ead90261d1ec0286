"""Watching any subject."""

from __future__ import annotations

import sqlalchemy as sa

from core.clock import now
from core.db import db
from core.errors import Refused
from core.subjects import Subject
from notices.actions.receiving import receiver_of
from notices.models import Watch
from notices.rules import why_not_watch

# What a link to watch it may stand on. Nobody watches a person, or a vote.
WATCHABLE = frozenset({"topic", "thread", "clp", "poll", "proposal", "room", "entry"})


def watch(subject: Subject, member_id: int, *, whole_branch: bool = False) -> Watch:
    """Watch a subject, or watch it otherwise. Raises Refused."""
    found = db.session.get(Watch, (member_id, subject.kind, subject.id))
    if found is None:
        mine = sa.select(sa.func.count()).select_from(Watch).where(Watch.member_id == member_id)
        if reason := why_not_watch(watched=db.session.scalar(mine) or 0):
            raise Refused(reason)
        found = Watch(
            member_id=member_id, subject_kind=subject.kind, subject_id=subject.id, begun_at=now()
        )
        db.session.add(found)
    found.whole_branch = whole_branch
    receiver_of(member_id)
    db.session.flush()
    return found


def unwatch(kind: str, subject_id: int, member_id: int) -> None:
    """Stop watching it."""
    mine = sa.delete(Watch).where(
        Watch.member_id == member_id, Watch.subject_kind == kind, Watch.subject_id == subject_id
    )
    db.session.execute(mine)
