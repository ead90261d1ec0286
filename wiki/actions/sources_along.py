"""An argument that comes to another topic finds its sources there too."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from core.db import Model, db
from wiki.actions.steps import Step, rows_step, take
from wiki.models import Argument, Citation, Source

FACTS = ("title", "publisher", "published_on", "url", "archived_url", "added_by_id", "added_at")
SOURCE_ID = Model.metadata.tables["citation"].c.source_id


def sources_along(topic_ids: Collection[int]) -> list[Step]:
    """Let the arguments of these topics cite sources of their own topic. The steps it took.

    The source stays with the topic that had it; the other gets one that says the same.
    """
    astray = db.session.execute(
        sa.select(Citation.argument_id, Source, Argument.topic_id)
        .join(Argument, Argument.id == Citation.argument_id)
        .join(Source, Source.id == Citation.source_id)
        .where(Argument.topic_id.in_(topic_ids), Source.topic_id != Argument.topic_id)
        .order_by(Citation.argument_id, Source.id)
    ).all()
    steps: list[Step] = []
    for argument_id, source, topic_id in astray:
        twin = _twin(source, topic_id)
        there = sa.exists().where(
            Citation.argument_id == argument_id, Citation.source_id == twin.id
        )
        if not db.session.scalar(sa.select(there)):
            key = {"argument_id": argument_id}
            steps += take([rows_step(SOURCE_ID, [key], source.id, twin.id)])
    return steps


def _twin(source: Source, topic_id: int) -> Source:
    same = (Source.topic_id == topic_id, Source.title == source.title, Source.url == source.url)
    found = db.session.scalar(sa.select(Source).where(*same).order_by(Source.id).limit(1))
    if found is None:
        found = Source(topic_id=topic_id, **{name: getattr(source, name) for name in FACTS})
        db.session.add(found)
        db.session.flush()
    return found
