"""What editors should look at, found in one statement and counted in another.

To add a worklist, give it a key, its words and a statement, and put it into WORKLISTS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core import house_rules
from core.clock import now, today
from core.dates import day
from core.db import db
from wiki.models import Argument, Link, Option, Place, Protection, ReviewDate, Suggestion, Topic
from wiki.queries.mirrors import mirrors
from wiki.rules import WAITING

LINES_SHOWN = 50  # of a worklist, on one page


@dataclass(frozen=True, slots=True)
class Line:
    """Something to look at."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One list of things to look at."""

    key: str
    title: str
    why: str  # what is listed, and what to do about it
    rows: Any  # a Select
    line: Callable[[sa.Row[Any]], Line]

    def count(self) -> int:
        """How many lines it has. 1 statement."""
        lines = self.rows.order_by(None).subquery()
        return db.session.scalar(sa.select(sa.func.count()).select_from(lines), _moment()) or 0

    def read(self, *, page: int = 1) -> tuple[list[Line], int]:
        """Fifty lines, and how many there are in all. 2 statements."""
        some = self.rows.limit(LINES_SHOWN).offset((page - 1) * LINES_SHOWN)
        lines = [self.line(row) for row in db.session.execute(some, _moment())]
        return lines, self.count()


@dataclass(frozen=True, slots=True)
class MirrorList:
    """The worklist that no statement can find: what a topic's name says of where it could stand."""

    key: str = "mirrors"
    title: str = "Could stand in another place too"
    why: str = "By its name each belongs under a topic under which it does not stand."

    def count(self) -> int:
        """How many there are, at most 200. 2 statements."""
        return len(mirrors())

    def read(self, *, page: int = 1) -> tuple[list[Line], int]:
        """Fifty lines, and how many there are in all. 2 statements."""
        found = mirrors()
        some = found[(page - 1) * LINES_SHOWN : page * LINES_SHOWN]
        return [Line(one.topic, one.topic_url, f"under {one.parent}?") for one in some], len(found)


def _moment() -> dict[str, Any]:
    """What statements may ask for: today, and since when a suggestion waits too long."""
    return {"today": today(), "waits_since": now() - house_rules.length("suggestion.due_days")}


def _topic_line(row: sa.Row[Any]) -> Line:
    return Line(row.title, f"/topics/{row.id}-{row.slug}", getattr(row, "note", "") or "")


_topics = sa.select(Topic.id, Topic.slug, Topic.title).where(Topic.is_shown())
_by_title = (Topic.title, Topic.id)
_option_lives = sa.and_(Option.is_shown(), Option.archived_at.is_(None))
_argument_lives = sa.and_(Argument.is_shown(), Argument.archived_at.is_(None))
_other = sa.orm.aliased(Topic)
_target = sa.orm.aliased(Topic)
_first, _second = sa.orm.aliased(Member), sa.orm.aliased(Member)


def _lacks(side: str) -> sa.ColumnElement[bool]:
    return ~sa.exists().where(
        Argument.option_id == Option.id,
        Argument.side == side,
        Argument.hidden_at.is_(None),
        Argument.archived_at.is_(None),
    )


