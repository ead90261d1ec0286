"""What is shown of options and arguments, on the topic page and by themselves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from wiki.models import Argument, Option, Topic
from wiki.queries import archives, standing
from wiki.queries.archives import ArchivedShown
from wiki.queries.meaning import linked
from wiki.queries.standing import Standing
from wiki.rules import Side, Stake, stakes_of


@dataclass(frozen=True, slots=True)
class ArgumentShown:
    """One argument as the topic page shows it."""

    id: int
    side: str
    claim: str
    html: str
    sources: tuple[str, ...]
    credit: str  # a name, “a member” or “the editors”
    added_at: datetime
    hidden_because: str  # "" when shown; else the sentence that stands in its place
    label: str  # what moderators say beside it, or ""
    standing: Standing


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One option with its arguments, oldest first on each side."""

    id: int
    title: str
    html: str
    credit: str
    hidden_because: str
    label: str  # what moderators say beside it, or ""
    stakes: list[Stake]  # what it costs and brings, costs first
    standing: Standing
    beside: list[dict[str, str]]  # what moderators show beside it for a time
    sides: dict[str, list[ArgumentShown]] = field(
        default_factory=lambda: {side.value: [] for side in Side}
    )

    def shown(self, side: str) -> int:
        """How many arguments of this side can be read."""
        return sum(not argument.hidden_because for argument in self.sides[side])


_proposer, _author = sa.orm.aliased(Member), sa.orm.aliased(Member)
_VIEWS = (
    sa.select(
        Option.id.label("option_id"),
        Option.title,
        Option.html.label("option_html"),
        Option.stakes,
        Option.beside,
        Option.label.label("option_label"),
        Option.author_id.label("proposer_id"),
        Option.named.label("proposer_named"),
        _proposer.name.label("proposer"),
        Option.hidden_at.label("option_hidden_at"),
        Option.hidden_because.label("option_hidden_because"),
        Argument.id,
        Argument.side,
        Argument.claim,
        Argument.html,
        Argument.sources,
        Argument.author_id,
        Argument.named,
        _author.name.label("author"),
        Argument.added_at,
        Argument.hidden_at,
        Argument.hidden_because,
        Argument.label,
        *standing.columns(Option, "option_"),
        *standing.columns(Argument, "argument_"),
    )
    .outerjoin(Argument, Argument.option_id == Option.id)
    .outerjoin(_proposer, _proposer.id == Option.author_id)
    .outerjoin(_author, _author.id == Argument.author_id)
    .outerjoin(*standing.join(Option))
    .outerjoin(*standing.join(Argument))
    .order_by(Option.position, Option.id, Argument.id)
)
_VIEWS_OF_TOPIC = _VIEWS.where(Option.topic_id == sa.bindparam("topic_id"))
_ONE_ARGUMENT = (
    _VIEWS.join(Topic, Topic.id == Option.topic_id)
    .add_columns(
        Argument.text,
        Option.topic_id,
        Topic.slug.label("topic_slug"),
        Topic.title.label("topic_title"),
    )
    .where(Argument.id == sa.bindparam("argument_id"))
)


@dataclass(frozen=True, slots=True)
class ArgumentPage:
    """One argument and where it stands."""

    argument: ArgumentShown
    option: OptionShown
    topic: dict[str, Any]  # id, title, url


def argument_page(argument_id: int) -> ArgumentPage | None:
    """One argument by itself; None when there is none. ≤ 3 statements."""
    row = db.session.execute(_ONE_ARGUMENT, {"argument_id": argument_id}).one_or_none()
    if row is None:
        return None
    # On its own page the headings in the detail stand directly under the page's own.
    html = linked(row.text, anchor=f"argument-{row.id}-")
    return ArgumentPage(
        replace(_argument(row), html=html),
        _option(row),
        naming(row.topic_id, row.topic_slug, row.topic_title),
    )


_OPTION = (
    sa.select(Topic.id, Topic.slug)
    .join(Option, Option.topic_id == Topic.id)
    .where(Option.id == sa.bindparam("option_id"))
)


def option_of(option_id: int) -> str | None:
    """The address of an option on its topic page; None when there is none. 1 statement."""
    row = db.session.execute(_OPTION, {"option_id": option_id}).one_or_none()
    return f"/topics/{row.id}-{row.slug}#option-{option_id}" if row else None


def options_of(topic_id: int) -> list[OptionShown]:
    """The options of a topic that stand there, with the arguments that do. 1 statement."""
    return views_of(topic_id)[0]


def views_of(topic_id: int) -> tuple[list[OptionShown], list[ArchivedShown]]:
    """The options of a topic with their arguments, in order; and what was archived. 1 statement.

    An archived option keeps its arguments. Who made what was merged is named where it went.
    """
    rows = db.session.execute(_VIEWS_OF_TOPIC, {"topic_id": topic_id}).all()
    options: dict[int, OptionShown] = {}
    for row in rows:
        option = options.get(row.option_id)
        if option is None:
            option = options[row.option_id] = _option(row)
        if row.id is not None:
            option.sides[row.side].append(_argument(row))
    return archives.parted(list(options.values()))


def _option(row: Any) -> OptionShown:
    return OptionShown(
        id=row.option_id,
        title=row.title,
        html=row.option_html,
        credit=_credit(row.proposer_id, row.proposer, named=row.proposer_named),
        hidden_because=tombstone(row.option_hidden_at, row.option_hidden_because),
        label=row.option_label or "",
        stakes=stakes_of(row.stakes),
        standing=standing.of(row, "option_"),
        beside=row.beside or [],
    )


def _argument(row: Any) -> ArgumentShown:
    return ArgumentShown(
        id=row.id,
        side=row.side,
        claim=row.claim,
        html=row.html,
        sources=tuple(row.sources.splitlines()),
        credit=_credit(row.author_id, row.author, named=row.named),
        added_at=row.added_at,
        hidden_because=tombstone(row.hidden_at, row.hidden_because),
        label=row.label or "",
        standing=standing.of(row, "argument_"),
    )


def _credit(author_id: int | None, name: str | None, *, named: bool) -> str:
    if author_id is None:
        return "the editors"
    return (name if named else "") or "a member"


def tombstone(hidden_at: datetime | None, because: str | None) -> str:
    """The sentence in place of what is hidden; "" when it is shown."""
    return (because or "This was hidden by moderators.") if hidden_at else ""


def naming(topic_id: int, slug: str, title: str) -> dict[str, Any]:
    """Id, title and url, for a link."""
    return {"id": topic_id, "title": title, "url": f"/topics/{topic_id}-{slug}"}
