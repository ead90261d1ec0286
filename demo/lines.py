"""Lines between the demo's topics: what one does to another, what to read besides, own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa

import wiki.actions
import wiki.actions.effects
import wiki.actions.own_words
from core import events
from core.clock import freeze, now
from core.db import db
from demo import people, topics
from wiki.actions.effects import End
from wiki.models import Effect
from wiki.rules import EffectKind, Stake

RAISES, LOWERS, DEPENDS, CONFLICTS = EffectKind

# From, what it does, to, why. An end is a topic, or a topic and the number of its option.
EFFECTS = (
    # Free fares and apprenticeships strengthen each other …
    (
        ("Free bus travel for under-25s", 1),
        RAISES,
        ("Apprenticeships", 0),
        "An apprentice who travels for nothing can take a place two towns away.",
    ),
    (
        ("Apprenticeships", 0),
        RAISES,
        ("Free bus travel for under-25s", 1),
        "The more apprentices there are, the more of them ask for the pass.",
    ),
    (
        ("Free bus travel for under-25s", 1),
        DEPENDS,
        ("Who runs the buses", 0),
        "Where companies set fares and routes, a council can only pay them to let young people on.",
    ),
    (
        ("Low-traffic neighbourhoods", 0),
        DEPENDS,
        ("Buses", 0),
        "People leave the car at home when a bus comes.",
    ),
    # … and council homes and private rents hold each other back.
    (
        ("Council homes", 0),
        LOWERS,
        ("Private renting", 0),
        "A family with a council home does not look for a private one.",
    ),
    (
        ("Private renting", 0),
        RAISES,
        ("Council homes", 0),
        "When rents outrun wages, the waiting list grows, and with it the case for building.",
    ),
    (
        ("Building on the green belt", 1),
        RAISES,
        ("Council homes", 0),
        "A share of what is built near stations goes to councils.",
    ),
    (
        ("Second homes", 0),
        RAISES,
        ("Private renting", 0),
        "A house that stands empty most of the year is one fewer to live in, so others rent.",
    ),
    (
        ("Warm homes", 0),
        LOWERS,
        ("GP appointments", 0),
        "Cold and damp send people to the doctor, and old people to hospital.",
    ),
    (
        ("Neighbourhood policing", 0),
        LOWERS,
        ("Short prison sentences", 0),
        "An officer who knows the young people on the square stops some of it before a court must.",
    ),
    (
        ("Free school meals", 1),
        CONFLICTS,
        ("Free school meals", 2),
        "With a meal for everybody there is no income limit left to raise.",
    ),
)

SEE_ALSO = (
    ("Sport in primary schools", "Football pitches"),
    ("Warm homes", "Private renting"),
    ("Council tax", "Second homes"),
    ("Voting at 16", "How we elect MPs"),
    ("Free school meals", "Football in primary schools"),
)

# Of the free pass: sort, who, how much, when, who says so.
STAKES = (
    ("Cost", "The Treasury", "£1.3 billion a year", "From the first April", "Our own estimate"),
    ("Cost", "Bus companies", "Fuller buses before nine", "The first two winters", ""),
    ("Benefit", "People under 25", "About £480 a year each", "At once", "Fares of six towns"),
)

OWN_WORDS = (
    "I drove a bus for nineteen years. The quiet ones at the back, with the hood up, got off two "
    "stops early when the fare went up, and walked. Nobody counts the interview you never went to. "
    "Give them the pass at five, when it costs next to nothing, and they will have the habit at "
    "twenty-five, when they can pay."
)


def make() -> Iterator[str]:
    """Draw them all, in one transaction, unless they are there."""
    if db.session.scalar(sa.select(sa.exists().where(Effect.id.is_not(None)))):
        return
    with freeze(now() - timedelta(days=20)):
        _link()
        _cost()
    with freeze(now() - timedelta(days=6)):
        _speak()
    events.commit()
    yield f"Between topics: {len(EFFECTS)} effects, {len(SEE_ALSO)} pairs to see also"


def _link() -> None:
    dilys = people.as_viewer("dilys")
    for start, kind, end, why in EFFECTS:
        wiki.actions.effects.link(_end(*start), kind, _end(*end), why, by=dilys)
    for one, other in SEE_ALSO:
        wiki.actions.effects.see_also(topics.topic_of(one), topics.topic_of(other), by=dilys)


def _cost() -> None:
    option = topics.option_of("Free bus travel for under-25s")
    lines = "\n".join(Stake(*row).line for row in STAKES)
    dilys = people.as_viewer("dilys")
    why = "Costs and benefits"
    wiki.actions.edit(option, {"stakes": lines}, by=dilys, base=option.revision, why=why)


def _end(topic: str, number: int) -> End:
    return End(topics.topic_of(topic), topics.option_of(topic, number) if number else None)


def _speak() -> None:
    """Bola proposed the free pass, and says why."""
    option = topics.option_of("Free bus travel for under-25s")
    wiki.actions.own_words.speak(option, OWN_WORDS, by=people.as_viewer("bola"))
