"""Telling members that something concerns them, in the transaction in which it happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from accounts.models import Clp, Member
from core import events, jobs
from core.clock import now
from core.db import db
from core.subjects import Subject
from notices.models import Notice
from notices.rules import LONGEST_WORDS, Why

AT_ONCE = 20_000  # members told in one transaction of the worker


def tell(
    member_ids: Iterable[int | None],
    why: Why,
    subject: Subject,
    *,
    words: str = "",
    by: int | None = None,
) -> None:
    """Tell these members of the subject. 1 statement, however many there are; never commits.

    `words` is plain text of one or two sentences, shown under the heading. `by` did it, and is
    not told of it. For every member of a CLP or of the party there is `tell_members`.
    """
    whom = sorted({id_ for id_ in member_ids if id_ is not None} - {by})
    if not whom:
        return
    db.session.flush()  # it may be new, and without its id
    same = {
        "at": now(),
        "why": why.value,
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "actor_id": by,
        "words": _short(words),
    }
    db.session.execute(sa.insert(Notice), [{"member_id": id_, **same} for id_ in whom])


def tell_members(
    why: Why,
    subject: Subject,
    *,
    clp_id: int | None = None,
    region_id: int | None = None,
    words: str = "",
    by: int | None = None,
) -> None:
    """Let the worker tell every member with an account, of a CLP or region if one is named."""
    db.session.flush()
    jobs.later(
        "notices.tell_members",
        at=now().isoformat(),
        why=why.value,
        kind=subject.kind,
        subject_id=subject.id,
        clp_id=clp_id,
        region_id=region_id,
        words=_short(words),
        by=by,
    )


@jobs.job("notices.tell_members")
def write_to_members(
    *,
    at: str,
    why: str,
    kind: str,
    subject_id: int,
    clp_id: int | None,
    region_id: int | None,
    words: str,
    by: int | None,
) -> None:
    """Write a notice for each of them who has none of this moment yet, so that it may run twice."""
    moment = datetime.fromisoformat(at)
    same = {"why": why, "subject_kind": kind, "subject_id": subject_id, "words": words}
    told = sa.exists().where(
        Notice.member_id == Member.id,
        Notice.subject_kind == kind,
        Notice.subject_id == subject_id,
        Notice.why == why,
        Notice.at == moment,
    )
    whom = sa.select(Member.id).where(Member.password_hash.is_not(None), ~told)
    if clp_id is not None:
        whom = whom.where(Member.clp_id == clp_id)
    if region_id is not None:
        whom = whom.join(Clp, Clp.id == Member.clp_id).where(Clp.region_id == region_id)
    if by is not None:
        whom = whom.where(Member.id != by)
    while ids := db.session.scalars(whom.order_by(Member.id).limit(AT_ONCE)).all():
        rows = [{"member_id": id_, "at": moment, "actor_id": by, **same} for id_ in ids]
        db.session.execute(sa.insert(Notice), rows)
        events.commit()


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST_WORDS else plain[: LONGEST_WORDS - 1].rstrip() + "…"
