"""The one job that reads what members say of themselves; it leaves bands, and nothing else.

Once in a calendar month for each CLP, so that no band can be watched while somebody writes.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import sqlalchemy as sa

from accounts.models import Clp, Member
from core import events, versions
from core.clock import now, today
from core.db import db
from deliberation.models import Thread
from moderation.about import sealed, store
from moderation.about.questions import QUESTIONS, Question
from moderation.detectors.group_gap import LEAST_SPEAKERS, Group
from moderation.models import HeardBand
from moderation.queries.heard import said
from moderation.rules.bands import LEAST_MEMBERS, bands
from moderation.rules.groups import YEAR

_SPOKE = said(Thread.clp_id == sa.bindparam("clp_id"))
_ROLL = (
    sa.select(Member.uuid, _SPOKE.c.author_id.is_not(None).label("spoke"))
    .outerjoin(_SPOKE, _SPOKE.c.author_id == Member.id)
    .where(Member.clp_id == sa.bindparam("clp_id"), Member.membership_number.is_not(None))
    .order_by(Member.id)
)
_DUE = (
    sa.select(Clp.id, Clp.slug)
    .where(
        ~sa.exists().where(
            HeardBand.clp_id == Clp.id, HeardBand.month >= sa.bindparam("month", type_=sa.Date)
        )
    )
    .order_by(Clp.id)
)


def count_month() -> int:
    """Count every CLP that has not been counted this month. Commits each; returns how many."""
    month = today().replace(day=1)
    due = db.session.execute(_DUE, {"month": month}).all()
    for clp_id, slug in due:
        count(clp_id, month)
        versions.move_on([f"clp:{slug}"])
        events.commit()
    return len(due)


def count(clp_id: int, month: date) -> None:
    """Replace the bands of a CLP by those of this month. Never commits."""
    asked = {"clp_id": clp_id, "a_year_ago": now() - YEAR}
    roll = [(row.uuid, bool(row.spoke)) for row in db.session.execute(_ROLL, asked)]
    db.session.execute(sa.delete(HeardBand).where(HeardBand.clp_id == clp_id))
    enough = len(roll) >= LEAST_MEMBERS and sum(spoke for _, spoke in roll) >= LEAST_SPEAKERS
    for question in QUESTIONS:
        found = bands(_groups(question, roll if enough else []))
        db.session.add_all(
            HeardBand(
                clp_id=clp_id, attribute=question.name, answer=group, band=band.value, month=month
            )
            for group, band in found.items()
        )


def _groups(question: Question, roll: list[tuple[str, bool]]) -> list[Group]:
    """How many said each answer, and how many of them have spoken."""
    marks = {sealed.whose(uuid, question): (uuid, spoke) for uuid, spoke in roll}
    members, speakers = Counter[str](), Counter[str]()
    for mark, (answer, _) in store.find(list(marks)).items():
        uuid, spoke = marks[mark]
        if group := sealed.group_of(uuid, question, answer):
            members[group] += 1
            speakers[group] += spoke
    return [Group(group, members[group], speakers[group]) for group in question.groups]
