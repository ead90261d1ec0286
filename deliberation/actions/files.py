"""Pictures and files of posts: stored once, by what is in them; never thrown away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation.models import Post, PostFile
from deliberation.rules import posts as rules
from deliberation.rules.posts import Upload
from wiki.actions import attaching


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is stored and belongs to no post yet."""

    stored: attaching.Kept
    description: str


def keep(file: Upload) -> KeptFile:
    """Store what came. Raises Refused when it is nothing that we take."""
    return KeptFile(attaching.keep(file.content, file.name, file.description), file.description)


def add(post: Post, file: KeptFile) -> PostFile:
    """Let the post have the file. Raises Refused when it has too many."""
    here = sa.select(sa.func.count()).where(
        PostFile.post_id == post.id, PostFile.removed_at.is_(None)
    )
    if reason := rules.why_not_files((db.session.scalar(here) or 0) + 1):
        raise Refused(reason)
    stored = file.stored
    made = PostFile(
        post_id=post.id,
        name=stored.name,
        description=file.description,
        media_type=stored.media_type,
        size=stored.size,
        width=stored.width,
        height=stored.height,
        content_hash=stored.content_hash,
        added_at=post.edited_at or post.written_at,
    )
    db.session.add(made)
    db.session.flush()
    return made


def remove(post: Post, numbers: Collection[int]) -> int:
    """Let the post do without these of its files; earlier versions keep them. Gives how many."""
    if not numbers:
        return 0
    gone = sa.select(PostFile).where(
        PostFile.post_id == post.id, PostFile.id.in_(numbers), PostFile.removed_at.is_(None)
    )
    found = db.session.scalars(gone.order_by(PostFile.id)).all()
    for one in found:
        one.removed_at = now()
    return len(found)
