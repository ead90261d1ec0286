"""Sources of a topic: made of what arguments cite, added and put right by editors."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.models import Argument, Citation, Source, Topic
from wiki.queries.sources import rests_on
from wiki.rules.sources import Line, lines_of, read_line

FACTS = ("title", "publisher", "published_on", "url", "archived_url")


def cite(argument: Argument, *, by: Viewer) -> None:
    """Let the argument cite what its lines say, and nothing else. ≤ 5 statements.

    A line that it had before goes on meaning the same source, also when an editor has put that
    source right since. “[2]” is the source that has this number on the page now.
    """
    lines = lines_of(argument.sources)
    old = {
        cited.line: cited
        for cited in db.session.scalars(
            sa.select(Citation).where(Citation.argument_id == argument.id)
        )
    }
    new = [line for line in lines if line not in old]
    for line in set(old) - set(lines):
        db.session.delete(old.pop(line))
    if not new:
        return
    db.session.flush()
    taken = {cited.source_id for cited in old.values()}
    there = _sources_of(argument.topic_id)
    for line in new:
        source_id = _meant(read_line(line), there, argument, by=by)
        if source_id not in taken:
            taken.add(source_id)
            db.session.add(Citation(argument_id=argument.id, source_id=source_id, line=line))


def _sources_of(topic_id: int) -> list[Source]:
    return list(
        db.session.scalars(sa.select(Source).where(Source.topic_id == topic_id).order_by(Source.id))
    )


def _meant(line: Line, there: list[Source], argument: Argument, *, by: Viewer) -> int:
    """The source a line means: the one of that number, address or title; else a new one."""
    if line.number:
        listed = rests_on(argument.topic_id).sources
        if line.number <= len(listed):
            return listed[line.number - 1].id
    for source in there:
        same = source.url == line.url if line.url else source.title == line.title
        if same and line.title != "":
            return source.id
    made = Source(
        topic_id=argument.topic_id,
        title=line.title or f"[{line.number}]",
        url=line.url,
        added_by_id=by.id,
        added_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    there.append(made)
    return made.id


def cite_instead(argument: Argument, meant: Mapping[str, int]) -> None:
    """Let lines of the argument mean these sources, whatever they say. ≤ 3 statements."""
    db.session.flush()
    cited = sa.select(Citation).where(Citation.argument_id == argument.id)
    for one in db.session.scalars(cited).all():
        db.session.delete(one)
    db.session.flush()
    first: dict[int, str] = {}  # a source is cited once
    for line, source_id in meant.items():
        first.setdefault(source_id, line)
    db.session.add_all(
        Citation(argument_id=argument.id, source_id=source_id, line=line)
        for source_id, line in first.items()
    )


def add_source(
    topic: Topic, facts: Mapping[str, str], *, by: Viewer, of_topic: bool = True
) -> Source:
    """Keep a source of the topic. Raises Refused.

    `of_topic`: listed although no argument cites it.
    """
    _allow(by, facts)
    made = Source(topic_id=topic.id, of_topic=of_topic, added_by_id=by.id, added_at=now())
    for name in FACTS:
        setattr(made, name, facts[name])
    db.session.add(made)
    events.record("topic.source_added", topic, actor_id=by.id, title=made.title)
    return made


def edit_source(source: Source, facts: Mapping[str, str], *, of_topic: bool, by: Viewer) -> None:
    """Put right what is known of a source; the log keeps what stood there. Raises Refused.

    `of_topic`: listed although no argument cites it.
    """
    _allow(by, facts)
    before = {name: getattr(source, name) for name in FACTS}
    for name in FACTS:
        setattr(source, name, facts[name])
    source.of_topic = of_topic
    topic = db.session.get_one(Topic, source.topic_id)
    citing = (
        sa.select(Argument.id, Argument.topic_id)
        .join(Citation, Citation.argument_id == Argument.id)
        .where(Citation.source_id == source.id)
    )
    pages = [
        name
        for row in db.session.execute(citing)
        for name in (f"argument:{row.id}", f"topic:{row.topic_id}")
    ]
    events.record(
        "topic.source_changed", topic, actor_id=by.id, pages=pages, source=source.id, before=before
    )


def _allow(by: Viewer, facts: Mapping[str, str]) -> None:
    reason = rules.why_not_edit(may_edit=by.can(Power.EDIT_WIKI)) or rules.sources.why_not_source(
        title=facts["title"],
        published_on=facts["published_on"],
        url=facts["url"],
        archived_url=facts["archived_url"],
    )
    if reason:
        raise Refused(reason)
