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
from deliberation.models import CalendarAddress, CalendarEntry
from notices.actions import tell, tell_members
from notices.models import Watch
from notices.rules import Why

_WATCH = (
    sa.select(Watch.member_id)
    .where(Watch.subject_kind == sa.bindparam("kind"), Watch.subject_id == sa.bindparam("id"))
    .order_by(Watch.member_id)
)


def tell_watchers(entry: CalendarEntry, words: str, *, by: Viewer) -> None:
    """Tell everyone who watches the entry that it was changed or cancelled. 2 statements."""
    why = Why.MEETING if entry.is_meeting else Why.WATCHED
    watch = db.session.scalars(_WATCH, {"kind": entry.kind, "id": entry.id})
    tell(watch, why, entry, words=words, by=by.id)


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
