"""What a member watches, and how they are told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from notices.models import Choice, Receiver, Watch
from notices.queries.things import Thing, things
from notices.rules import QUIET_FROM, QUIET_TO, How, Rhythm, Why, how_told


@dataclass(frozen=True, slots=True)
class Watched:
    """One thing that is watched."""

    kind: str
    subject_id: int
    heading: str
    where: str
    url: str
    whole_branch: bool


def watched_by(member_id: int, audiences: Collection[str]) -> list[Watched]:
    """What a member watches and may still read, by name."""
    asked = sa.select(Watch).where(Watch.member_id == member_id)
    rows = db.session.scalars(asked.order_by(Watch.subject_kind, Watch.subject_id)).all()
    found = things((row.subject_kind, row.subject_id) for row in rows)
    shown = [
        Watched(row.subject_kind, row.subject_id, *_facts(thing), row.whole_branch)
        for row in rows
        if (thing := found.get((row.subject_kind, row.subject_id))) and thing.audience in audiences
    ]
    return sorted(shown, key=lambda one: (one.where, one.heading, one.subject_id))


def _facts(thing: Thing) -> tuple[str, str, str]:
    return thing.heading, thing.where, thing.url


def watch_of(member_id: int, kind: str, subject_id: int) -> Watch | None:
    """How the member watches this; None when they do not."""
    return db.session.get(Watch, (member_id, kind, subject_id))


def receiver(member_id: int) -> Receiver:
    """How the member is told; as everyone is before they chose or watched anything."""
    found = db.session.get(Receiver, member_id)
    usual = Rhythm.DAILY.value
    return found or Receiver(
        member_id=member_id, rhythm=usual, quiet_from=QUIET_FROM, quiet_to=QUIET_TO
    )


def kinds_chosen(member_id: int) -> dict[Why, How]:
    """How the member is told of each kind. 1 statement."""
    asked = sa.select(Choice.why, Choice.how).where(Choice.member_id == member_id)
    chosen = {row.why: row.how for row in db.session.execute(asked)}
    return {why: how_told(why, chosen) for why in Why}
