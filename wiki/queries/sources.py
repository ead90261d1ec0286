"""What a topic rests on: its sources with the arguments that cite them, and its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from core.db import db
from wiki.models import Argument, Attachment, Citation, Option, Source
from wiki.rules import files


@dataclass(frozen=True, slots=True)
class SourceShown:
    """One source in the list of a topic. `number` is what marks on the page say."""

    id: int
    number: int
    title: str
    publisher: str
    published_on: str
    url: str
    archived_url: str


@dataclass(frozen=True, slots=True)
class FileShown:
    """One picture or file of a topic."""

    id: int
    name: str
    kind: str  # in words
    size: str  # in words
    description: str


@dataclass(slots=True)
class RestsOn:
    """Sources in the order of their numbers, files, and who cites what."""

    sources: list[SourceShown] = field(default_factory=list)
    files: list[FileShown] = field(default_factory=list)
    numbers: dict[int, list[int]] = field(default_factory=dict)  # of sources, by argument
    cited_by: dict[int, list[int]] = field(default_factory=dict)  # arguments, by source


def _text(column: Any) -> sa.ColumnElement[str]:
    return sa.cast(column, sa.String)


_TOPIC_ID = sa.bindparam("topic_id", type_=sa.Integer)
_SOURCE = (
    Source.id,
    Source.title,
    Source.publisher,
    Source.published_on,
    Source.url,
    Source.archived_url,
)
_CITED = (
    sa.select(sa.literal("cited").label("what"), *_SOURCE, Argument.id.label("argument_id"))
    .join(Citation, Citation.source_id == Source.id)
    .join(Argument, Argument.id == Citation.argument_id)
    .join(Option, Option.id == Argument.option_id)
    .where(
        Argument.topic_id == _TOPIC_ID,
        *(one.is_(None) for one in (Argument.hidden_at, Argument.archived_at)),
        *(one.is_(None) for one in (Option.hidden_at, Option.archived_at)),
    )
)
# One statement for all; of a file, publisher is its type, published_on its size, url its words.
_RESTS_ON = sa.union_all(
    _CITED,
    sa.select(sa.literal("topic"), *_SOURCE, sa.literal(0)).where(
        Source.topic_id == _TOPIC_ID, Source.of_topic
    ),
    sa.select(
        sa.literal("file"),
        Attachment.id,
        Attachment.name,
        Attachment.media_type,
        _text(Attachment.size),
        Attachment.description,
        sa.literal(""),
        sa.literal(0),
    ).where(Attachment.topic_id == _TOPIC_ID, Attachment.is_shown()),
).order_by("id")
_OF_ARGUMENT = (
    sa.select(*_SOURCE)
    .join(Citation, Citation.source_id == Source.id)
    .where(Citation.argument_id == sa.bindparam("argument_id"))
    .order_by(Source.id)
)


def rests_on(topic_id: int) -> RestsOn:
    """The sources and files of a topic, and which argument cites which source. 1 statement."""
    found = RestsOn()
    numbers: dict[int, int] = {}
    for row in db.session.execute(_RESTS_ON, {"topic_id": topic_id}):
        if row.what == "file":
            found.files.append(
                _file(row.id, row.title, row.publisher, int(row.published_on), row.url)
            )
            continue
        if row.id not in numbers:
            numbers[row.id] = len(numbers) + 1
            found.sources.append(_source(row, numbers[row.id]))
        if row.argument_id:
            found.numbers.setdefault(row.argument_id, []).append(numbers[row.id])
            found.cited_by.setdefault(row.id, []).append(row.argument_id)
    return found


def sources_of_argument(argument_id: int) -> list[SourceShown]:
    """The sources an argument cites, in the order they came to the topic. 1 statement."""
    rows = db.session.execute(_OF_ARGUMENT, {"argument_id": argument_id})
    return [_source(row, number) for number, row in enumerate(rows, 1)]


def _source(row: Any, number: int) -> SourceShown:
    return SourceShown(
        row.id,
        number,
        row.title,
        row.publisher,
        row.published_on,
        row.url,
        row.archived_url,
    )


def file_shown(attachment: Attachment) -> FileShown:
    """How an attachment is listed."""
    return _file(
        attachment.id,
        attachment.name,
        attachment.media_type,
        attachment.size,
        attachment.description,
    )


def _file(id_: int, name: str, media_type: str, size: int, description: str) -> FileShown:
    return FileShown(id_, name, files.WORDS[media_type], _size(size), description)


def _size(size: int) -> str:
    kilobytes = max(round(size / 1000), 1)
    return f"{kilobytes:,} KB" if kilobytes < 1000 else f"{size / 1e6:.1f} MB"  # noqa: PLR2004


def files_of_suggestion(suggestion_id: int) -> list[FileShown]:
    """The pictures and files that came with a suggestion. 1 statement."""
    with_it = Attachment.suggestion_id == suggestion_id
    rows = sa.select(Attachment).where(with_it, Attachment.hidden_at.is_(None))
    return [file_shown(one) for one in db.session.scalars(rows.order_by(Attachment.id))]
