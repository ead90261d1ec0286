"""The public log of the structure."""

from __future__ import annotations

from accounts.access import Viewer
from core.clock import now
from core.db import db
from wiki import rules
from wiki.actions.steps import Step
from wiki.models import StructureChange, Topic


def log_change(
    act: rules.Act,
    topic: Topic,
    said: str,
    steps: list[Step],
    *,
    by: Viewer,
    why: str = "",
    undoes: StructureChange | None = None,
) -> StructureChange:
    """Write an act into the log, in one sentence, with the steps that it took."""
    change = StructureChange(
        act=act.value,
        topic_id=topic.id,
        said=said,
        why=why,
        by_id=by.id,
        at=now(),
        steps=steps,
        undoes_id=undoes.id if undoes else None,
    )
    db.session.add(change)
    db.session.flush()
    return change
