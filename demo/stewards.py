"""Stewards of two CLPs beside Chen and Stella, so that three can be drawn for an appeal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import sqlalchemy as sa

import accounts.actions
from accounts.models import Member
from accounts.rules import Role
from core import events
from core.clock import freeze, now
from core.db import db
from demo import people
from moderation.actions import training
from moderation.models import Training

CLPS = ("Solent Reach", "Kirkholme")


def make() -> Iterator[str]:
    """Make them stewards and train all four, in one transaction, unless that is done."""
    if db.session.scalar(sa.select(sa.exists().where(Training.member_id.is_not(None)))):
        return
    with freeze(now() - timedelta(days=30)):
        hari = people.as_viewer("hari")
        for clp in CLPS:
            (one,) = people.active(Random(clp), 1, clp=clp)
            accounts.actions.grant_role(
                db.session.get_one(Member, one.id),
                Role.STEWARD,
                clp_id=one.clp_id,
                reason="Elected by the members’ meeting of the CLP for a year.",
                by=hari,
            )
            training.confirm(training.say(people.viewer_of(one.id or 0)), hari)
        for first_name in ("chen", "stella"):
            training.confirm(training.say(people.as_viewer(first_name)), hari)
    events.commit()
    yield f"Stewards of {' and '.join(CLPS)}; four are trained for appeals"
