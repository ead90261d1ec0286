"""Moving a case to where its decisions leave it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from core.db import db
from moderation.models import Appeal, Case, Decision
from moderation.rules.cases import WAITING, Action
from moderation.rules.states import Fate, state_after

_appeal = aliased(Case)
_FATES = (
    sa.select(
        Decision.action,
        Decision.confirmed_at,
        Decision.lapsed_at,
        Appeal.case_id.label("appeal"),
        _appeal.state.label("appeal_state"),
    )
    .outerjoin(Appeal, Appeal.decision_id == Decision.id)
    .outerjoin(_appeal, _appeal.id == Appeal.case_id)
    .where(Decision.case_id == sa.bindparam("case"))
    .order_by(Decision.id)
)


def hold(case: Case) -> None:
    """Nobody else moves this case on until this is committed; it is read anew."""
    db.session.flush()
    db.session.refresh(case, with_for_update={"of": Case})


def settle(case: Case) -> None:
    """Give it the state that follows from its decisions and their appeals. 1 statement."""
    db.session.flush()
    case.state = state_after(
        [
            Fate(
                action=Action(row.action),
                is_pending=row.confirmed_at is None and row.lapsed_at is None,
                has_lapsed=row.lapsed_at is not None,
                appealed=row.appeal is not None,
                appeal_waits=row.appeal_state in WAITING,
            )
            for row in db.session.execute(_FATES, {"case": case.id})
        ]
    )