UNFILED = Worklist(
    "unfiled",
    "Not yet filed",
    "Topics that stand nowhere, so that nobody finds them by the contents. Give each a place.",
    _topics.where(~sa.exists().where(Place.child_id == Topic.id)).order_by(*_by_title),
    _topic_line,
)
EMPTY = Worklist(
    "empty",
    "Empty topics",
    "Topics with no summary, no text, no options and nothing under them.",
    _topics.where(
        Topic.summary == "",
        Topic.text == "",
        ~sa.exists().where(Option.topic_id == Topic.id),
        ~sa.exists().where(Place.parent_id == Topic.id),
    ).order_by(*_by_title),
    _topic_line,
)
ONE_SIDED = Worklist(
    "one-sided",
    "One-sided options",
    "Options with no argument on one side or on both. What would someone say who disagrees?",
    sa.select(
        Option.id,
        Option.title,
        Topic.title.label("topic"),
        _lacks("for").label("no_for"),
        _lacks("against").label("no_against"),
    )
    .join(Topic, Topic.id == Option.topic_id)
    .where(_option_lives, sa.or_(_lacks("for"), _lacks("against")))
    .order_by(Topic.title, Option.topic_id, Option.position, Option.id),
    lambda row: Line(row.title, f"/options/{row.id}", f"{row.topic}: {_sides(row)}"),
)
BROKEN = Worklist(
    "broken-links",
    "Broken links",
    "Names in double brackets, and addresses of topics, that lead to no topic.",
    sa.select(Link.id, Link.name, Link.from_kind, Link.from_id, Topic.title)
    .join(Topic, Topic.id == Link.topic_id)
    .outerjoin(_target, _target.id == Link.to_id)
    .where(Topic.is_shown(), sa.or_(Link.to_id.is_(None), _target.hidden_at.is_not(None)))
    .order_by(Topic.title, Link.id),
    lambda row: Line(
        f"“{row.name}” in {row.title}", f"/{row.from_kind}s/{row.from_id}", row.from_kind
    ),
)
UNSOURCED = Worklist(
    "missing-sources",
    "Arguments without a source",
    "They stay, whatever they say; but a reader cannot check them. Find a source for each.",
    sa.select(Argument.id, Argument.claim, Topic.title.label("topic"))
    .join(Topic, Topic.id == Argument.topic_id)
    .where(_argument_lives, Argument.sources == "")
    .order_by(Topic.title, Argument.topic_id, Argument.id),
    lambda row: Line(row.claim, f"/arguments/{row.id}", row.topic),
)
OVERDUE = Worklist(
    "overdue",
    "Overdue for review",
    "Topics whose review date has passed. Read them, and say on their page that you have.",
    _topics.add_columns(ReviewDate.due_on, Member.name.label("keeper"))
    .join(ReviewDate, ReviewDate.topic_id == Topic.id)
    .outerjoin(Member, Member.id == ReviewDate.keeper_id)
    .where(ReviewDate.due_on < sa.bindparam("today"))
    .order_by(ReviewDate.due_on, Topic.id),
    lambda row: Line(
        row.title, f"/topics/{row.id}/care", f"due {day(row.due_on)}, {row.keeper or 'any editor'}"
    ),
)
OLDEST = Worklist(
    "oldest-suggestions",
    "Suggestions that have waited longest",
    "Those that nobody has decided for a week or more, the oldest first.",
    sa.select(Suggestion.id, Suggestion.title, Suggestion.made_at)
    .where(
        Suggestion.state.in_(sorted(WAITING)),
        Suggestion.is_shown(),
        Suggestion.made_at < sa.bindparam("waits_since"),
    )
    .order_by(Suggestion.made_at, Suggestion.id),
    lambda row: Line(row.title, f"/suggestions/{row.id}", f"since {day(row.made_at)}"),
)
SAME_TITLE = Worklist(
    "duplicate-titles",
    "Topics with the same title",
    "If they are one topic, merge them. If not, give them names that tell them apart.",
    _topics.where(
        sa.exists().where(
            _other.slug == Topic.slug,
            _other.id != Topic.id,
            _other.hidden_at.is_(None),
            _other.merged_into_id.is_(None),
        )
    ).order_by(Topic.slug, Topic.id),
    lambda row: Line(row.title, f"/topics/{row.id}-{row.slug}", f"number {row.id}"),
)
PROTECTED = Worklist(
    "protected",
    "Protected topics",
    "Topics whose words only two named editors change for a time.",
    _topics.add_columns(
        Protection.ends_on, _first.name.label("first"), _second.name.label("second")
    )
    .join(Protection, Protection.topic_id == Topic.id)
    .join(_first, _first.id == Protection.first_id)
    .join(_second, _second.id == Protection.second_id)
    .where(Protection.ended_at.is_(None))
    .order_by(Protection.ends_on, Topic.id),
    lambda row: Line(
        row.title,
        f"/topics/{row.id}/care",
        f"until {day(row.ends_on)}, {row.first} and {row.second}",
    ),
)
_ALL: tuple[Worklist | MirrorList, ...] = (
    OLDEST,
    OVERDUE,
    ONE_SIDED,
    UNSOURCED,
    BROKEN,
    UNFILED,
    EMPTY,
    SAME_TITLE,
    MirrorList(),
    PROTECTED,
)
WORKLISTS: dict[str, Worklist | MirrorList] = {one.key: one for one in _ALL}


def _sides(row: sa.Row[Any]) -> str:
    missing = [side for side in ("for", "against") if getattr(row, f"no_{side}")]
    return f"no argument {' or '.join(missing)}"
