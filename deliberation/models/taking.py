"""Where posts went in the wiki, and which suggestions carry one there."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class PostOption(Model):
    """A post became this option of the wiki. What became an argument says so itself."""

    __tablename__ = "post_option"

    post_id: Mapped[int] = mapped_column(sa.ForeignKey("post.id"), primary_key=True)
    option_id: Mapped[int] = mapped_column(sa.ForeignKey("option.id"), index=True)


class PostSuggestion(Model):
    """A suggestion to the editors of the wiki that carries a post."""

    __tablename__ = "post_suggestion"

    suggestion_id: Mapped[int] = mapped_column(sa.ForeignKey("suggestion.id"), primary_key=True)
    post_id: Mapped[int] = mapped_column(sa.ForeignKey("post.id"), index=True)
