"""What belongs to a post: whom it names, which topics it waits for, and its files."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model
from deliberation.models.threads import Post
from wiki.rules import files


class Mention(Model):
    """A post names a member, who was told once. It stays when the words are edited away."""

    __tablename__ = "mention"

    post_id: Mapped[int] = mapped_column(sa.ForeignKey("post.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True, index=True)


class TopicWanted(Model):
    """A post links to a topic of this name, and there was none when it was saved."""

    __tablename__ = "topic_wanted"

    post_id: Mapped[int] = mapped_column(sa.ForeignKey("post.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True, index=True)


class PostFile(Model):
    """A picture or file of a post; shown, hidden and kept from others as the post is."""

    __tablename__ = "post_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(sa.ForeignKey("post.id"), index=True)
    name: Mapped[str]  # of the file, cleaned
    description: Mapped[str] = mapped_column(default="")  # what a picture shows, for who cannot see
    media_type: Mapped[str]  # of wiki.rules.files.TYPES
    size: Mapped[int]  # bytes
    width: Mapped[int] = mapped_column(default=0)  # pixels; 0 when it is no picture
    height: Mapped[int] = mapped_column(default=0)
    content_hash: Mapped[str] = mapped_column(sa.ForeignKey("file_content.hash"))
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None] = mapped_column(default=None)  # earlier versions show it
    post: Mapped[Post] = relationship(lazy="raise")

    @property
    def url(self) -> str:
        """The file itself; another content has another address."""
        return f"/posts/files/{self.id}/{self.content_hash[:16]}-{self.name}"

    @property
    def is_picture(self) -> bool:
        """Whether it is shown, not only linked to."""
        return self.width > 0

    @property
    def words(self) -> str:
        """What kind of file it is."""
        return files.WORDS[self.media_type]
