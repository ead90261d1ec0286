"""What members have asked of the editors: waiting, taken in, declined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa

import wiki.actions
from accounts.access import Viewer
from core import events
from core.clock import freeze, now
from core.db import db
from demo import people, topics
from wiki.models import Suggestion
from wiki.rules import AsksFor, DeclineReason, Side

FOOTBALL, MEALS = "Football in primary schools", "Free school meals"


def make() -> Iterator[str]:
    """Make them all, in one transaction, unless they are there."""
    bola = people.as_viewer("bola")
    if db.session.scalar(sa.select(sa.exists().where(Suggestion.author_id == bola.id))):
        return
    _taken_in(bola)
    _declined(bola)
    _waiting(people.as_viewer("ada"), bola)
    events.commit()
    yield "Suggestions: three waiting, one taken in, one declined"


def _taken_in(bola: Viewer) -> None:
    with freeze(now() - timedelta(days=12)):
        suggestion = wiki.actions.suggest(
            AsksFor.ARGUMENT,
            option=topics.option_of(MEALS),
            side=Side.FOR,
            title="Lunch is a lesson too: children learn to eat what they have never seen at home",
            text="In our school the cook lets Year 6 choose one dish a week and cook it with her.",
            by=bola,
        )
    with freeze(now() - timedelta(days=10)):
        wiki.actions.accept(
            suggestion,
            by=people.as_viewer("dilys"),
            sentence="A point about learning that the page did not have.",
        )


def _declined(bola: Viewer) -> None:
    with freeze(now() - timedelta(days=9)):
        suggestion = wiki.actions.suggest(
            AsksFor.ARGUMENT,
            option=topics.option_of("Phones in schools"),
            side=Side.FOR,
            title="Children speak to each other at break when phones are away",
            by=bola,
        )
    same = topics.topic_of("Phones in schools").url
    with freeze(now() - timedelta(days=8)):
        wiki.actions.decline(
            suggestion,
            DeclineReason.SAME,
            "The page has this point already, with an example from a library lunch club.",
            by=people.as_viewer("dilys"),
            link=same,
        )


def _waiting(ada: Viewer, bola: Viewer) -> None:
    with freeze(now() - timedelta(days=2)):
        wiki.actions.suggest(
            AsksFor.ARGUMENT,
            option=topics.option_of(FOOTBALL),
            side=Side.AGAINST,
            title="Girls who have never been asked may not say so in front of boys",
            text="A promise of mixed sessions can be kept to the letter while no girl turns up. "
            "Ask how many came, not how many were offered.",
            by=ada,
        )
    with freeze(now() - timedelta(days=1)):
        wiki.actions.suggest(
            AsksFor.OPTION,
            topic=topics.topic_of("Hospital car parks"),
            title="Free for patients with regular appointments, and paid for everyone else",
            text="A letter from the clinic opens the barrier.",
            by=bola,
        )
        football = topics.topic_of(FOOTBALL)
        wiki.actions.suggest(
            AsksFor.WORDING,
            topic=football,
            title=football.title,
            text=football.text.replace("about two hours", "between one and three hours"),
            reason="The school in our ward manages with one.",
            base=football.revision,
            by=ada,
        )
