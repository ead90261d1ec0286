"""Opening a steelman slot, and members who hold the view saying whether it was put fairly."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from accounts.access import Viewer
from accounts.models import Member
from core import events, house_rules
from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation.actions import reply
from deliberation.models import Post
from deliberation.rules import Position
from moderation.actions.beside import give_way, refresh
from moderation.actions.prompting import answer, spot_for
from moderation.discussions.spots import begin, spot_of
from moderation.models import Case, Steelman, SteelmanAnswer
from moderation.rules import steelmen as rules
from moderation.rules.cases import Action
from moderation.rules.offers import Offer
from wiki.models import Option


def open_slot(case: Case, steward: Viewer, *, version: int, words: str, source: str) -> Steelman:
    """Write what members who are not here would say, from a source. Raises Refused or Stale."""
    spot = spot_for(case, steward, Offer.STEELMAN, version)
    position = case.figures.get("position", "")
    refused = rules.why_not_write(
        words=words,
        source=source,
        opens_it=spot.option is not None and position in ("for", "against"),
        stands=spot.option is not None and slot_on(spot.option.id, position) is not None,
    ) or _why_not_named(words)
    if refused or spot.option is None or steward.id is None:
        raise Refused(refused or "There is no option to write about.")
    slot = Steelman(
        case_id=case.id,
        topic_id=spot.option.topic_id,
        option_id=spot.option.id,
        option_title=spot.option.title,
        position=position,
        words=words,
        source=source,
        author_id=steward.id,
        written_at=now(),
        until=now() + house_rules.length("steelman.days"),
    )
    try:
        with db.session.begin_nested():
            db.session.add(slot)
    except IntegrityError:  # another steward was faster
        raise Refused(rules.HAS_STOOD) from None
    answer(case, steward, Action.STEELMAN, words, version=version)
    events.record("steelman.opened", slot, actor_id=steward.id)
    refresh(option_id=slot.option_id)
    return slot


def slot_on(option_id: int, position: str) -> Steelman | None:
    """The slot that stands for this side of an option. 1 statement."""
    return db.session.scalar(
        sa.select(Steelman).where(
            Steelman.option_id == option_id,
            Steelman.position == position,
            Steelman.ended_at.is_(None),
        )
    )


def _why_not_named(words: str) -> str | None:
    """The reason when a member's name stands in it. 1 statement."""
    names = rules.names_that_may_be(words)
    known = db.session.scalar(sa.select(Member.name).where(Member.name.in_(names)).limit(1))
    return rules.why_not_name(known) if known else None


def say_mine(slot: Steelman, by: Viewer) -> None:
    """A member who holds the view says that it was put fairly. Raises Refused."""
    _write(slot, by, is_mine=True)
    events.record("steelman.held", slot, actor_id=None)


def say_not_quite(slot: Steelman, by: Viewer, *, words: str) -> Post:
    """A member who holds the view says what it is: their own post, which takes the slot's place.

    Raises Refused.
    """
    _write(slot, by, is_mine=False)
    spot = spot_of(db.session.get_one(Option, slot.option_id))
    position = Position(slot.position)
    if spot.thread is None:
        thread = begin(spot, words, by=by, position=position)
        post = db.session.scalars(sa.select(Post).where(Post.thread_id == thread.id)).one()
    else:
        post = reply(spot.thread, words, by=by, position=position)
    give_way(slot)
    refresh(option_id=slot.option_id)
    return post


def _write(slot: Steelman, by: Viewer, *, is_mine: bool) -> None:
    refused = why_not_answer(slot, by)
    if refused or by.id is None:
        raise Refused(refused or "Sign in to answer.")
    made = SteelmanAnswer(steelman_id=slot.id, member_id=by.id, is_mine=is_mine, answered_at=now())
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise Refused("You have answered this.") from None


def why_not_answer(slot: Steelman, by: Viewer) -> str | None:
    """The reason this person may not say whether it is their view; None when they may."""
    return rules.why_not_answer(
        is_member=by.is_member,
        is_over=slot.ended_at is not None or slot.hidden_at is not None or slot.until <= now(),
        own=slot.author_id == by.id,
        has=db.session.get(SteelmanAnswer, (slot.id, by.id)) is not None if by.id else False,
    )
