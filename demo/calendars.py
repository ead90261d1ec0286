"""What takes place in the demo, and what Ashford Vale announces: by Farah, Ada and Hari."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from accounts.models import Clp, Region
from core import events
from core.clock import freeze, now, today
from core.dates import moments
from core.db import db
from deliberation.actions.announcements import announce
from deliberation.actions.calendar import add_entry
from deliberation.models import Announcement, CalendarEntry
from deliberation.rules.calendar import Calendar, Said
from demo import people

HOME = "Ashford Vale"


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry, so many days from now, British time."""

    title: str
    days: int
    hour: int
    by: str
    where: str = HOME  # a CLP, a region, or "" for the whole party
    venue: str = ""
    words: str = ""
    hours: int = 2
    is_meeting: bool = False
    only_clp: bool = False


PLANNED = (
    Planned(
        "All-member meeting",
        9,
        19,
        "farah",
        venue="Corn Hall, High Street. Step-free from Mill Lane",
        words="We take the debate on **bus fares** to the room, and vote on paper.\n\n"
        "- Minutes of last month\n- Bus fares: what the forum says\n- Summer fair",
        is_meeting=True,
    ),
    Planned("Street stall on the market square", 5, 10, "farah", venue="Market square", hours=3),
    Planned(
        "Officers’ meeting", 16, 18, "farah", venue="Members’ room", is_meeting=True, only_clp=True
    ),
    Planned("Reading group: How buses were run", 12, 20, "ada", venue="The Fox, back room"),
    Planned("Regional conference", 33, 10, "hari", where="South East", venue="Guildhall", hours=7),
    Planned("Policy forum, open to every member", 26, 11, "hari", where="", hours=5),
)
ANNOUNCED = (
    (
        "Lifts to the next meeting",
        "Ring Farah by noon on the day if you need a **lift**. The hall has a loop.",
        12,
        1,
    ),
    ("Jumble wanted", "For the summer fair: books, pots, plants. Bring them on Saturdays.", 40, 0),
)


def make() -> Iterator[str]:
    """Enter what is missing, each in one transaction."""
    known = set(db.session.scalars(sa.select(CalendarEntry.title)))
    missing = [planned for planned in PLANNED if planned.title not in known]
    for planned in missing:
        _enter(planned)
        events.commit()
    if missing:
        yield f"The calendars: {len(missing)} entries"
    yield from _announce()


def _enter(planned: Planned) -> None:
    day = today() + timedelta(days=planned.days)
    said = Said(
        title=planned.title,
        starts_at=_at(day, planned.hour),
        ends_at=_at(day, planned.hour + planned.hours),
        venue=planned.venue,
        words=planned.words,
        is_meeting=planned.is_meeting,
        only_clp=planned.only_clp,
    )
    with freeze(now() - timedelta(days=3)):
        add_entry(_calendar(planned.where), said, by=people.as_viewer(planned.by))


def _at(day: date, hour: int) -> datetime:
    return moments(day, time(hour))[0]


def _calendar(where: str) -> Calendar:
    clp = db.session.scalar(sa.select(Clp.id).where(Clp.name == where))
    region = db.session.scalar(sa.select(Region.id).where(Region.name == where))
    return Calendar(clp_id=clp, region_id=region)


def _announce() -> Iterator[str]:
    clp = db.session.scalars(sa.select(Clp).where(Clp.name == HOME)).one()
    known = set(db.session.scalars(sa.select(Announcement.title)))
    missing = [one for one in ANNOUNCED if one[0] not in known]
    for title, words, days, pinned in missing:
        with freeze(now() - timedelta(days=2)):
            announce(
                clp,
                title,
                words,
                today() + timedelta(days=days),
                pinned=pinned,
                by=people.as_viewer("farah"),
            )
        events.commit()
    if missing:
        yield f"The announcements of {HOME}: {len(missing)}"
