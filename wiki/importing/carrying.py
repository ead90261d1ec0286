"""Sources and files that came with a page, put with its topic; those that are there stay."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from core.errors import Refused
from wiki.actions import attaching
from wiki.actions.citing import FACTS, add_source
from wiki.briefing.marked import FileMarked, SourceMarked
from wiki.models import Attachment, Source, Topic
from wiki.rules import files
from wiki.rules.sources import LONGEST_URL

# As `briefing.marking` writes them, or of a file of another topic, by its number there.
POINTS = re.compile(
    r"(\](?:\(|:[ \t]*)<?)(?:files/(\d{1,9})-[A-Za-z0-9.-]{1,100}|attachment:(\d{1,9})\b)"
)


def hold_sources(
    topic: Topic, marked: Iterable[SourceMarked], *, by: Viewer
) -> tuple[list[int], list[str]]:
    """The rows that these sources are now, in their order; and what was left out (0), why."""
    there = list(db.session.scalars(_SOURCES, {"topic_id": topic.id}))
    held, left_out = [], []
    for one in marked:
        same = (known for known in there if (known.url, known.title) == (one.url, one.title))
        source = next(same, None)
        if source is not None:
            there.remove(source)
            held.append(source.id)
            continue
        facts = {name: getattr(one, name)[:LONGEST_URL] for name in FACTS}
        try:
            made = add_source(topic, facts, of_topic=one.listed == "yes", by=by)
        except Refused as refused:
            held.append(0)
            left_out.append(f"the source “{one.title}” was left out. {refused.sentence}")
            continue
        db.session.flush()
        held.append(made.id)
    return held, left_out


def attach(
    topic: Topic, marked: Iterable[FileMarked], beside: Path, root: Path, *, by: Viewer
) -> tuple[dict[int, int], list[str]]:
    """Attachments by the number a file had where it came from; and what was left out, why."""
    there: dict[tuple[str, str], list[int]] = {}
    for row in db.session.execute(_FILES, {"topic_id": topic.id}):
        there.setdefault((row.name, row.description), []).append(row.id)
    ids: dict[int, int] = {}
    left_out = []
    for one in marked:
        number, name = _parts(one)
        known = there.get((name, one.description))
        try:
            ids[number] = known.pop(0) if known else _attached(topic, one, beside, root, by=by)
        except Refused as refused:
            left_out.append(f"the file {name} was left out. {refused.sentence}")
    return ids, left_out


def _attached(topic: Topic, one: FileMarked, beside: Path, root: Path, *, by: Viewer) -> int:
    content = _content(beside / one.path, root)
    with db.session.begin_nested():
        made = attaching.attach(content, _parts(one)[1], one.description, topic=topic, by=by)
        db.session.flush()
    return made.id


def _parts(one: FileMarked) -> tuple[int, str]:
    name = one.path.rpartition("/")[2]
    number, _, name = name.partition("-")
    return int(number), name


def _content(file: Path, root: Path) -> bytes:
    """What is in a file of the folder; a link that leads out of it is refused, as is a pipe."""
    try:
        if not file.resolve().is_relative_to(root.resolve()):
            raise Refused("It is a link to somewhere else.")
        number = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        with os.fdopen(number, "rb") as opened:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise Refused("It is a device or pipe, no file.")
            return opened.read(files.LARGEST_FILE + 1)
    except (OSError, RuntimeError):
        raise Refused("It is not there.") from None


def pointed(text: str, ids: Mapping[int, int]) -> str:
    """The text with its links to files leading to what was attached; 0 is no file."""

    def lead(match: re.Match[str]) -> str:
        return f"{match[1]}attachment:{ids.get(int(match[2] or match[3]), 0)}"

    return POINTS.sub(lead, text)


_SOURCES = sa.select(Source).where(Source.topic_id == sa.bindparam("topic_id")).order_by(Source.id)
_FILES = (
    sa.select(Attachment.id, Attachment.name, Attachment.description)
    .where(Attachment.topic_id == sa.bindparam("topic_id"))
    .order_by(Attachment.id)
)
