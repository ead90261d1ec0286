"""Redaction: words that a law wants out of sight, withheld at once in every revision.

They are put aside, not destroyed, so that the second editor or an appeal can put them back. Who
did it and why stays public.
"""

from __future__ import annotations

from accounts.access import Viewer
from core import house_rules
from core.clock import now
from core.db import db
from wiki.actions import removal_facts as facts
from wiki.actions import removal_notices as notices
from wiki.actions.removal_facts import View
from wiki.actions.removal_log import note, refuse_if
from wiki.actions.texts import write
from wiki.actions.withholding import in_place, withhold
from wiki.models import Removal
from wiki.rules.removals import Act, RemovalReason, RemovalState, Step


def redact(view: View, *, by: Viewer, reason: str, words: str) -> Removal:
    """Withhold the view's words at once, in every revision and suggestion of it. Raises Refused.

    A second editor looks at it later. Clean words can be written in their place at any time.
    """
    db.session.refresh(view, with_for_update=True)
    refuse_if(facts.why_not_propose(view, Act.REDACT, by, reason=reason, words=words))
    assert by.id is not None  # noqa: S101 — editors have an account
    made = Removal(
        act=Act.REDACT.value,
        state=RemovalState.IN_EFFECT.value,
        reason=reason,
        topic_id=view.topic_id,
        subject_kind=view.kind,
        subject_id=view.id,
        base=view.revision,
        first_id=by.id,
        first_clp_id=by.clp_id,
        made_at=now(),
        due_at=now() + house_rules.length("removal.second_days"),
        in_effect_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    withhold(made, view)
    write(view, in_place(made, view), by=by, why=f"Redacted: {RemovalReason(reason).words}")
    made.replaced = view.revision - 1
    note(made, Step.TOOK_EFFECT, by.id, words)
    notices.tell_behind(made, notices.redacted)
    return made
