"""Adding options and arguments."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.actions.standing import allow_change
from wiki.actions.texts import allow_edit, write
from wiki.models import Argument, Option, Suggestion, Topic


def add_option(  # noqa: PLR0913 — the columns of a row, by name
    topic: Topic,
    title: str,
    text: str = "",
    *,
    by: Viewer,
    author_id: int | None = None,
    named: bool = True,
    stakes: str = "",
    suggestion: Suggestion | None = None,
    why: str = "Added",
) -> Option:
    """Add one answer to the topic's question. Raises Refused.

    `author_id`: the member it came from; `named=False` credits them as “a member”.
    """
    allow_edit(by)
    allow_change(topic)
    last = db.session.scalar(
        sa.select(sa.func.max(Option.position)).where(Option.topic_id == topic.id)
    )
    option = Option(
        topic_id=topic.id,
        position=(last or 0) + 1,
        author_id=author_id,
        named=named,
        added_at=now(),
    )
    words = {"title": title, "text": text, "stakes": stakes}
    write(option, words, by=by, why=why, suggestion=suggestion)
    events.record("option.added", option, actor_id=by.id)
    return option


def add_argument(  # noqa: PLR0913 — the columns of a row, by name
    option: Option,
    side: rules.Side | str,
    claim: str,
    detail: str = "",
    *,
    by: Viewer,
    author_id: int | None = None,
    named: bool = True,
    sources: str = "",
    suggestion: Suggestion | None = None,
    why: str = "Added",
) -> Argument:
    """Add one reason for or against an option.

    `author_id` is the member it came from (None: the editors themselves); `named=False` credits
    them as “a member”. `sources`: one to a line. Raises Refused.
    """
    allow_edit(by)
    columns = ["topic_id", "archived_at"]  # it may be moving
    db.session.refresh(option, columns, with_for_update={"read": True})
    if option.archived_at is not None:
        raise Refused("This option is archived. An editor can put it back.")
    argument = Argument(
        topic_id=option.topic_id,
        option_id=option.id,
        side=rules.Side(side).value,
        author_id=author_id,
        named=named,
        added_at=now(),
    )
    words = {"claim": claim, "text": detail, "sources": sources}
    write(argument, words, by=by, why=why, suggestion=suggestion)
    events.record("argument.added", argument, actor_id=by.id, side=argument.side)
    return argument
