"""What the names in a text mean: wiki links by title, title of the past or number; files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db import db
from core.text import NAMELESS, File, Meaning, Target, Text, slugify
from wiki.models import Attachment, Topic, TopicAlias
from wiki.rules import files, links


@dataclass(frozen=True, slots=True)
class Named:
    """The topic that a name means."""

    id: int
    slug: str
    title: str


def linked(markdown: str, *, top: int = 2, anchor: str = "") -> str:
    """Safe HTML of a text with its links and pictures. Raises Refused. ≤ 2 statements."""
    text = Text(markdown)
    meaning, _ = meaning_of(text.names, text.files)
    return text.html(meaning, top=top, anchor=anchor, sections=True)


def _asked(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name, expanding=True)


_named = sa.orm.aliased(Topic)  # the topic of that name; Topic is the one it is part of now
_FACTS = (
    sa.select(Topic.id, Topic.slug, Topic.title)
    .select_from(_named)
    .join(Topic, Topic.id == sa.func.coalesce(_named.merged_into_id, _named.id))
)
_RANK = (Topic.hidden_at, _named.merged_into_id)
_NAMED = sa.union_all(
    _FACTS.add_columns(
        _named.slug.label("by"), _named.title.label("called"), *_RANK, sa.literal(0)
    ).where(_named.slug.in_(_asked("slugs"))),
    _FACTS.add_columns(TopicAlias.slug, TopicAlias.title, *_RANK, sa.literal(1))
    .join(TopicAlias, TopicAlias.topic_id == _named.id)
    .where(TopicAlias.slug.in_(_asked("slugs"))),
    _FACTS.add_columns(sa.cast(_named.id, sa.String), sa.literal("#"), *_RANK, sa.literal(2)).where(
        _named.id.in_(_asked("ids"))
    ),
)
_FILES = sa.select(
    Attachment.id, Attachment.name, Attachment.content_hash, Attachment.width, Attachment.height
).where(Attachment.id.in_(_asked("ids")))


def topics_meant(names: Collection[str]) -> dict[str, Named]:
    """The topic each name means, by the name as typed; names of no topic are left out.

    A title comes before a title of the past, one letter for letter before one alike, what is
    shown before what is hidden, the older topic before the younger. ≤ 1 statement.
    """
    if not names:
        return {}
    wanted = {name: [name, links.parts(name)[0]] for name in names}
    slugs = {slugify(part) for parts in wanted.values() for part in parts if part}
    ids = {links.number_in(part) for parts in wanted.values() for part in parts} - {0}
    rows = db.session.execute(_NAMED, {"slugs": sorted(slugs), "ids": sorted(ids)}).all()
    by_slug: dict[str, list[Any]] = {}
    for row in sorted(rows, key=_rank):
        by_slug.setdefault(f"#{row.by}" if row.called == "#" else row.by, []).append(row)
    found = {}
    for name, parts in wanted.items():
        meant = next((best for part in parts if (best := _best(part, by_slug))), None)
        if meant is not None:
            found[name] = Named(meant.id, meant.slug, meant.title)
    return found


def _rank(row: Any) -> tuple[object, ...]:
    return row.hidden_at is not None, row.merged_into_id is not None, row[-1], row.id


def _best(name: str, by_slug: Mapping[str, list[Any]]) -> Any | None:
    """The row that this name means best."""
    slug = slugify(name)
    rows = by_slug.get(slug, []) if name else []
    key = links.key(name)
    exact = [row for row in rows if links.key(row.called) == key]
    # What slugs leave out makes all the difference to a name without a letter of the alphabet.
    alike = [] if slug == NAMELESS else rows
    numbered = by_slug.get(f"#{links.number_in(name)}", [])
    return next(iter(exact or alike or numbered), None)


def meaning_of(
    names: Collection[str], file_numbers: Collection[int]
) -> tuple[Meaning, dict[str, Named]]:
    """What wiki links and files in a text stand for, and the topics named. ≤ 2 statements."""
    named = topics_meant(names)
    targets = {name: _target(name, named.get(name)) for name in names}
    return Meaning(targets, _files(file_numbers)), named


def _target(name: str, topic: Named | None) -> Target:
    called, heading = links.parts(name)
    if topic is None:
        return Target(links.suggest_url(name), links.shown(name), known=False)
    if links.key(topic.title) == links.key(name):  # its title has a “#” in it
        heading = ""
    fragment = f"#topic-{topic.id}-{slugify(heading)}" if heading else ""
    words = links.shown(name)
    if links.number_in(called) and not words.startswith(topic.title):
        words = f"{topic.title}: {heading}" if heading else topic.title
    return Target(f"/topics/{topic.id}-{topic.slug}{fragment}", words)


def _files(numbers: Collection[int]) -> dict[int, File]:
    if not numbers:
        return {}
    return {
        row.id: File(
            files.file_url(row.id, row.content_hash, row.name), row.name, row.width, row.height
        )
        for row in db.session.execute(_FILES, {"ids": sorted(numbers)})
    }
