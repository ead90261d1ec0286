"""What officers do to a poll: alone, or one of them asking another to do it along."""

from accounts.access import Viewer
from core import events, versions
from core.clock import now
from core.db import db
from core.errors import Refused, refuse_if
from voting import rules
from voting.actions import finishing
from voting.actions.keeping import hold
from voting.actions.told import tell_officers
from voting.models import Poll, PollAct
from voting.queries.officers import Done, Person, acts_of, may_look_after
from voting.rules import Act, State


def ask(poll: Poll, act: Act, reason: str, by: Viewer) -> None:
    """Ask for an act that takes two; another officer confirms it. Raises Refused."""
    hold(poll)
    refuse_if(why_not(poll, act, by) or rules.why_not_reason(act, reason))
    if not act.takes_two:
        raise Refused("One officer does this alone.")
    if asked := waiting(poll, act):
        raise Refused(f"{asked.by} has asked for this already. It waits for a second officer.")
    row = PollAct(poll_id=poll.id, act=act.value, reason=reason, by_id=by.id, asked_at=now())
    db.session.add(row)
    versions.move_on([f"poll:{poll.id}"])
    words = f"{by.name} asks: {act.words.lower()}. It takes a second officer."
    tell_officers(poll, words)


def confirm(poll: Poll, act: Act, by: Viewer) -> None:
    """Do along what another officer asked for. Raises Refused."""
    hold(poll)
    asked = waiting(poll, act)
    refuse_if(
        why_not(poll, act, by)
        or rules.why_not_confirm(asked_by=asked.by_id if asked else None, person=by.id)
    )
    if asked is None or asked.by_id is None or by.id is None:
        raise Refused(rules.why_not_confirm(asked_by=None, person=by.id) or "")
    first, second = Person(asked.by_id, asked.by or ""), Person(by.id, by.name)
    if act is Act.CLOSE:
        finishing.close_poll(poll, by.id)
        finishing.note_act(poll, Act.CLOSE, first.id, second.id)
    elif act is Act.PURGE:
        finishing.purge_poll(poll, first, second)
    else:
        finishing.void_poll(poll, asked.reason, first, second)


def take_back(poll: Poll, act: Act, by: Viewer) -> None:
    """Ask no longer, or refuse what another asked for. Raises Refused."""
    hold(poll)
    refuse_if(None if may_look_after(poll, by) else rules.NOT_YOURS)
    asked = waiting(poll, act)
    if asked is None:
        raise Refused("Nobody has asked for this, or it has been done.")
    db.session.delete(db.session.get_one(PollAct, asked.id))
    events.record("poll.act_refused", poll, actor_id=by.id, act=act.value)


def publish(poll: Poll, by: Viewer) -> None:
    """Publish what was counted. Raises Refused, CountStopped, KeysMissing."""
    refuse_if(why_not(poll, Act.PUBLISH, by))
    finishing.publish_kept(poll, by.id)


def count_again(poll: Poll, by: Viewer) -> None:
    """Let the worker try again a count that has stopped. Raises Refused."""
    hold(poll)
    refuse_if(why_not(poll, Act.COUNT, by) or rules.why_not_count(state=State(poll.state)))
    finishing.queue_count(poll)


def why_not(poll: Poll, act: Act, by: Viewer) -> str | None:
    """The reason this person may not do it now; None when they may, or may ask for it."""
    reason = rules.why_not_act(
        act,
        may=may_look_after(poll, by),
        state=State(poll.state),
        is_tallied=poll.tallied_at is not None,
    )
    if reason is None and act is Act.PURGE:
        reason = finishing.why_not_purge(poll, by_two=True)
    return reason


def waiting(poll: Poll, act: Act) -> Done | None:
    """What one officer has asked for and nobody has confirmed. 1 statement."""
    found = [done for done in acts_of(poll.id) if done.act is act and done.done_at is None]
    return found[0] if found else None
