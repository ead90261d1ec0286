"""What is done with notices. Nothing here commits but the worker's own work."""

from notices.actions import personal
from notices.actions.happening import tells, told
from notices.actions.receiving import (
    choose_kinds,
    choose_quiet,
    choose_rhythm,
    mark_read,
    receiver_of,
)
from notices.actions.telling import tell, tell_members
from notices.actions.watching import WATCHABLE, unwatch, watch

__all__ = [
    "WATCHABLE",
    "choose_kinds",
    "choose_quiet",
    "choose_rhythm",
    "mark_read",
    "personal",
    "receiver_of",
    "tell",
    "tell_members",
    "tells",
    "told",
    "unwatch",
    "watch",
]
