"""Rendering the texts of the wiki: names become links, and what links where is written down.

A topic that appears or gets another title has the texts that name it rendered again, by a job that
does some, commits, and queues the rest, so that it can be stopped at any moment.
"""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from core import events, jobs, versions
from core.db import db
from core.errors import Refused
from core.subjects import find
from core.text import Meaning, Text, slugify
from wiki import rules
from wiki.models import Argument, Link, Option, Sayable, Topic, TopicAlias
from wiki.queries.links import ADDRESS
from wiki.queries.meaning import Named, meaning_of

TOP = {"topic": 3, "option": 4, "argument": 5}  # level of the highest heading in the rendered text
AT_ONCE = 50  # texts of one transaction
KINDS: tuple[type[Sayable], ...] = (Topic, Option, Argument)


def rendered(subject: Sayable, markdown: str, *, top: int = 0) -> str:
    """Safe HTML of a text of this subject. `top`: level of its headings, 0: as on its page.

    Raises Refused. ≤ 2 statements.
    """
    text = Text(markdown)
    meaning, _ = meaning_of(text.names, text.files)
    return _html(subject, text, meaning, top)


def _html(subject: Sayable, text: Text, meaning: Meaning, top: int = 0) -> str:
    return text.html(
        meaning,
        top=top or TOP[subject.kind],
        anchor=f"{subject.kind}-{subject.id}-",
        sections=True,
        contents=subject.kind != "argument",
    )


def render(subject: Sayable) -> None:
    """Set the subject's HTML from its text, and write down what that links to. Raises Refused.

    The subject has its id already. ≤ 5 statements.
    """
    text = Text(subject.text)
    if reason := rules.links.why_not_links(len(text.names)):
        raise Refused(reason)
    meaning, named = meaning_of(text.names, text.files)
    subject.html = _html(subject, text, meaning)
    _write_down(subject, text, named)


def _write_down(subject: Sayable, text: Text, named: dict[str, Named]) -> None:
    """Links that stay keep their rows, so that a job can walk along them."""
    own = (Link.from_kind == subject.kind, Link.from_id == subject.id)
    old = {link.name: link for link in db.session.scalars(sa.select(Link).where(*own))}
    leads: dict[str, int | None] = {
        name: named[name].id if name in named else None
        for name in text.names
        if not name.startswith("#")
    }
    there = _existing(text.topics)
    leads |= {f"{ADDRESS}{number}": there.get(number) for number in text.topics}
    for name, to_id in leads.items():
        link = old.pop(name, None)
        if link is not None:
            link.to_id, link.topic_id = to_id, subject.topic_of or 0
            continue
        by_address = name.startswith(ADDRESS)
        slug = "" if by_address else slugify(rules.links.parts(name)[0])
        db.session.add(
            Link(
                from_kind=subject.kind,
                from_id=subject.id,
                topic_id=subject.topic_of,
                name=name,
                slug=slug,
                to_id=to_id,
            )
        )
    for link in old.values():
        db.session.delete(link)


def _existing(numbers: Collection[int]) -> dict[int, int]:
    """The topic each number means now, which may have become part of another. ≤ 1 statement."""
    if not numbers:
        return {}
    now = sa.func.coalesce(Topic.merged_into_id, Topic.id)
    rows = db.session.execute(sa.select(Topic.id, now).where(Topic.id.in_(numbers)))
    return dict(rows.all())


def names_changed(topic: Topic, *titles: str) -> None:
    """Have the texts that name the topic, by one of these titles too, rendered again. 1 statement.

    To be called whenever a topic appears, gets another title, or takes over the titles of another.
    """
    slugs = sorted({slugify(title) for title in (topic.title, *titles) if title})
    if db.session.scalar(sa.select(sa.exists().where(_concerned(slugs, topic.id)))):
        jobs.later("wiki.relink", slugs=slugs, topic_id=topic.id)


def _concerned(slugs: list[str], topic_id: int) -> sa.ColumnElement[bool]:
    return sa.or_(Link.slug.in_(slugs), Link.to_id == topic_id)


@jobs.job("wiki.relink")
def relink(slugs: list[str], topic_id: int, after: int = 0) -> None:
    """Render the next texts that name the topic again, and queue the rest. Commits."""
    concerned = sa.select(Link).where(_concerned(slugs, topic_id), Link.id > after)
    found = db.session.scalars(concerned.order_by(Link.id).limit(AT_ONCE)).all()
    texts = {(link.from_kind, link.from_id): link.id for link in found}
    if len(found) == AT_ONCE:
        jobs.later("wiki.relink", slugs=slugs, topic_id=topic_id, after=max(texts.values()))
    for kind, subject_id in texts:
        render_again(kind, subject_id)
    events.commit()


def render_again(kind: str, subject_id: int) -> bool:
    """Render a stored text anew; whether anything came out different. Nobody is told."""
    subject = find(kind, subject_id)
    if not isinstance(subject, KINDS):
        return False
    db.session.refresh(subject, with_for_update=True)  # the words may be changing at this moment
    before = subject.html
    try:
        render(subject)
    except Refused:  # written under older rules; it stays as it is
        return False
    if subject.html != before:
        versions.move_on(subject.pages())
    return subject.html != before


@jobs.job("wiki.render")
def render_all(kind: str = "topic", after: int = 0) -> None:
    """Render every text anew, some at a time: when what rendering makes has changed. Commits."""
    cls = next(cls for cls in KINDS if cls.kind == kind)
    ids = db.session.scalars(
        sa.select(cls.id).where(cls.id > after).order_by(cls.id).limit(AT_ONCE)
    ).all()
    for subject_id in ids:
        render_again(kind, subject_id)
    if len(ids) == AT_ONCE:
        jobs.later("wiki.render", kind=kind, after=ids[-1])
    elif cls is not KINDS[-1]:
        jobs.later("wiki.render", kind=KINDS[KINDS.index(cls) + 1].kind)
    events.commit()


@jobs.every(600, "find topics for links")
def find_topics() -> None:
    """Links saved in the same moment in which their topic appeared find it here. Commits."""
    there = sa.or_(
        sa.exists().where(Topic.slug == Link.slug), sa.exists().where(TopicAlias.slug == Link.slug)
    )
    lost = sa.select(Link.from_kind, Link.from_id).where(Link.to_id.is_(None), there)
    for kind, subject_id in db.session.execute(lost.distinct().limit(AT_ONCE)).all():
        render_again(kind, subject_id)
    events.commit()
