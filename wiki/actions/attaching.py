"""Pictures and files: checked by what is in them, kept once, shown as their topic is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from accounts.access import Viewer
from accounts.rules import Power
from core import events, pictures
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki.models import Attachment, FileContent, Suggestion, Topic
from wiki.rules import WAITING, files


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was stored: what it is, and under which hash. A picture has a size in pixels."""

    name: str
    media_type: str
    size: int  # bytes
    width: int
    height: int
    content_hash: str


def keep(content: bytes, name: str, description: str) -> Kept:
    """Store a picture or file that somebody sent, by what is in it. Raises Refused.

    A picture is written anew: upright, not too large, without where and when it was taken.
    """
    if reason := files.why_not_file(content, name):
        raise Refused(reason)
    kind = files.type_of(content, name)
    assert kind is not None  # noqa: S101 — why_not_file sees to it
    if reason := files.why_not_description(description, is_picture=kind.is_picture):
        raise Refused(reason)
    width = height = 0
    if kind.is_picture:
        clean = pictures.cleaned(content)
        content, width, height = clean.content, clean.width, clean.height
    stored = _store(content)
    clean_name = files.file_name(name, kind.ending)
    return Kept(clean_name, kind.media_type, len(content), width, height, stored)


def attach(
    content: bytes,
    name: str,
    description: str,
    *,
    topic: Topic,
    by: Viewer,
    suggestion: Suggestion | None = None,
) -> Attachment:
    """Add a picture or file to a topic, or to one's own suggestion about it. Raises Refused."""
    _allow(topic, suggestion, by)
    kept = keep(content, name, description)
    made = Attachment(
        topic_id=topic.id,
        suggestion_id=suggestion.id if suggestion else None,
        name=kept.name,
        description=description,
        media_type=kept.media_type,
        size=kept.size,
        width=kept.width,
        height=kept.height,
        content_hash=kept.content_hash,
        author_id=by.id,
        added_at=now(),
    )
    db.session.add(made)
    events.record("attachment.added", made, actor_id=by.id)
    return made


def _allow(topic: Topic, suggestion: Suggestion | None, by: Viewer) -> None:
    """Raise Refused unless this person may add one more file here. 1 statement."""
    here = Attachment.topic_id == topic.id
    if suggestion is not None:
        db.session.refresh(suggestion, ["state"], with_for_update=True)
        here = Attachment.suggestion_id == suggestion.id
    count = sa.select(sa.func.count()).select_from(Attachment).where(here)
    reason = files.why_not_attach(
        may_edit=by.can(Power.EDIT_WIKI),
        own_waiting=suggestion is not None
        and suggestion.author_id == by.id
        and suggestion.state in WAITING,
        files=db.session.scalar(count) or 0,
        most=files.MOST_WITH_SUGGESTION if suggestion else files.MOST_FILES,
    )
    if reason:
        raise Refused(reason)


def _store(content: bytes) -> str:
    """Store the bytes unless they are there already; their hash."""
    name = hashlib.sha256(content).hexdigest()
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = insert(FileContent).values(hash=name, content=content)
    db.session.execute(row.on_conflict_do_nothing())
    return name


def describe(attachment: Attachment, description: str, *, by: Viewer) -> None:
    """Say better what a picture or file shows. Raises Refused."""
    own = by.id is not None and attachment.author_id == by.id and not attachment.is_taken_in
    if not (own or by.can(Power.EDIT_WIKI)):
        raise Refused("Only editors change what is said about a file.")
    reason = files.why_not_description(description, is_picture=attachment.is_picture)
    if reason:
        raise Refused(reason)
    before, attachment.description = attachment.description, description
    events.record("attachment.described", attachment, actor_id=by.id, before=before)
