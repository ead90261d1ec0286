"""National rooms of the demo, and what its stewards did in them."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

import deliberation.actions
from core import events
from core.db import db
from deliberation.models import Room, Thread, ThreadChange
from deliberation.rules import Where
from demo import people, threads

ROOMS = {
    "Health and care workers": "For people who work in hospitals, surgeries and care homes.",
    "Private tenants": "For people who rent, from wherever they are.",
    "Rural members": "For those who live where the bus comes twice a day.",
}
ANSWERED = "How do I bring a motion to conference?"
OLD = "Where do we put questions about this site?"
QUESTION = {
    "title": ANSWERED,
    "asks": "question",
    "room": "Rural members",
    "days": 9,
    "posts": [
        "@ada -: Our CLP has never sent one. Who signs it, and by when?",
        "information: Your CLP meeting passes it, and your secretary sends it. See the calendar.",
        "question: Can two CLPs send one together?",
    ],
}
TENANTS = {
    "title": "What did you ask your landlord for, and what came of it?",
    "room": "Private tenants",
    "days": 15,
    "posts": [
        "-: A working boiler, for five months. The council’s letter took four days.",
        "information: Keep every message. Ours had to pay half the rent back because of it.",
        "-: I have asked for nothing. The last tenant asked, and I have his flat.",
    ],
}
FIRST = {
    "title": OLD,
    "days": 60,
    "posts": ["-: I could not find a place for it.", "@chen -: Ask here, and somebody helps you."],
}


def make() -> Iterator[str]:
    """Make the rooms that are missing, with a discussion or two, one of them closed."""
    known = set(db.session.scalars(sa.select(Room.title)))
    missing = {title: about for title, about in ROOMS.items() if title not in known}
    for title, about in missing.items():
        deliberation.actions.make_room(title, about, people.as_viewer("hari"))
    events.commit()
    for written in (QUESTION, TENANTS, FIRST):
        threads.write_missing(written)
    _steward()
    if missing:
        yield f"National rooms: {len(missing)}"


def _steward() -> None:
    """What was asked is answered; one discussion is pinned, one moved and closed."""
    if db.session.scalar(sa.select(ThreadChange.id).limit(1)) is not None:
        return
    ada, chen = people.as_viewer("ada"), people.as_viewer("chen")
    deliberation.actions.mark_answer(threads.thread_of(ANSWERED), 2, ada)
    tenants = threads.thread_of(str(TENANTS["title"]))
    deliberation.actions.pin(tenants, "Read what helped others before you ask.", chen)
    old: Thread = threads.thread_of(OLD)
    rural = db.session.scalars(sa.select(Room.id).where(Room.title == "Rural members")).one()
    deliberation.actions.move(old, Where(room_id=rural), "It was asked by somebody there.", chen)
    deliberation.actions.close(old, "It is answered in the help pages now.", chen)
    events.commit()
