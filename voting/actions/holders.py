"""The two officers who hold the key of a poll: chosen, locked in, and giving their halves.

A passphrase is never stored. It opens the officer's own part, which opens their half; the first
half given waits, sealed to the other officer, until the other comes.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core import events, jobs, versions
from core.clock import today
from core.db import db
from core.errors import Refused, refuse_if
from voting import halves, keys, rules
from voting.actions.keeping import hold
from voting.actions.paper.settling import refuse_while_waiting
from voting.actions.told import ask_for_passphrase, tell_officers
from voting.halves import LockedIn, Place, WrongPassphrase
from voting.keys import PollKeys
from voting.models import Poll, PollOfficer
from voting.queries.officers import seats_of, who_may_count
from voting.rules import Act, KeyWith, State
from voting.rules.officers import NOT_YOURS
from voting.site import booth_of

WRONG = (
    "That is not the passphrase you set for this poll. Nothing was changed. Check each word, also "
    "for small and capital letters."
)


def choose_officers(poll: Poll, chosen: Sequence[int], by: Viewer) -> None:
    """Name the two who are to hold the key of a draft, and ask them. Raises Refused."""
    hold(poll)
    refuse_if(
        rules.why_not_officers(
            may_open=by.can(Power.OPEN_POLLS, clp_id=poll.clp_id),
            state=State(poll.state),
            key_with=KeyWith(poll.key_with),
            chosen=chosen,
            may={person.id for person in who_may_count(poll)},
        )
    )
    before = {seat.seat: seat for seat in seats_of(poll.id)}
    for number, member_id in zip(keys.SEATS, chosen, strict=True):
        if number not in before or before[number].member_id != member_id:
            booth_of(poll).keys.remove(_own(number))
    db.session.execute(sa.delete(PollOfficer).where(PollOfficer.poll_id == poll.id))
    for number, member_id in zip(keys.SEATS, chosen, strict=True):
        old = before.get(number)
        kept = old.ready_on if old and old.member_id == member_id else None
        seat = PollOfficer(poll_id=poll.id, seat=number, member_id=member_id, ready_on=kept)
        db.session.add(seat)
        if kept is None:
            ask_for_passphrase(poll, member_id)
    versions.move_on([f"poll:{poll.id}"])


def lock_in(poll: Poll, person: Viewer, *, typed: str, again: str) -> None:
    """Set this officer's passphrase, before the poll opens. Raises Refused."""
    hold(poll)
    seat = _seat(poll, person)
    if poll.state != State.DRAFT:
        raise Refused("The poll has opened. Its passphrases cannot be changed any more.")
    refuse_if(rules.why_not_passphrase(typed, again))
    made = halves.lock_in(typed, Place(poll.public_id, seat.seat))
    booth_of(poll).keys.keep(_own(seat.seat), made.stored)
    seat.ready_on = today()
    versions.move_on([f"poll:{poll.id}"])


def try_out(poll: Poll, person: Viewer, typed: str) -> None:
    """Whether this is the officer's passphrase; changes nothing. Raises Refused."""
    seat = _seat(poll, person)
    if seat.ready_on is None:
        raise Refused("You have not set a passphrase for this poll yet.")
    _opened(poll, seat, typed)


def locked_in(poll: Poll) -> list[LockedIn]:
    """What the two have locked in; none where the site keeps the key. Raises Refused."""
    if poll.key_with != KeyWith.OFFICERS:
        return []
    seats = seats_of(poll.id)
    secrets = booth_of(poll).keys
    if len(seats) != len(keys.SEATS):
        raise Refused("Choose the two officers who will hold the key of this poll first.")
    if any(seat.ready_on is None or not secrets.has(_own(seat.seat)) for seat in seats):
        raise Refused("Both officers must have set their passphrase before this poll can open.")
    return [LockedIn.read(secrets.read(_own(seat.seat))) for seat in seats]


def give_half(poll: Poll, person: Viewer, typed: str) -> bool:
    """Open this officer's half for the count. True: both are there, and the count is queued.

    Raises Refused.
    """
    hold(poll)
    seat = _seat(poll, person)
    _refuse_count(poll)
    refuse_while_waiting(poll)  # a joined key would lie there all that time
    secrets, other = booth_of(poll).keys, _other(poll, seat)
    own = _opened(poll, seat, typed)
    half = halves.open_half(secrets.read(_half(seat.seat)), own, Place(poll.public_id, seat.seat))
    seat.given_on = today()
    versions.move_on([f"poll:{poll.id}"])
    waiting = f"handed-{other.seat}"
    if not secrets.has(waiting):
        public = LockedIn.read(secrets.read(_own(other.seat))).public
        handed = halves.seal_half(half, public, Place(poll.public_id, other.seat))
        secrets.keep(f"handed-{seat.seat}", handed)
        tell_officers(poll, "One half of its key is there. Yours is wanted.", [other.member_id])
        return False
    theirs = halves.open_half(secrets.read(waiting), own, Place(poll.public_id, seat.seat))
    _keep_key(poll, secrets, halves.join(half, theirs))
    events.record("poll.key_given", poll, actor_id=None)
    jobs.later("poll.count", poll_id=poll.id)
    return True


def joined_key(poll: Poll, typed: Sequence[str]) -> bytes:
    """The key from both passphrases, in the order of seats; written nowhere. Raises Refused.

    For the count, and for counting a published poll again.
    """
    if poll.state != State.COUNTED:
        _refuse_count(poll)
    secrets, found = booth_of(poll).keys, []
    for seat, words in zip(seats_of(poll.id), typed, strict=True):
        own = _opened(poll, seat, words)
        place = Place(poll.public_id, seat.seat)
        found.append(halves.open_half(secrets.read(_half(seat.seat)), own, place))
    return halves.join(*found)


def forget_key(poll: Poll) -> None:
    """Once it is counted: the joined key, and what was handed over for it. Safe to repeat."""
    if poll.key_with == KeyWith.OFFICERS:
        booth_of(poll).keys.remove("seal.key", "handed-1", "handed-2")


def _keep_key(poll: Poll, secrets: PollKeys, key: bytes) -> None:
    if keys.public_of(key) != poll.public_key:
        raise Refused("The two halves do not make the key of this poll. Nothing was changed.")
    secrets.keep("seal.key", key)
    secrets.remove("handed-1", "handed-2")


def _refuse_count(poll: Poll) -> None:
    refuse_if(
        rules.why_not_count(state=State(poll.state))
        or rules.why_not_act(
            Act.COUNT, may=True, state=State(poll.state), is_tallied=poll.tallied_at is not None
        )
    )


def _opened(poll: Poll, seat: PollOfficer, typed: str) -> bytes:
    """The officer's own part. Raises Refused for a wrong passphrase."""
    stored = LockedIn.read(booth_of(poll).keys.read(_own(seat.seat)))
    try:
        return halves.open_up(stored, typed, Place(poll.public_id, seat.seat))
    except WrongPassphrase as problem:
        raise Refused(WRONG) from problem


def _seat(poll: Poll, person: Viewer) -> PollOfficer:
    seats = seats_of(poll.id)
    found = next((one for one in seats if one.member_id == person.id), None)
    if found is None:
        raise Refused(NOT_YOURS)
    return found


def _other(poll: Poll, seat: PollOfficer) -> PollOfficer:
    return next(one for one in seats_of(poll.id) if one.seat != seat.seat)


def _own(seat: int) -> str:
    return f"officer-{seat}"


def _half(seat: int) -> str:
    return f"half-{seat}"
