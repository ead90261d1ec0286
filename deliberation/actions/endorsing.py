"""Calling a post a good point, and taking that back."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from accounts.access import Viewer
from core import house_rules, personal, versions
from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation import endorsed
from deliberation.actions.ordering import want
from deliberation.models import Endorsement, Post
from deliberation.rules import endorsing as rules
from deliberation.rules.intake import rates


def endorse(post: Post, by: Viewer) -> None:
    """Remember that this member found it a good point; once, however often. Raises Refused."""
    reason = why_not_endorse(post, by) or _why_not_today(by)
    if reason:
        raise Refused(reason)
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    facts = {"post_id": post.id, "member_id": by.id, "at": now()}
    row = insert(Endorsement).values(facts).on_conflict_do_nothing()
    if db.session.scalar(row.returning(Endorsement.post_id)) is not None:
        _changed(post, by=+1)


def why_not_endorse(post: Post, by: Viewer) -> str | None:
    """The reason this person may not call this post a good point; None when they may."""
    return rules.why_not_endorse(
        is_member=by.is_member,
        own=by.id == post.author_id,
        hidden=post.hidden_at is not None or post.thread.hidden_at is not None,
        is_note=post.is_note,
    )


def _why_not_today(by: Viewer) -> str | None:
    """The reason this person may not call one more post a good point today. 1 statement."""
    most = house_rules.value("good_point.most_a_day")
    lately = (
        sa.select(Endorsement.at)
        .where(Endorsement.member_id == by.id, Endorsement.at > now() - rates.DAY)
        .order_by(Endorsement.at.desc(), Endorsement.post_id)
        .limit(most)
    )
    done = tuple(at for at in db.session.scalars(lately) if at is not None)
    return rates.why_not_good_point(done, most, now())


def take_back(post: Post, by: Viewer) -> None:
    """Forget that this member found it a good point."""
    row = sa.delete(Endorsement).where(
        Endorsement.post_id == post.id, Endorsement.member_id == by.id
    )
    if db.session.scalar(row.returning(Endorsement.post_id)) is not None:
        _changed(post, by=-1)


def _changed(post: Post, *, by: int) -> None:
    """Have the thread put in order again; its page changes only when what it says does."""
    endorsed.tell(post.thread_id)
    if post.thread.option_id is not None:
        want(post.thread_id)
    count = sa.select(sa.func.count()).where(Endorsement.post_id == post.id)
    after = db.session.scalar(count) or 0
    before, now_told = (
        rules.told(number, written_at=post.written_at, at=now()) for number in (after - by, after)
    )
    if before != now_told:
        versions.move_on([f"thread:{post.thread_id}"])


def _held(member_id: int) -> list[dict[str, Any]]:
    rows = sa.select(Endorsement.post_id).where(Endorsement.member_id == member_id)
    return [
        {"post": f"/posts/{post_id}"}
        for post_id in db.session.scalars(rows.order_by(Endorsement.post_id))
    ]


def _erase(member_id: int) -> None:
    db.session.execute(sa.delete(Endorsement).where(Endorsement.member_id == member_id))


personal.part("good points", _held, _erase)
