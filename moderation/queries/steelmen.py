"""What is shown of a steelman slot beside its words, and what is kept of who answered."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from core.db import db
from moderation.models import Steelman, SteelmanAnswer


def held_by(steelman_id: int) -> int:
    """How many members say that it is their view. 1 statement."""
    count = sa.select(sa.func.count()).where(
        SteelmanAnswer.steelman_id == steelman_id, SteelmanAnswer.is_mine
    )
    return db.session.scalar(count) or 0


def held_about(member_id: int) -> list[dict[str, Any]]:
    """The slots a member wrote on behalf of others, and those they answered. 2 statements."""
    written = db.session.execute(
        sa.select(Steelman.words, Steelman.written_at)
        .where(Steelman.author_id == member_id)
        .order_by(Steelman.id)
    )
    answered = db.session.execute(
        sa.select(Steelman.words, SteelmanAnswer.is_mine, SteelmanAnswer.answered_at)
        .join(Steelman, Steelman.id == SteelmanAnswer.steelman_id)
        .where(SteelmanAnswer.member_id == member_id)
        .order_by(Steelman.id)
    )
    return [
        *({"wrote": words, "at": at.isoformat()} for words, at in written),
        *(
            {"about": words, "is my view": is_mine, "at": at.isoformat()}
            for words, is_mine, at in answered
        ),
    ]


def forget(member_id: int) -> None:
    """Whose view it is, when they leave. What they wrote on behalf of others stays."""
    db.session.execute(sa.delete(SteelmanAnswer).where(SteelmanAnswer.member_id == member_id))
