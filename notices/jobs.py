"""What the worker does for the notices by itself."""

from __future__ import annotations

from core import events
from core.db import db
from core.jobs import every
from notices import digest
from notices.actions import arranging

MOST_TURNS = 100  # of each sort of work in one round; the rest waits for the next


@every(seconds=15, name="notices.mails")
def send_mails() -> None:
    """Mark who has news, then mail those who are due. Commits after each turn."""
    for work in (arranging.arrange_notices, arranging.arrange_watched, digest.send_due):
        for _turn in range(MOST_TURNS):
            if not work():
                db.session.rollback()
                break
            events.commit()
