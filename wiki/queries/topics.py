"""What stands on the page of a topic. Dataclasses, no entities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from wiki.models import Suggestion, Topic, trail_rows
from wiki.models.topics import NOT_YET_FILED
from wiki.queries.archives import ArchivedShown
from wiki.queries.contents import MOST_CHILDREN, Child, children
from wiki.queries.views import OptionShown, naming, tombstone, views_of
from wiki.rules import TAKEN_IN, WAITING

MOST_CREDITED = 30

Trail = list[dict[str, str]]


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
    merged_into_id: int | None  # the topic that has all it had
    waiting: int  # suggestions not yet decided
    credited: tuple[str, ...]  # whose suggestions were taken in, newest first; names
    trails: list[Trail]
    options: list[OptionShown]
    archived: list[ArchivedShown]
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
_taken = (
    sa.select(sa.case((Suggestion.named, Member.name), else_="a member").label("name"))
    .join(Member, Member.id == Suggestion.author_id)
    .where(
        Suggestion.topic_id == Topic.id,
        Suggestion.state.in_(sorted(TAKEN_IN)),
        ~Suggestion.for_others,
        Suggestion.hidden_at.is_(None),
    )
    .order_by(Suggestion.decided_at.desc(), Suggestion.id.desc())
    .limit(MOST_CREDITED)
    .correlate(Topic)
    .subquery()
)
_credited = sa.select(sa.func.aggregate_strings(_taken.c.name, "\n")).scalar_subquery()
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
    Topic.merged_into_id,
    _waiting.label("waiting"),
    _credited.label("credited"),
).where(Topic.id == sa.bindparam("topic_id"))


def topic_page(topic_id: int, *, page: int = 1) -> TopicPage | None:
    """The page of a topic; None when there is none. 4 statements, whatever stands on it."""
    row = db.session.execute(_TOPIC, {"topic_id": topic_id}).one_or_none()
    if row is None:
        return None
    below = children(topic_id, page=page)
    facts = row._asdict()
    facts["credited"] = tuple(dict.fromkeys((row.credited or "").splitlines()))
    facts["hidden_because"] = tombstone(facts.pop("hidden_at"), row.hidden_because)
    options, archived = views_of(topic_id)
    return TopicPage(
        **facts,
        trails=trails_of(topic_id),
        options=options,
        archived=archived,
        subtopics=below[:MOST_CHILDREN],
        more_subtopics=len(below) > MOST_CHILDREN,
    )


def trails_of(topic_id: int, *, link_last: bool = False) -> list[Trail]:
    """All trails to a topic, home first. 1 statement; 2 where it stands nowhere.

    The last step is the topic itself under its name in that place; without a link, unless wanted
    for a page below it.
    """
    trails: dict[int, Trail] = {}
    for row in trail_rows(topic_id):
        here = row.level == 0 and not link_last
        url = "" if here else f"/topics/{row.topic_id}-{row.slug}"
        trail = trails.setdefault(row.trail, [] if row.filed else [NOWHERE])
        trail.append({"title": row.title, "url": url})
    return list(trails.values()) or _nowhere(topic_id, link_last=link_last)


NOWHERE = {"title": NOT_YET_FILED, "url": "/topics/unfiled"}


def _nowhere(topic_id: int, *, link_last: bool) -> list[Trail]:
    topic = name_of(topic_id)
    if topic is None:
        return []
    return [[NOWHERE, {"title": topic["title"], "url": topic["url"] if link_last else ""}]]


_asked = sa.orm.aliased(Topic)
_NAME = (
    sa.select(Topic.id, Topic.slug, Topic.title)
    .join(_asked, Topic.id == sa.func.coalesce(_asked.merged_into_id, _asked.id))
    .where(_asked.id == sa.bindparam("topic_id"))
)


def name_of(topic_id: int) -> dict[str, Any] | None:
    """Id, title and url of a topic, or of the one it is part of now; None without. 1 statement."""
    row = db.session.execute(_NAME, {"topic_id": topic_id}).one_or_none()
    return naming(*row) if row else None
