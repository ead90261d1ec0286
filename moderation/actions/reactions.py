"""Counting how members take what prompts bring them: by detector and day, and nobody with it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import today
from core.db import db
from core.subjects import Subject
from deliberation.models import Post
from moderation.models import Case, Decision, InvitationRound, Reaction, Steelman
from moderation.rules.cases import Action
from moderation.rules.reactions import Said


def count(case_id: int | None, said: Said, people: int = 1) -> None:
    """Add to today’s number for the detector that raised this prompt. Never commits."""
    case = db.session.get(Case, case_id) if case_id is not None else None
    if case is None or not people or not case.figures.get("detector"):
        return
    row = {"detector": case.figures["detector"], "day": today(), "said": said, "people": people}
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    one = insert(Reaction).values(row)
    db.session.execute(
        one.on_conflict_do_update(
            index_elements=["detector", "day", "said"],
            set_={"people": Reaction.people + one.excluded.people},
        )
    )


def count_complaint(subject: Subject) -> None:
    """Somebody reported this: counted when a prompt has brought it. ≤ 3 statements."""
    count(_prompt_of(subject), Said.COMPLAINED)


def _prompt_of(subject: Subject) -> int | None:
    """The prompt that this invitation, slot or question answers."""
    if isinstance(subject, InvitationRound | Steelman):
        return subject.case_id
    if not isinstance(subject, Post):
        return None
    asked = sa.select(Decision.case_id).where(
        Decision.action == Action.ASK_QUESTION,
        Decision.terms["post"].as_integer() == subject.id,
    )
    return db.session.scalar(asked.order_by(Decision.id).limit(1))
