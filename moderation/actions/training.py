"""Who may sit on an appeal panel: a steward has read the training, and an admin confirms it."""

from __future__ import annotations

from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Power
from core import events, personal
from core.clock import now
from core.db import db
from core.errors import Refused
from moderation.models import Training
from moderation.rules.drawing import why_not_confirm


def say(by: Viewer) -> Training:
    """They have read it. Raises Refused."""
    if by.id is None or not by.can_anywhere(Power.MODERATE):
        raise Refused("Only stewards are trained for appeals.")
    if db.session.get(Training, by.id) is not None:
        raise Refused("You have said so already. An admin confirms it.")
    made = Training(member_id=by.id, said_at=now())
    db.session.add(made)
    _record("moderation.trained", by.id, by)
    return made


def confirm(training: Training, by: Viewer) -> None:
    """An admin confirms it: from now on the lot can fall on them. Raises Refused."""
    refused = why_not_confirm(
        may_grant=by.can(Power.GRANT),
        is_own=by.id == training.member_id,
        is_confirmed=training.confirmed_at is not None,
    )
    if refused:
        raise Refused(refused)
    training.confirmed_at, training.confirmed_by_id = now(), by.id
    _record("moderation.training_confirmed", training.member_id, by)


def _record(name: str, member_id: int, by: Viewer) -> None:
    events.record(name, db.session.get_one(Member, member_id), actor_id=by.id)


def _held(member_id: int) -> list[dict[str, object]]:
    row = db.session.get(Training, member_id)
    return (
        [
            {
                "said_at": row.said_at.isoformat(),
                "confirmed_at": row.confirmed_at.isoformat() if row.confirmed_at else None,
            }
        ]
        if row
        else []
    )


personal.part("training for appeals", _held)
