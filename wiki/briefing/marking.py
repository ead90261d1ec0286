"""A topic as it goes into a Markdown file: the words it was written in, and what it rests on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

import sqlalchemy as sa

from core.db import db
from wiki.briefing.marked import (
    ArgumentMarked,
    FileMarked,
    OptionMarked,
    OwnWordsMarked,
    SourceMarked,
    TopicMarked,
)
from wiki.models import Argument, Attachment, Citation, FileContent, Option, OwnWords, Source, Topic
from wiki.queries.branches import TopicPrinted
from wiki.queries.own_words import OwnWordsShown
from wiki.queries.views import ArgumentShown, OptionShown

ATTACHED = re.compile(r"(\](?:\(|:[ \t]*)<?)attachment:(\d{1,9})\b")

_ASKED = sa.bindparam("topic_id", type_=sa.Integer)
_TEXTS = sa.union_all(
    sa.select(
        sa.literal("topic").label("kind"), Topic.id, Topic.text, sa.literal("").label("more")
    ).where(Topic.id == _ASKED),
    *(
        sa.select(sa.literal(kind.kind), kind.id, kind.text, more).where(kind.topic_id == _ASKED)
        for kind, more in (
            (Option, Option.stakes),
            (Argument, sa.literal("")),
            (OwnWords, sa.literal("")),
        )
    ),
)
_CITED = sa.select(Citation.argument_id, Citation.line, Citation.source_id).join(
    Source, sa.and_(Source.id == Citation.source_id, Source.topic_id == _ASKED)
)
_LISTED = sa.select(Source.id).where(Source.topic_id == _ASKED, Source.of_topic)
_FILES = (
    sa.select(Attachment.id, Attachment.name, FileContent.content)
    .join(FileContent, FileContent.hash == Attachment.content_hash)
    .where(Attachment.topic_id == _ASKED, Attachment.is_shown())
    .order_by(Attachment.id)
)

Words = Mapping[tuple[str, int], str]


def contents(topic_id: int) -> Iterator[tuple[str, bytes]]:
    """The path beside the page of each file of a topic, and what is in it. 1 statement."""
    for row in db.session.execute(_FILES, {"topic_id": topic_id}):
        yield path_of(row.id, row.name), row.content


def path_of(attachment_id: int, name: str) -> str:
    """Where a file stands beside the page of its topic."""
    return f"files/{attachment_id}-{name}"


def marked(one: TopicPrinted) -> TopicMarked:
    """The topic with the Markdown it was written in; nothing hidden or archived. 3 statements."""
    asked = {"topic_id": one.topic.id}
    point = _pointer({file.id: path_of(file.id, file.name) for file in one.rests.files})
    rows = db.session.execute(_TEXTS, asked).all()
    words = {(row.kind, row.id): point(row.text) for row in rows}
    more = {(row.kind, row.id): row.more for row in rows}
    cites = _cites(one)
    return TopicMarked(
        words["topic", one.topic.id],
        [
            _option(option, words, more, cites, one.own_words.get(option.id, []))
            for option in one.topic.options
            if not option.hidden_because
        ],
        _sources(one),
        [FileMarked(path_of(file.id, file.name), file.description) for file in one.rests.files],
    )


def _pointer(paths: Mapping[int, str]) -> Callable[[str], str]:
    """Makes links to the files of this topic lead to where they stand beside the page."""

    def path(match: re.Match[str]) -> str:
        there = paths.get(int(match[2]))
        return f"{match[1]}{there}" if there else match[0]

    return lambda text: ATTACHED.sub(path, text)


def _cites(one: TopicPrinted) -> dict[int, dict[str, int]]:
    numbers = {source.id: source.number for source in one.rests.sources}
    cites: dict[int, dict[str, int]] = defaultdict(dict)
    for row in db.session.execute(_CITED, {"topic_id": one.topic.id}):
        if row.source_id in numbers:
            cites[row.argument_id][row.line] = numbers[row.source_id]
    return cites


def _sources(one: TopicPrinted) -> list[SourceMarked]:
    listed = set(db.session.scalars(_LISTED, {"topic_id": one.topic.id}))
    return [
        SourceMarked(
            source.title,
            source.publisher,
            source.published_on,
            source.url,
            source.archived_url,
            "yes" if source.id in listed else "",
        )
        for source in one.rests.sources
    ]


def _option(
    option: OptionShown,
    words: Words,
    more: Words,
    cites: Mapping[int, dict[str, int]],
    said: list[OwnWordsShown],
) -> OptionMarked:
    return OptionMarked(
        option.title,
        words["option", option.id],
        option.credit,
        [
            _argument(argument, words, cites.get(argument.id, {}))
            for side in option.sides.values()
            for argument in side
            if not argument.hidden_because
        ],
        [line for line in more["option", option.id].split("\n") if line.strip()],
        [
            OwnWordsMarked(own.credit, words["own_words", own.id], own.note)
            for own in said
            if not own.hidden_because
        ],
    )


def _argument(argument: ArgumentShown, words: Words, cites: dict[str, int]) -> ArgumentMarked:
    return ArgumentMarked(
        argument.side,
        argument.claim,
        words["argument", argument.id],
        list(argument.sources),
        cites,
        argument.credit,
    )
