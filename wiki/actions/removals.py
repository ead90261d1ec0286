"""Removing a view: proposed by one editor, agreed by another, in effect after a wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from accounts.access import Viewer
from core import house_rules
from core.clock import now
from core.db import db
from wiki.actions import removal_effects as effects
from wiki.actions import removal_facts as facts
from wiki.actions import removal_notices as notices
from wiki.actions.removal_facts import View
from wiki.actions.removal_log import lock, need, note, refuse_if
from wiki.actions.suggested_sense import take_in_with
from wiki.models import Argument, Removal, Suggestion
from wiki.rules import removing
from wiki.rules.removals import Act, RemovalState, Step

AT_ONCE = 100  # removals that one run of the worker brings about


def propose_removal(
    view: View,
    act: Act,
    *,
    by: Viewer,
    reason: str,
    words: str,
    into: View | None = None,
    new_words: Mapping[str, str] | None = None,
    suggestion: Suggestion | None = None,
) -> Removal:
    """Propose to archive a view, merge it `into` another, or change its sense to `new_words`.

    `words`: why, for everybody to read. Nothing happens to the view yet. Raises Refused.
    """
    db.session.refresh(view, with_for_update=True)
    refuse_if(facts.why_not_propose(view, act, by, reason=reason, words=words))
    refuse_if(_why_not_into(view, act, into))
    assert by.id is not None  # noqa: S101 — editors have an account
    made = Removal(
        act=act.value,
        state=RemovalState.PROPOSED.value,
        reason=reason,
        topic_id=view.topic_id,
        subject_kind=view.kind,
        subject_id=view.id,
        into_id=into.id if into else None,
        base=view.revision,
        words=dict(new_words) if new_words else None,
        suggestion_id=suggestion.id if suggestion else None,
        first_id=by.id,
        first_clp_id=by.clp_id,
        made_at=now(),
        due_at=now() + house_rules.length("removal.second_days"),
    )
    db.session.add(made)
    db.session.flush()
    view.removal_id = made.id
    note(made, Step.PROPOSED, by.id, words)
    return made


def _why_not_into(view: View, act: Act, into: View | None) -> str | None:
    if act is not Act.MERGE:
        return None
    if into is None:
        return "Choose the view that says the same."
    mine, other = _place_of(view), _place_of(into)
    return removing.why_not_merge(
        itself=into is view,
        same_kind=into.kind == view.kind,
        same_place=mine == other,
        same_side=getattr(view, "side", None) == getattr(into, "side", None),
        is_shown=into.archived_at is None and into.hidden_at is None,
    )


def _place_of(view: View) -> int:
    return view.option_id if isinstance(view, Argument) else view.topic_id


def agree(removal: Removal, *, by: Viewer, words: str = "") -> None:
    """Be the second editor: after the wait it takes effect. Raises Refused."""
    lock(removal)
    refuse_if(facts.why_not_second(removal, by))
    removal.second_id, removal.second_clp_id = by.id, by.clp_id
    if removal.act != Act.REDACT:
        removal.state = RemovalState.AGREED.value
        removal.due_at = now() + house_rules.length("removal.waits_days", at=removal.made_at)
        notices.tell_behind(removal, notices.agreed)
    note(removal, Step.AGREED, by.id, words)


def refuse(removal: Removal, *, by: Viewer, words: str) -> None:
    """Be the second editor and say no: the view stays. Raises Refused."""
    lock(removal)
    refuse_if(facts.why_not_second(removal, by))
    need(words)
    end(removal, RemovalState.REFUSED, Step.REFUSED, by.id, words)


def put_back(removal: Removal, *, by: Viewer, words: str) -> None:
    """Call a removal off, or restore the view: one editor can. Raises Refused."""
    lock(removal)
    refuse_if(facts.why_not_put_back(removal, by, words))
    was_in_effect = removal.state == RemovalState.IN_EFFECT
    if was_in_effect:
        end(removal, RemovalState.RESTORED, Step.RESTORED, by.id, words)
        notices.tell_behind(removal, notices.restored)
    else:
        end(removal, RemovalState.CALLED_OFF, Step.CALLED_OFF, by.id, words)


def take_effect(at: datetime) -> int:
    """Bring about what is due, and let lapse what found no second editor. Returns how many.

    May run as often as one likes, on several machines at once: each row is locked and looked at
    again before anything happens to it.
    """
    due = sa.select(Removal.id).where(
        Removal.state.in_([RemovalState.AGREED, RemovalState.PROPOSED]), Removal.due_at <= at
    )
    ids = db.session.scalars(due.order_by(Removal.due_at, Removal.id).limit(AT_ONCE)).all()
    return sum(_settle(removal_id, at) for removal_id in ids)


def _settle(removal_id: int, at: datetime) -> bool:
    removal = db.session.get_one(Removal, removal_id)
    lock(removal)
    if removal.due_at > at:
        return False
    if removal.state == RemovalState.PROPOSED:
        end(removal, RemovalState.LAPSED, Step.LAPSED, None, "No second editor agreed in time.")
        return True
    if removal.state != RemovalState.AGREED:
        return False
    come_about(removal)
    return True


def come_about(removal: Removal) -> None:
    """Let an agreed removal take effect now; it lapses if the page has changed too much."""
    if impossible := effects.why_impossible(removal):
        end(removal, RemovalState.LAPSED, Step.LAPSED, None, impossible)
        return
    effects.bring_about(removal)
    removal.state = RemovalState.IN_EFFECT.value
    note(removal, Step.TOOK_EFFECT, None, "")
    take_in_with(removal)


def end(removal: Removal, state: RemovalState, step: Step, by_id: int | None, words: str) -> None:
    """The view stays, or stands again."""
    if removal.in_effect_at is not None:
        effects.undo(removal, f"Put back: removal {removal.id}")
    removal.state = state.value
    facts.view_of(removal).removal_id = None
    note(removal, step, by_id, words)
