"""The options and arguments that a file holds, put on its topic; those that are there stay."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from wiki import actions
from wiki.briefing.marked import OptionMarked
from wiki.models import Argument, Option, Topic


def argue(topic: Topic, options: Iterable[OptionMarked], *, by: Viewer, why: str) -> int:
    """Add what is missing; how many rows. Nobody is made an author by a file. Raises Refused."""
    there = {one.title: one for one in db.session.scalars(_OPTIONS, {"topic_id": topic.id})}
    added = 0
    for marked in options:
        option = there.get(marked.title)
        if option is None:
            option = actions.add_option(topic, marked.title, marked.text, by=by, why=why)
            added += 1
        rows = db.session.execute(_ARGUMENTS, {"option_id": option.id})
        said = {(row.side, row.claim) for row in rows}
        for one in marked.arguments:
            if (one.side, one.claim) not in said:
                sources = "\n".join(one.sources)
                actions.add_argument(
                    option, one.side, one.claim, one.text, by=by, sources=sources, why=why
                )
                added += 1
    return added


_OPTIONS = sa.select(Option).where(Option.topic_id == sa.bindparam("topic_id"))
_ARGUMENTS = sa.select(Argument.side, Argument.claim).where(
    Argument.option_id == sa.bindparam("option_id")
)
