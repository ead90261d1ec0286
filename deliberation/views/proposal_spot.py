"""What a new proposal is about and which CLP tables it: ?topic=, ?option= and ?clp=."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from flask import request

from accounts.models import Clp
from core.db import db
from core.web import found, number_asked
from deliberation.rules import Where
from wiki.models import Option, Topic

T = TypeVar("T", Option, Topic)


@dataclass(frozen=True, slots=True)
class ProposalSpot:
    """Where the proposal will stand, in names; "" for none."""

    where: Where
    clp: str
    topic: str
    option: str
    asked: dict[str, str]  # what to send along to the next step


def spot_asked() -> ProposalSpot:
    """What is asked for. 404 when a part of it is not there."""
    asked = {
        key: request.values[key]
        for key in ("clp", "topic", "option")
        if request.values.get(key, "").strip("\x00")
    }
    clp = option = topic = None
    if "clp" in asked:
        slug = asked["clp"].replace("\x00", "")
        clp = found(db.session.scalar(sa.select(Clp).where(Clp.slug == slug)))
    if "option" in asked:
        option = _readable(db.session.get(Option, number_asked("option")))
    topic_id = option.topic_id if option else number_asked("topic") if "topic" in asked else None
    if topic_id is not None:
        topic = _readable(db.session.get(Topic, topic_id))
        if topic.merged_into_id is not None:
            topic = _readable(db.session.get(Topic, topic.merged_into_id))
    return ProposalSpot(
        Where(
            clp_id=clp.id if clp else None,
            topic_id=topic.id if topic else None,
            option_id=option.id if option else None,
        ),
        clp.name if clp else "",
        topic.title if topic else "",
        option.title if option else "",
        asked,
    )


def _readable(subject: T | None) -> T:
    """The subject, unless it is not there or hidden."""
    return found(subject if subject is not None and subject.hidden_at is None else None)
