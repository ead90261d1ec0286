"""What two editors have taken out of its place, and what they want to, with an appeal to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa

import wiki.actions
from core import events, house_rules
from core.clock import freeze, now
from core.db import db
from demo import people, topics
from demo.suggestions import MEALS
from wiki.actions import removals
from wiki.models import Argument, Removal
from wiki.rules import Side
from wiki.rules.removals import Act, RemovalReason

OLD = "The oven grant ends next spring, so kitchens must be ordered before then"
NARROW = "Parents at our school were asked, and four in five would rather pay less than nothing"


def make() -> Iterator[str]:
    """Make both, in one transaction, unless they are there."""
    if db.session.scalar(sa.select(sa.exists().where(Removal.id.is_not(None)))):
        return
    _archived()
    _agreed()
    events.commit()
    yield "Removals: one argument archived, and one that waits for its day or an appeal"


def _argument(claim: str, side: Side, author: str) -> Argument:
    return wiki.actions.add_argument(
        topics.option_of(MEALS),
        side,
        claim,
        by=people.as_viewer("dilys"),
        author_id=people.as_viewer(author).id,
    )


def _archived() -> None:
    with freeze(now() - timedelta(days=40)):
        argument = _argument(OLD, Side.FOR, "bola")
    with freeze(now() - timedelta(days=15)):
        removal = removals.propose_removal(
            argument,
            Act.ARCHIVE,
            by=people.as_viewer("dilys"),
            reason=RemovalReason.OUT_OF_DATE,
            words="The grant ended in April. What it paid for stands on the page.",
        )
        removals.agree(removal, by=people.as_viewer("emrys"), words="Checked: it has ended.")
    with freeze(now() - timedelta(days=15) + house_rules.length("removal.waits_days")):
        removals.take_effect(now())


def _agreed() -> None:
    with freeze(now() - timedelta(days=30)):
        argument = _argument(NARROW, Side.AGAINST, "ada")
    with freeze(now() - timedelta(days=2)):
        removal = removals.propose_removal(
            argument,
            Act.ARCHIVE,
            by=people.as_viewer("emrys"),
            reason=RemovalReason.OFF_QUESTION,
            words="It answers what meals should cost, which is a page of its own.",
        )
        removals.agree(removal, by=people.as_viewer("dilys"))
