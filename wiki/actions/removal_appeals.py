"""Appeals against removals: one click suspends the removal, and a third person decides."""

from __future__ import annotations

from accounts.access import Viewer
from core.clock import now
from wiki.actions import removal_effects as effects
from wiki.actions import removal_facts as facts
from wiki.actions import removal_notices as notices
from wiki.actions.removal_log import lock, need, note, refuse_if
from wiki.actions.removals import come_about, end
from wiki.models import Removal
from wiki.rules.removals import Act, RemovalState, Step


def appeal(removal: Removal, *, by: Viewer, words: str = "") -> None:
    """Suspend a removal, or undo it until somebody else has decided. Raises Refused.

    What a law withholds stays withheld meanwhile.
    """
    lock(removal)
    refuse_if(facts.why_not_appeal(removal, by))
    if removal.in_effect_at is not None and removal.act != Act.REDACT:
        effects.undo(removal, f"Put back while an appeal against removal {removal.id} is decided")
    removal.state = RemovalState.APPEALED.value
    removal.appellant_id, removal.appealed_at = by.id, now()
    note(removal, Step.APPEALED, by.id, words)


def judge(removal: Removal, *, by: Viewer, stands: bool, words: str) -> None:
    """Decide an appeal: the removal stands, or the view stays. Raises Refused."""
    lock(removal)
    refuse_if(facts.why_not_judge(removal, by))
    need(words)
    removal.judge_id, removal.judged_at = by.id, now()
    if not stands:
        end(removal, RemovalState.OVERTURNED, Step.OVERTURNED, by.id, words)
    else:
        _let_stand(removal, by.id, words)
    notices.tell_of_appeal(removal, words, stands=stands)


def _let_stand(removal: Removal, by_id: int | None, words: str) -> None:
    """It goes on where it was suspended: on its day, or at once when that has passed."""
    note(removal, Step.UPHELD, by_id, words)
    if removal.act == Act.REDACT:
        removal.state = RemovalState.IN_EFFECT.value
        return
    removal.state = RemovalState.AGREED.value
    if removal.due_at <= now():
        come_about(removal)
