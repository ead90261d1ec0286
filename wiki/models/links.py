"""Links: which text names which topic, so that a page can say what links to it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Link(Model):
    """A text names a topic, by a wiki link or by its address. Written anew whenever it is saved."""

    __tablename__ = "link"
    __table_args__ = (
        sa.UniqueConstraint("from_kind", "from_id", "name"),
        sa.Index("ix_link_to_id_id", "to_id", "id"),
        sa.Index("ix_link_slug_id", "slug", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_kind: Mapped[str]  # topic, option or argument
    from_id: Mapped[int]
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), index=True)  # it stands on
    name: Mapped[str]  # as typed between the brackets, or “/topics/12” of an address
    slug: Mapped[str]  # of the name; "" for an address
    to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("topic.id"), default=None)
