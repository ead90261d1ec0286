"""Who is told when an entry changes; and the private address of a member's calendar."""

from __future__ import annotations

import hashlib
import hmac

import sqlalchemy as sa
from flask import current_app

from accounts.access import Viewer
from core.clock import now
from core.dates import from_to
from core.db import db
from core.errors import Refused
from deliberation.models import CalendarAddress, CalendarEntry, EntryFollower
from notices.actions import tell, tell_members
from notices.rules import Why


def follow_entry(entry: CalendarEntry, by: Viewer) -> None:
    """Tell this person from now on when the entry changes or is cancelled."""
    if by.id is None:
        raise Refused("Sign in to follow an entry.")
    if db.session.get(EntryFollower, (entry.id, by.id)) is None:
        db.session.add(EntryFollower(entry_id=entry.id, member_id=by.id, since=now()))


def unfollow_entry(entry: CalendarEntry, by: Viewer) -> None:
    """Tell this person no more."""
    db.session.execute(
        sa.delete(EntryFollower).where(
            EntryFollower.entry_id == entry.id, EntryFollower.member_id == by.id
        )
    )


def tell_followers(entry: CalendarEntry, words: str, *, by: Viewer) -> None:
    """Tell everyone who follows the entry that it was changed or cancelled. 2 statements."""
    follow = sa.select(EntryFollower.member_id).where(EntryFollower.entry_id == entry.id)
    why = Why.MEETING if entry.is_meeting else Why.WATCHED
    tell(
        db.session.scalars(follow.order_by(EntryFollower.member_id)),
        why,
        entry,
        words=words,
        by=by.id,
    )


def tell_author(entry: CalendarEntry, words: str, *, by: Viewer) -> None:
    """Tell whoever added the entry what was decided."""
    tell([entry.author_id], Why.DECIDED, entry, words=words, by=by.id)


def call_meeting(entry: CalendarEntry, *, by: Viewer) -> None:
    """Let every member of the CLP know that a meeting of theirs is called."""
    if entry.is_meeting and entry.clp_id is not None and entry.starts_at > now():
        when = from_to(entry.starts_at, entry.ends_at)
        tell_members(Why.MEETING, entry, clp_id=entry.clp_id, words=when, by=by.id)


def make_address(by: Viewer) -> None:
    """Make the private calendar address of a member anew; the one before stops working."""
    if not by.is_member or by.clp_id is None:
        raise Refused("Only members of a CLP have a calendar of their own.")
    db.session.merge(CalendarAddress(member_id=by.id, made_at=now()))


def end_address(by: Viewer) -> None:
    """The private calendar address of a member stops working."""
    db.session.execute(sa.delete(CalendarAddress).where(CalendarAddress.member_id == by.id))


def secret_of(address: CalendarAddress) -> str:
    """The part of the address that nobody can guess: made of the row with the site's key."""
    key = str(current_app.secret_key).encode()
    facts = f"calendar:{address.member_id}:{address.made_at.isoformat()}"
    return hmac.new(key, facts.encode(), hashlib.sha256).hexdigest()[:32]
