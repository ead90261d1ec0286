"""Weighing arguments, taking that back, and counting once a day what is told of it.

It is no event: what a member thinks of an argument is secret.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from accounts.access import Viewer
from core import events, jobs, personal
from core.clock import now, today
from core.db import db
from core.errors import Refused
from deliberation import weighed
from deliberation.models import Weighed, Weighing
from deliberation.rules import weighing as rules
from deliberation.rules.weighing import Answer
from wiki.models import Argument


def weigh(option_id: int, answers: Mapping[int, Answer | None], by: Viewer) -> None:
    """Remember what this member makes of arguments of an option; None takes an answer back.

    Raises Refused. 1 to 3 statements.
    """
    reason = rules.why_not_weigh(is_member=by.is_member)
    if reason or by.id is None:
        raise Refused(reason or "Sign in first.")
    gone = [argument_id for argument_id, answer in answers.items() if answer is None]
    if gone:
        db.session.execute(
            sa.delete(Weighing).where(
                Weighing.member_id == by.id,
                Weighing.subject_kind == Argument.kind,
                Weighing.subject_id.in_(gone),
            )
        )
    given = [
        {"subject_id": argument_id, "answer": answer.value}
        for argument_id, answer in answers.items()
        if answer is not None
    ]
    for_all = {"subject_kind": Argument.kind, "member_id": by.id, "at": now()}
    store([{**for_all, **one} for one in given])
    weighed.tell(Argument.kind, option_id)


def store(rows: list[dict[str, Any]]) -> int:
    """Add weighings; a later one takes the place of an earlier. How many were new or changed."""
    if not rows:
        return 0
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    wanted = insert(Weighing).values(rows)
    changed = wanted.on_conflict_do_update(
        index_elements=["subject_kind", "subject_id", "member_id"],
        set_={"answer": wanted.excluded.answer, "at": wanted.excluded.at},
        where=sa.and_(Weighing.at <= wanted.excluded.at, Weighing.answer != wanted.excluded.answer),
    )
    return len(db.session.scalars(changed.returning(Weighing.subject_id)).all())


@jobs.every(3600, "tell what members think of arguments")
def tell_of_weighings() -> None:
    """Count once a day, so that nobody learns from a change who made it. Commits."""
    counted = db.session.scalar(sa.select(sa.func.max(Weighed.counted_on)))
    if counted == today():
        return
    for_all = {"subject_kind": Argument.kind, "counted_on": today()}
    told = [{**for_all, "subject_id": id_, "words": words} for id_, words in _counted(now())]
    db.session.execute(sa.delete(Weighed))
    if told:
        db.session.execute(sa.insert(Weighed), told)
    events.commit()


def _counted(at: datetime) -> list[tuple[int, str]]:
    """Each weighed argument, and what is told of it. 1 statement."""
    rows = db.session.execute(
        sa.select(Argument.id, Argument.added_at, Weighing.answer, sa.func.count())
        .join(Weighing, Weighing.subject_id == Argument.id)
        .where(Weighing.subject_kind == Argument.kind)
        .group_by(Argument.id, Argument.added_at, Weighing.answer)
        .order_by(Argument.id, Weighing.answer)
    )
    counts: dict[tuple[int, datetime], Counter[str]] = defaultdict(Counter)
    for argument_id, added_at, answer, count in rows:
        counts[argument_id, added_at][answer] = count
    return [
        (argument_id, rules.told(one, added_at=added_at, at=at))
        for (argument_id, added_at), one in counts.items()
    ]


def _held(member_id: int) -> list[dict[str, Any]]:
    rows = db.session.execute(
        sa.select(Weighing.subject_kind, Weighing.subject_id, Weighing.answer, Weighing.at)
        .where(Weighing.member_id == member_id)
        .order_by(Weighing.subject_kind, Weighing.subject_id)
    )
    return [
        {"about": f"/{kind}s/{id_}", "answer": answer, "at": at.isoformat()}
        for kind, id_, answer, at in rows
    ]


def _erase(member_id: int) -> None:
    db.session.execute(sa.delete(Weighing).where(Weighing.member_id == member_id))


personal.part("what you think of arguments", _held, _erase)
