"""A member's news: what concerns them and they may read now, newest first, together by thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core import events
from core.subjects import NOBODY
from notices.queries import rows
from notices.queries.rows import Row
from notices.queries.things import Named, Thing, things
from notices.rules import Why


@dataclass(frozen=True, slots=True)
class News:
    """One thing that concerns a member."""

    notice_id: int  # 0: of an event where they watch
    event_id: int  # 0: of a notice
    at: datetime
    why: Why
    says: str  # “New argument”
    by: str  # who did it; "" where that is not said
    heading: str
    url: str
    where: str
    words: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What happened to one thing, newest first."""

    where: str
    news: Sequence[News]
    more: int = 0  # left out


def news(member_id: int, audiences: Collection[str], *, up_to: int | None = None) -> list[News]:
    """What concerns this member and they may read, newest first.

    `up_to`: event id, as far as the log is settled unless told. At most 4 statements and three for
    each kind of subject.
    """
    found = rows.shown(member_id, events.settled() if up_to is None else up_to)
    return may_read(found, audiences, things_of(found))


def things_of(some: Iterable[Row]) -> Mapping[Named, Thing]:
    """What these rows are about."""
    return things((row.kind, row.subject_id) for row in some)


def may_read(
    some: Iterable[Row], audiences: Collection[str], found: Mapping[Named, Thing]
) -> list[News]:
    """Those of these that are not hidden, and about what these audiences or its author may read."""
    return [
        _news(row, thing)
        for row in some
        if (thing := found.get((row.kind, row.subject_id))) is not None
        and (thing.audience in audiences or _is_own(thing, row.member_id))
    ]


def _is_own(thing: Thing, member_id: int) -> bool:
    """What nobody else may read: a calendar entry that was refused."""
    return thing.audience == NOBODY and thing.author_id == member_id


def _news(row: Row, thing: Thing) -> News:
    return News(
        row.notice_id,
        row.event_id,
        row.at,
        row.why,
        row.says,
        row.by,
        thing.heading,
        thing.url,
        thing.where,
        row.words,
        row.is_new,
    )


def by_thing(some: Iterable[News], *, most: int = 1000, most_of_one: int = 1000) -> list[Group]:
    """The same, together by thing, the thing with the newest first; capped, the rest counted."""
    groups: dict[str, list[News]] = defaultdict(list)
    for one in some:
        groups[one.where].append(one)
    shown = []
    for where, found in groups.items():
        count = min(most_of_one, most, len(found))
        most -= count
        if count:
            shown.append(Group(where, found[:count], len(found) - count))
    return shown
