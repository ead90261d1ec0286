"""Posts that answer an invitation by lot."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class InvitedAnswer(Model):
    """This post answers an invitation: one paragraph, a voice like any other, without replies."""

    __tablename__ = "invited_answer"

    post_id: Mapped[int] = mapped_column(sa.ForeignKey("post.id"), primary_key=True)
