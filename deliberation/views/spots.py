"""Where a new thread will stand, as an address asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from flask import request

from accounts.access import viewer
from accounts.models import Clp, Region
from core.db import db
from core.subjects import Subject
from core.web import found, number_asked
from deliberation.models import Post, Room
from deliberation.rules import Where, forum_name
from wiki.models import Argument, Option, Topic

S = TypeVar("S", bound=Subject)
N = TypeVar("N", Clp, Region, Room)
ASKED = ("clp", "region", "room", "topic", "option", "argument", "post")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a new thread, and what it is started from."""

    where: Where
    name: str  # of the forum
    option: str  # the option's title, "" for none
    origin: Subject | None
    asked: dict[str, str]  # what to send along to the next step

    @property
    def begun_from(self) -> str:
        """The argument or post it is started from in words, "" for anything else."""
        return self.origin.heading if isinstance(self.origin, Argument | Post) else ""


def spot_asked() -> Spot:
    """The place asked for, with ?clp=, ?topic=, ?post= and so on. 404 when a part is not there."""
    asked = {key: request.values[key] for key in ASKED if key in request.values}
    clp, region, room = _named(Clp, "clp"), _named(Region, "region"), _named(Room, "room")
    post = _post()
    argument = _shown(Argument, "argument")
    option = _shown(Option, "option")
    topic = _shown(Topic, "topic")
    if post is not None:
        clp = clp or _own_clp(post)
        option = _of(Option, post.thread.option_id)
        topic = _of(Topic, post.thread.topic_id)
    if argument is not None:
        option = _of(Option, argument.option_id)
    if option is not None:
        topic = _of(Topic, option.topic_id)
    where = Where(
        clp_id=clp.id if clp else None,
        region_id=region.id if region else None,
        room_id=room.id if room else None,
        topic_id=topic.id if topic else None,
        option_id=option.id if option else None,
        only_clp="only_clp" in request.form or (post is not None and post.thread.only_clp),
    )
    name = forum_name(
        clp.name if clp else None,
        region.name if region else None,
        room.title if room else None,
        topic.title if topic else None,
    )
    origin: Subject | None = post or argument or option or topic
    return Spot(where, name, option.title if option else "", origin, asked)


def _named(cls: type[N], key: str) -> N | None:
    """The row whose slug was asked for; None when none was."""
    if key not in request.values:
        return None
    slug = request.values[key].replace("\x00", "")
    return found(db.session.scalar(sa.select(cls).where(cls.slug == slug)))


def _shown(cls: type[S], key: str) -> S | None:
    """The subject whose id was asked for, unless moderators have hidden it."""
    return found(_of(cls, number_asked(key))) if key in request.values else None


def _of(cls: type[S], subject_id: int | None) -> S | None:
    subject = db.session.get(cls, subject_id) if subject_id is not None else None
    return subject if subject is not None and subject.hidden_at is None else None


def _post() -> Post | None:
    post = _shown(Post, "post")
    if post is None:
        return None
    hidden = post.thread.hidden_at is not None
    return found(None if hidden or post.audience not in viewer().audiences() else post)


def _own_clp(post: Post) -> Clp | None:
    """The CLP in whose forum the post stands, when it is the member's own: they may start there."""
    own = post.thread.clp_id is not None and post.thread.clp_id == viewer().clp_id
    return post.thread.clp if own else None
