"""What a member watches, and what has happened there that they may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from core import events
from core.clock import now
from core.db import db
from core.events import Event
from core.subjects import Subject, kinds
from wiki.models import EventBranch, Topic, Watch, Watcher, home_trails
from wiki.models.topics import BETWEEN
from wiki.rules.watching import SHOWN_FOR, TOLD

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened where somebody watches."""

    event_id: int
    at: datetime
    words: str  # “New argument”
    heading: str  # of what it happened to
    url: str
    topic_id: int


@dataclass(frozen=True, slots=True)
class WatchShown:
    """One topic that is watched."""

    topic_id: int
    trail: str
    url: str
    whole_branch: bool


@dataclass(frozen=True, slots=True)
class TopicNews:
    """What happened to one topic, newest first."""

    topic_id: int
    trail: str
    news: list[News]


_member = sa.bindparam("member_id", type_=sa.Integer)
_then = sa.orm.aliased(Event)
_watched = sa.orm.aliased(Topic)
_where_watched = (
    sa.select(EventBranch.event_id)
    .join(Watch, Watch.topic_id == EventBranch.topic_id)
    .join(_then, _then.id == EventBranch.event_id)
    .join(_watched, _watched.id == EventBranch.topic_id)
    .where(
        Watch.member_id == _member,
        sa.or_(Watch.whole_branch, EventBranch.is_own, _watched.merged_into_id.is_not(None)),
        EventBranch.event_id > sa.bindparam("after", type_=sa.Integer),
        EventBranch.event_id <= sa.bindparam("up_to", type_=sa.Integer),
        _then.at >= Watch.begun_at,
    )
)
_own_topic = (
    sa.select(EventBranch.topic_id)
    .where(EventBranch.event_id == Event.id, EventBranch.is_own)
    .scalar_subquery()
)
_NEWS = (
    sa.select(
        Event.id, Event.at, Event.name, Event.subject_kind, Event.subject_id, _own_topic.label("on")
    )
    .where(
        Event.id.in_(_where_watched),
        Event.at >= sa.bindparam("since"),
        Event.name.in_(sorted(TOLD)),
        sa.or_(Event.actor_id.is_(None), Event.actor_id != _member),
    )
    .order_by(Event.id.desc())
    .limit(MOST_SHOWN)
)
_WATCHED = (
    sa.select(Watch.topic_id, Watch.whole_branch, Topic.slug)
    .join(Topic, Topic.id == Watch.topic_id)
    .where(Watch.member_id == _member, Topic.hidden_at.is_(None))
    .order_by(Topic.title, Topic.id)
)


def news(
    member_id: int, audiences: Collection[str], *, after: int = 0, up_to: int | None = None
) -> list[News]:
    """What others did where this member watches, newest first, at most 200; nothing hidden.

    `after`, `up_to`: event ids, as far as the log is settled unless told. At most 2 statements and
    one for each kind of subject.
    """
    asked = {
        "member_id": member_id,
        "after": after,
        "up_to": events.settled() if up_to is None else up_to,
        "since": now() - SHOWN_FOR,
    }
    rows = db.session.execute(_NEWS, asked).all()
    subjects = _shown((row.subject_kind, row.subject_id) for row in rows)
    return [
        News(row.id, row.at, TOLD[row.name], subject.heading, subject.url, row.on)
        for row in rows
        if (subject := subjects.get((row.subject_kind, row.subject_id))) is not None
        and subject.audience in audiences
    ]


def _shown(named: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Subject]:
    """The subjects of these kinds and ids that are not hidden. 1 statement for each kind."""
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, id_ in named:
        ids[kind].add(id_)
    known = kinds()
    return {
        (kind, subject.id): subject
        for kind, some in ids.items()
        if (cls := known.get(kind))
        for subject in db.session.scalars(sa.select(cls).where(cls.id.in_(some), cls.is_shown()))
    }


def by_topic(some: Iterable[News]) -> list[TopicNews]:
    """The same, together by topic, the topic with the newest first. 1 statement."""
    topics: dict[int, list[News]] = defaultdict(list)
    for one in some:
        topics[one.topic_id].append(one)
    trails = home_trails(topics)
    return [TopicNews(id_, trails[id_], found) for id_, found in topics.items()]


def last_step(trail: str) -> str:
    """The name of a topic at the end of its trail."""
    return trail.rsplit(BETWEEN, 1)[-1]


def watched_by(member_id: int) -> list[WatchShown]:
    """The topics a member watches, by title. 2 statements."""
    rows = db.session.execute(_WATCHED, {"member_id": member_id}).all()
    trails = home_trails([row.topic_id for row in rows])
    return [
        WatchShown(
            row.topic_id,
            trails[row.topic_id],
            f"/topics/{row.topic_id}-{row.slug}",
            row.whole_branch,
        )
        for row in rows
    ]


def watch_of(member_id: int, topic_id: int) -> Watch | None:
    """How the member watches this topic itself; None when they do not."""
    return db.session.get(Watch, (member_id, topic_id))


def watcher(member_id: int) -> Watcher | None:
    """How the member is told; None before they first watched something."""
    return db.session.get(Watcher, member_id)
