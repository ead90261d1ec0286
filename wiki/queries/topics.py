"""What stands on the page of a topic and of an argument. Dataclasses, no entities."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core import text
from core.db import db
from wiki.models import Argument, Option, Suggestion, Topic, trail_rows
from wiki.queries.contents import MOST_CHILDREN, Child, children
from wiki.rules import WAITING, Side

Trail = list[dict[str, str]]


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


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One option with its arguments, oldest first on each side."""

    id: int
    title: str
    html: str
    credit: str
    hidden_because: str
    sides: dict[str, list[ArgumentShown]] = field(
        default_factory=lambda: {side.value: [] for side in Side}
    )

    def shown(self, side: str) -> int:
        """How many arguments of this side can be read."""
        return sum(not argument.hidden_because for argument in self.sides[side])


@dataclass(frozen=True, slots=True)
class TopicPage:
    """Everything the wiki itself shows on a topic page."""

    id: int
    slug: str
    title: str
    question: str
    summary: str
    agreed: str
    disputed: str
    html: str
    revision: int
    changed_at: datetime
    hidden_because: str
    waiting: int  # suggestions not yet decided
    trails: list[Trail]
    options: list[OptionShown]
    subtopics: list[Child]
    more_subtopics: bool

    @property
    def url(self) -> str:
        """Its one address."""
        return f"/topics/{self.id}-{self.slug}"


_waiting = (
    sa.select(sa.func.count())
    .select_from(Suggestion)
    .where(Suggestion.topic_id == Topic.id, Suggestion.state.in_(sorted(WAITING)))
    .scalar_subquery()
)
_TOPIC = sa.select(
    Topic.id,
    Topic.slug,
    Topic.title,
    Topic.question,
    Topic.summary,
    Topic.agreed,
    Topic.disputed,
    Topic.html,
    Topic.revision,
    Topic.changed_at,
    Topic.hidden_at,
    Topic.hidden_because,
    _waiting.label("waiting"),
).where(Topic.id == sa.bindparam("topic_id"))

_proposer, _author = sa.orm.aliased(Member), sa.orm.aliased(Member)
_VIEWS = (
    sa.select(
        Option.id.label("option_id"),
        Option.title,
        Option.html.label("option_html"),
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
    )
    .outerjoin(Argument, Argument.option_id == Option.id)
    .outerjoin(_proposer, _proposer.id == Option.author_id)
    .outerjoin(_author, _author.id == Argument.author_id)
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


def topic_page(topic_id: int, *, page: int = 1) -> TopicPage | None:
    """The page of a topic; None when there is none. 4 statements, whatever stands on it."""
    row = db.session.execute(_TOPIC, {"topic_id": topic_id}).one_or_none()
    if row is None:
        return None
    below = children(topic_id, page=page)
    facts = row._asdict()
    facts["hidden_because"] = _tombstone(facts.pop("hidden_at"), row.hidden_because)
    return TopicPage(
        **facts,
        trails=trails_of(topic_id),
        options=_options(db.session.execute(_VIEWS_OF_TOPIC, {"topic_id": topic_id})),
        subtopics=below[:MOST_CHILDREN],
        more_subtopics=len(below) > MOST_CHILDREN,
    )


def trails_of(topic_id: int, *, link_last: bool = False) -> list[Trail]:
    """All trails to a topic, home first. 1 statement.

    The last step is the topic itself under its name in that place; without a link, unless wanted
    for a page below it.
    """
    trails: dict[int, Trail] = {}
    for row in trail_rows(topic_id):
        here = row.level == 0 and not link_last
        url = "" if here else f"/topics/{row.topic_id}-{row.slug}"
        trails.setdefault(row.trail, []).append({"title": row.title, "url": url})
    return list(trails.values())


@dataclass(frozen=True, slots=True)
class ArgumentPage:
    """One argument and where it stands."""

    argument: ArgumentShown
    option: OptionShown
    topic: dict[str, Any]  # id, title, url


def argument_page(argument_id: int) -> ArgumentPage | None:
    """One argument by itself; None when there is none. 1 statement."""
    row = db.session.execute(_ONE_ARGUMENT, {"argument_id": argument_id}).one_or_none()
    if row is None:
        return None
    # On its own page the headings in the detail stand directly under the page's own.
    html = text.render(row.text, anchor=f"argument-{row.id}-")
    return ArgumentPage(
        replace(_argument(row), html=html),
        _option(row),
        _name(row.topic_id, row.topic_slug, row.topic_title),
    )


_NAME = sa.select(Topic.id, Topic.slug, Topic.title).where(Topic.id == sa.bindparam("topic_id"))


def name_of(topic_id: int) -> dict[str, Any] | None:
    """Id, title and url of a topic; None when there is none. 1 statement."""
    row = db.session.execute(_NAME, {"topic_id": topic_id}).one_or_none()
    return _name(*row) if row else None


def _name(topic_id: int, slug: str, title: str) -> dict[str, Any]:
    return {"id": topic_id, "title": title, "url": f"/topics/{topic_id}-{slug}"}


_OPTION = (
    sa.select(Topic.id, Topic.slug)
    .join(Option, Option.topic_id == Topic.id)
    .where(Option.id == sa.bindparam("option_id"))
)


def option_of(option_id: int) -> str | None:
    """The address of an option on its topic page; None when there is none. 1 statement."""
    row = db.session.execute(_OPTION, {"option_id": option_id}).one_or_none()
    return f"/topics/{row.id}-{row.slug}#option-{option_id}" if row else None


def _options(rows: Any) -> list[OptionShown]:
    options: dict[int, OptionShown] = {}
    for row in rows:
        option = options.get(row.option_id)
        if option is None:
            option = options[row.option_id] = _option(row)
        if row.id is not None:
            option.sides[row.side].append(_argument(row))
    return list(options.values())


def _option(row: Any) -> OptionShown:
    return OptionShown(
        id=row.option_id,
        title=row.title,
        html=row.option_html,
        credit=_credit(row.proposer_id, row.proposer, named=row.proposer_named),
        hidden_because=_tombstone(row.option_hidden_at, row.option_hidden_because),
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
        hidden_because=_tombstone(row.hidden_at, row.hidden_because),
    )


def _credit(author_id: int | None, name: str | None, *, named: bool) -> str:
    if author_id is None:
        return "the editors"
    return (name if named else "") or "a member"


def _tombstone(hidden_at: datetime | None, because: str | None) -> str:
    return (because or "This was hidden by moderators.") if hidden_at else ""
