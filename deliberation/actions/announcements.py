"""Posting, changing and ending what a CLP announces."""

from __future__ import annotations

from datetime import date

from accounts.access import Viewer
from accounts.models import Clp
from accounts.rules import Power
from core import events
from core.clock import now
from core.dates import LONDON
from core.db import db
from core.text import render
from deliberation.actions.writing import refuse_if
from deliberation.models import Announcement, AnnouncementVersion
from deliberation.rules import announcements as rules
from notices.actions import tell_members
from notices.rules import Why


def may_post(clp_id: int, by: Viewer) -> bool:
    """Whether this person is an officer of the CLP."""
    return by.can(Power.NOTICES, clp_id=clp_id)


def announce(
    clp: Clp, title: str, words: str, last_day: date, *, pinned: int = 0, by: Viewer
) -> Announcement:
    """Announce something to the members of a CLP, who are told. Raises Refused."""
    title = " ".join(title.split())
    refuse_if(
        rules.why_not_announce(may_post=may_post(clp.id, by)),
        rules.why_not_words(title, words, last_day, pinned=pinned, today=_today()),
    )
    made = Announcement(
        clp=clp,
        title=title,
        words=words,
        pinned=pinned,
        last_day=last_day,
        author_id=by.id,
        posted_at=now(),
    )
    db.session.add(made)
    db.session.flush()  # gives the id that begins every anchor in it
    made.html = render(words, top=4, anchor=f"a{made.id}")
    events.record("announcement.posted", made, actor_id=by.id)
    tell_members(Why.ANNOUNCED, made, clp_id=clp.id, by=by.id)
    return made


def _today() -> date:
    return now().astimezone(LONDON).date()


def why_not_touch(made: Announcement, by: Viewer) -> str | None:
    """The reason this person may not change or end it; None when they may."""
    return rules.why_not_touch(
        may_post=may_post(made.clp_id, by),
        hidden=made.hidden_at is not None,
        ended=made.ended_at is not None or made.last_day < _today(),
    )


def locked(made: Announcement) -> Announcement:
    """The announcement as it is now, kept from others until this is committed."""
    return db.session.get_one(
        Announcement, made.id, populate_existing=True, with_for_update={"of": Announcement}
    )


def change_announcement(
    made: Announcement, title: str, words: str, last_day: date, *, pinned: int, by: Viewer
) -> None:
    """Change what is announced; what it said before is kept. Raises Refused."""
    made, title = locked(made), " ".join(title.split())
    refuse_if(
        why_not_touch(made, by),
        rules.why_not_words(title, words, last_day, pinned=pinned, today=_today()),
    )
    if (made.title, made.words, made.last_day) != (title, words, last_day):
        db.session.add(
            AnnouncementVersion(
                announcement_id=made.id,
                title=made.title,
                words=made.words,
                last_day=made.last_day,
                written_at=made.changed_at or made.posted_at,
            )
        )
        made.changed_at = now()
    made.title, made.words, made.last_day, made.pinned = title, words, last_day, pinned
    made.html = render(words, top=4, anchor=f"a{made.id}")
    events.record("announcement.changed", made, actor_id=by.id)


def end_announcement(made: Announcement, *, by: Viewer) -> None:
    """Take an announcement off the home page; it stays readable. Raises Refused."""
    made = locked(made)
    refuse_if(why_not_touch(made, by))
    made.ended_at, made.ended_by_id = now(), by.id
    events.record("announcement.ended", made, actor_id=by.id)
