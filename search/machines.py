"""Machines that keep an index of their own: how far each has read the change log.

The log is the table of events, which is also the audit trail: it is written with each change and
stays. Each machine has a row with its place in it, and is forgotten when it was away too long:
building anew is then sooner done than reading on.
"""

from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa

from core import events, health
from core.clock import now
from core.db import db
from core.events import Event, Follower
from core.jobs import every
from search import engine

AWAY = timedelta(days=14)  # after which a machine is forgotten
SEEN_EVERY = timedelta(minutes=5)
LATE_SECONDS = 60  # behind the log, and /health says so
PREFIX = "search@"

_NEWEST = sa.select(sa.func.max(Event.id))
_NEXT = sa.select(Event.at).where(Event.id > sa.bindparam("read_to")).order_by(Event.id).limit(1)


def follower() -> str:
    """The name under which this machine's index reads the change log."""
    return f"{PREFIX}{engine.index().folder.name()}"


def is_known() -> bool:
    """Whether this machine has a place in the log; False when it was forgotten. Notes it was seen.

    Commits.
    """
    row = db.session.get(Follower, follower(), populate_existing=True)
    if row is None:
        return False
    if row.seen_at is None or row.seen_at < now() - SEEN_EVERY:
        row.seen_at = now()
        events.commit()
    return True


@every(seconds=86_400, name="search.forget")
def forget() -> int:
    """Forget machines that were not seen for AWAY; how many. They build anew when they are back."""
    gone = sa.delete(Follower).where(
        Follower.name.startswith(PREFIX), Follower.seen_at < now() - AWAY
    )
    count: int = db.session.execute(gone).rowcount  # type: ignore[attr-defined]
    events.commit()
    return count


@health.tells("search")
def this_machine() -> Mapping[str, object]:
    """How this machine's index stands to the log. 3 statements."""
    read_to = db.session.scalar(sa.select(Follower.event_id).where(Follower.name == follower()))
    if read_to is None or not engine.index().is_there:
        return {"well": False, "index": "missing; only titles are searched until it is built"}
    behind = max((db.session.scalar(_NEWEST) or 0) - read_to, 0)
    oldest = db.session.scalar(_NEXT, {"read_to": read_to})
    age = int((now() - oldest).total_seconds()) if oldest else 0
    return {"well": age <= LATE_SECONDS, "behind": behind, "oldest_seconds": age}
