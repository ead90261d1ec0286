"""What stewards of the demo have set up: watched words, an interest, a held post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import sqlalchemy as sa

from core import events
from core.clock import freeze, now
from core.db import db
from deliberation.actions import intake, weighing
from deliberation.rules.intake.listed import Effect
from deliberation.rules.weighing import Answer
from demo import people, threads, topics
from moderation.actions import interests, wording
from moderation.models import Interest
from moderation.rules.interests import About, Tie
from moderation.rules.reasons import Reason
from wiki.models import Argument

WORDS = (("numpty", Effect.HOLD), ("muppet", Effect.WARN))
QUESTION = "How do I bring a motion to conference?"


def make() -> Iterator[str]:
    """Make it all in one transaction, unless it is there."""
    if db.session.scalar(sa.select(sa.exists().where(Interest.id.is_not(None)))):
        return
    with freeze(now() - timedelta(days=2)):
        _watch()
        _declare()
    _hold()
    _weigh()
    events.commit()
    yield "Stewards: watched words, an interest, a held post, a weighing"


def _watch() -> None:
    """Chen proposes each word and Stella agrees."""
    for word, does in WORDS:
        change = wording.propose(
            wording.Proposed(
                word=word,
                does=does,
                reason=Reason.PERSONAL_ABUSE,
                why="It has only ever been said of a person here, never of a proposal.",
            ),
            by=people.as_viewer("chen"),
        )
        wording.answer(change, agrees=True, by=people.as_viewer("stella"))


def _declare() -> None:
    """Chen declares a tie."""
    interests.declare(
        people.as_viewer("chen"),
        interests.Tied(Tie.OTHER, About.CLP, "Steelhaven", "My sister is its treasurer."),
    )


def _hold() -> None:
    """Gwen’s post waits for a steward, because of a word that is watched."""
    with freeze(now() - timedelta(hours=2)):
        intake.reply(
            threads.thread_of(QUESTION),
            "Whichever numpty drew up the form left no room for the wording. Use a second sheet.",
            by=people.as_viewer("gwen"),
        )


def _weigh() -> None:
    """Some members have said what they make of the arguments about free bus travel."""
    option = topics.option_of("Free bus travel for under-25s")
    stands = sa.select(Argument.id).where(Argument.option_id == option.id).order_by(Argument.id)
    arguments = list(db.session.scalars(stands.limit(4)))
    chance = Random("weighing")
    for viewer in people.active(chance, 9):
        weighing.weigh(option.id, {one: chance.choice(list(Answer)) for one in arguments}, viewer)
