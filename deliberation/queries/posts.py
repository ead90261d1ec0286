"""What belongs to a post: its files now and then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from core.db import db
from deliberation.models import PostFile
from deliberation.rules.posts import with_file


@dataclass(frozen=True, slots=True)
class FileShown:
    """A picture or file of a post. `html` is how it stands below the words."""

    id: int
    name: str
    url: str
    html: str
    added_at: datetime
    removed_at: datetime | None

    def was_there(self, at: datetime) -> bool:
        """Whether it belonged to the post at that moment."""
        return self.added_at <= at and (self.removed_at is None or self.removed_at > at)


_FILES = (
    sa.select(PostFile).where(PostFile.post_id == sa.bindparam("post_id")).order_by(PostFile.id)
)


def every_file_of(post_id: int) -> list[FileShown]:
    """The files a post has and has had, in the order they came. 1 statement."""
    return [_shown(one) for one in db.session.scalars(_FILES, {"post_id": post_id})]


def files_of(post_id: int) -> list[FileShown]:
    """The files of a post, in the order they came. 1 statement."""
    return [one for one in every_file_of(post_id) if one.removed_at is None]


def _shown(one: PostFile) -> FileShown:
    html = with_file(
        url=one.url,
        name=one.name,
        about=f"{one.words}, {max(round(one.size / 1000), 1):,} KB",
        description=one.description,
        size=(one.width, one.height),
    )
    return FileShown(one.id, one.name, one.url, html, one.added_at, one.removed_at)
