"""What editors make of a suggestion. The member is always told."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Power
from core import events, house_rules
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.actions import telling
from wiki.actions.taking_in import Conflicting, merges, proposed, take_in
from wiki.models import Remark, Sayable, Suggestion, Topic
from wiki.queries.addresses import subject_named
from wiki.rules import AsksFor, DeclineReason, Elsewhere, State


def claim(suggestion: Suggestion, *, by: Viewer) -> None:
    """Tell the other editors that one is reading it now, for a while. Raises Refused."""
    check_decide(suggestion, by)
    suggestion.state = State.CLAIMED.value
    suggestion.claimed_by_id = by.id
    suggestion.claimed_until = now() + house_rules.length("suggestion.lease_minutes")
    events.record("suggestion.claimed", suggestion, actor_id=by.id)


def release(suggestion: Suggestion, *, by: Viewer) -> None:
    """Give a claimed suggestion back to the queue. Raises Refused."""
    check_decide(suggestion, by)
    _open(suggestion)
    events.record("suggestion.released", suggestion, actor_id=by.id)


def _open(suggestion: Suggestion) -> None:
    suggestion.state = State.OPEN.value
    suggestion.claimed_by_id = suggestion.claimed_until = None


def check_decide(suggestion: Suggestion, by: Viewer) -> None:
    """Lock the row; of two editors at once the second finds it decided. Raises Refused."""
    db.session.refresh(suggestion, with_for_update=True)
    claimed = rules.is_claimed(
        state=suggestion.state, claimed_until=suggestion.claimed_until, at=now()
    )
    other = claimed and suggestion.claimed_by_id != by.id
    reader = db.session.get(Member, suggestion.claimed_by_id) if other else None
    reason = rules.why_not_decide(
        may_edit=by.can(Power.EDIT_WIKI),
        own=by.id in {suggestion.author_id, suggestion.credited_id},
        state=suggestion.state,
        claimed_by_other=reader.name if reader else "",
        hidden=suggestion.hidden_at is not None,
    )
    if reason:
        raise Refused(reason)


def accept(
    suggestion: Suggestion,
    *,
    by: Viewer,
    words: Mapping[str, str] | None = None,
    sentence: str = "",
    seen: int | None = None,
) -> Sayable:
    """Take it into the wiki and tell the member. Gives where its point stands now.

    `words`: other words than the member's, by field of `proposed`; `seen`: the revision the editor
    had before them. What others saved meanwhile is merged. Raises Refused; Conflicting, with every
    version, when the same words were changed in different ways.
    """
    check_decide(suggestion, by)
    if suggestion.about:  # nobody saves other words between the merge and the save
        db.session.refresh(suggestion.about, with_for_update=True)
    asked = _as_it_is(suggestion) if words is None else proposed(suggestion)
    chosen = {**asked, **(words or {})}
    changed = chosen != asked and _can_change(suggestion)
    became = take_in(suggestion, chosen, by=by, seen=None if words is None else seen)
    suggestion.became_kind, suggestion.became_id = became.kind, became.id
    decide(suggestion, State.CHANGED if changed else State.ACCEPTED, sentence, by=by)
    telling.told_taken_in(suggestion, became)
    return became


def _as_it_is(suggestion: Suggestion) -> dict[str, str]:
    """What it asks for, put together with what has changed since. Raises Conflicting."""
    if suggestion.asks_for == AsksFor.WORDING:
        merged = merges(suggestion)
        if not all(one.is_clean for one in merged.values()):
            raise Conflicting(merged)
    return proposed(suggestion)


def _can_change(suggestion: Suggestion) -> bool:
    """Whether other words than the proposed ones are a change of what the member said."""
    kind = AsksFor(suggestion.asks_for)
    return kind is not AsksFor.CORRECTION and not kind.done_by_hand


def decline(
    suggestion: Suggestion,
    reason: DeclineReason | str,
    sentence: str,
    *,
    by: Viewer,
    link: str = "",
) -> None:
    """Say no, for one of `rules.DECLINES`, with a sentence to the member. Raises Refused."""
    check_decide(suggestion, by)
    if refusal := rules.why_not_decline(reason=reason, sentence=sentence, link=link):
        raise Refused(refusal)
    if link:
        _point_to(suggestion, link)
    suggestion.decline_reason = DeclineReason(reason).value
    decide(suggestion, State.DECLINED, sentence, by=by)
    telling.told_declined(suggestion, DeclineReason(reason))


def send_elsewhere(
    suggestion: Suggestion, what: Elsewhere | str, link: str, sentence: str, *, by: Viewer
) -> None:
    """It is there already, something else has done it, or it belongs elsewhere. Raises Refused.

    Moved, it goes on waiting there; the other two close it, with a link.
    """
    check_decide(suggestion, by)
    there = subject_named(link)
    reason = rules.why_not_elsewhere(
        asks_for=suggestion.asks_for, what=what, sentence=sentence, there=there.kind
    )
    if reason is None and there is suggestion:
        reason = "That is this suggestion itself."
    if reason:
        raise Refused(reason)
    if what == Elsewhere.SAME and not isinstance(there, Suggestion):
        decline(suggestion, DeclineReason.SAME, sentence, by=by, link=link)
    elif what == Elsewhere.MOVED and not isinstance(there, Suggestion):
        _move(suggestion, there, sentence, by=by)
    else:
        _point_to(suggestion, link)
        decide(suggestion, State.SUPERSEDED, sentence, by=by)
        telling.told_superseded(suggestion)


def _point_to(suggestion: Suggestion, link: str) -> None:
    there = subject_named(link)
    suggestion.became_kind, suggestion.became_id = there.kind, there.id


def _move(suggestion: Suggestion, there: Sayable, sentence: str, *, by: Viewer) -> None:
    _open(suggestion)
    if isinstance(there, Topic):
        suggestion.topic_id, suggestion.option_id = there.id, None
    else:
        suggestion.topic_id, suggestion.option_id = there.topic_id, there.id
    note(suggestion, f"Moved to “{there.heading}”. {sentence}", by=by, event="suggestion.moved")
    telling.told_moved(suggestion, there, sentence)


def ask(suggestion: Suggestion, question: str, *, by: Viewer) -> Remark:
    """Ask its author something before deciding; others may still decide. Raises Refused."""
    check_decide(suggestion, by)
    if reason := rules.why_not_ask(question):
        raise Refused(reason)
    _open(suggestion)
    suggestion.asked_at = now()
    telling.told_asked(suggestion, question)
    return note(suggestion, question, by=by, event="suggestion.asked")


def note(suggestion: Suggestion, text: str, *, by: Viewer, event: str) -> Remark:
    """Add what was asked, answered or done to a suggestion, for everyone to read."""
    assert by.id is not None  # noqa: S101 — nobody gets here signed out
    made = Remark(suggestion_id=suggestion.id, by_id=by.id, text=text, at=now())
    db.session.add(made)
    events.record(event, suggestion, actor_id=by.id)
    return made


def decide(suggestion: Suggestion, state: State, sentence: str, *, by: Viewer) -> None:
    """Close a suggestion with its outcome. Whether this person may is asked before."""
    suggestion.state = state.value
    suggestion.decision = sentence
    suggestion.asked_at = None
    suggestion.decided_by_id, suggestion.decided_at = by.id, now()
    events.record(f"suggestion.{state.value}", suggestion, actor_id=by.id)
