"""Paper votes: who may take which step with a batch, and when. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

MOST_LINES = 200  # membership numbers in one form
MOST_ENVELOPES = 5_000  # in one batch
TOLD_FROM = time(9)  # British time: nobody gets a mail about this at night


class BatchState(StrEnum):
    """Where a batch stands."""

    ASKED = "asked"  # the witness has not confirmed yet
    REGISTERING = "registering"  # outer envelopes, unopened
    COUNTING = "counting"  # inner envelopes mixed, opened, counted by two people
    HANDED_ON = "handed-on"  # too few: unopened, to be counted with others of the region
    JOINED = "joined"  # with others, not sealed yet
    SEALED = "sealed"
    LAPSED = "lapsed"  # not sealed in time, or given up: its marks are withdrawn

    @property
    def words(self) -> str:
        """As its two people read it."""
        return _WORDS[self]

    @property
    def is_settled(self) -> bool:
        """Whether nothing more can come of it."""
        return self in {BatchState.SEALED, BatchState.LAPSED}


_WORDS = {
    BatchState.ASKED: "Waiting for the witness",
    BatchState.REGISTERING: "Envelopes are being registered",
    BatchState.COUNTING: "Being counted",
    BatchState.HANDED_ON: "Handed on, to be counted with others of the region",
    BatchState.JOINED: "Being counted with others of the region",
    BatchState.SEALED: "Counted and sealed",
    BatchState.LAPSED: "Not counted",
}


class Hand(StrEnum):
    """The two who deal with a batch, each under their own sign-in."""

    SECRETARY = "secretary"
    WITNESS = "witness"


class Said(StrEnum):
    """What is answered to one membership number."""

    ACCEPTED = "accepted"
    HERE = "here"
    ELSEWHERE = "elsewhere"
    VOTED_ONLINE = "voted online"
    NOT_ELIGIBLE = "not eligible"
    NOT_KNOWN = "not known"
    CLOSED = "closed"
    NOT_LOOKED_UP = "not looked up"

    @property
    def words(self) -> str:
        """What it means, and what to do with the envelope."""
        return _SAID[self]


_SAID = {
    Said.ACCEPTED: "Accepted. Put the envelope with the accepted ones, unopened.",
    Said.HERE: "Registered already in this batch. Nothing was changed.",
    Said.ELSEWHERE: "Registered already in another batch. Leave this envelope sealed.",
    Said.VOTED_ONLINE: "Voted already online. Leave the envelope sealed.",
    Said.NOT_ELIGIBLE: "Not eligible: became a member of the party, or of the roll, too late. "
    "Leave the envelope sealed.",
    Said.NOT_KNOWN: "Not known in your CLP. Check the number; if it is right, leave the envelope "
    "sealed.",
    Said.CLOSED: "The poll has closed. Leave the envelope sealed.",
    Said.NOT_LOOKED_UP: "Not looked up yet: the witness must first confirm the envelopes of those "
    "who voted online.",
}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named as witness, as far as it matters."""

    is_other: bool  # than the secretary
    is_asked: bool  # by the poll, in the right CLP
    has_account: bool


def why_not_open(
    *, may: bool, is_open: bool, is_asked: bool, has_one: bool, witness: Named | None
) -> str | None:
    """The reason this officer may not open a batch with this witness; None when they may."""
    if not may:
        return "Only an officer of the CLP can open a batch of paper votes."
    if not is_asked:
        return "This poll does not ask the members of your CLP."
    if not is_open:
        return "The poll is not open. Envelopes are registered until it closes."
    if has_one:
        return "A batch of your CLP is being registered already. Its secretary can add to it."
    return _why_not_witness(witness)


def _why_not_witness(witness: Named | None) -> str | None:
    if witness is None:
        return "No member of the CLP has this membership number."
    if not witness.is_other:
        return "The witness must be somebody else than you."
    if not witness.is_asked:
        return "The witness must be a member whom this poll asks."
    if not witness.has_account:
        return "The witness needs an account on this site, to confirm under their own sign-in."
    return None


def why_not_open_together(
    *, may: bool, batches: int, envelopes: int, least: int, witness: Named | None, same_clp: bool
) -> str | None:
    """The reason handed-on batches may not be counted together like this; None when they may."""
    if not may:
        return "Only an officer of a CLP of this region can count what was handed on."
    if not batches:
        return "Choose the batches whose envelopes lie before you."
    if envelopes < least:
        return (
            f"That is {envelopes} envelopes. Fewer than {least} are never opened: "
            "wait for more to be handed on."
        )
    if witness is not None and same_clp:
        return "The witness must be of another CLP than yours."
    return _why_not_witness(witness)


def why_not_confirm(*, is_witness: bool, state: BatchState) -> str | None:
    """The reason this person may not confirm that they are the witness; None when they may."""
    if not is_witness:
        return "Only the witness who was named can confirm this."
    if state is not BatchState.ASKED:
        return "You have confirmed this already."
    return None


def why_not_register(
    *, is_secretary: bool, state: BatchState, is_open: bool, lines: int
) -> str | None:
    """The reason envelopes may not be registered now; None when they may."""
    if not is_secretary:
        return "Only the secretary of this batch registers envelopes."
    if state is BatchState.ASKED:
        return "The witness has to confirm first, under their own sign-in."
    if state is not BatchState.REGISTERING:
        return "Registering has ended for this batch. Open another batch for more envelopes."
    if not is_open:
        return "The poll has closed. Envelopes are registered until then, and not afterwards."
    if 0 < lines <= MOST_LINES:
        return None
    return f"Enter membership numbers, at least one and at most {MOST_LINES} at a time."


def why_not_look_up(*, voted_online: int, seen: int, most: int) -> str | None:
    """The reason no more numbers are looked up before the witness has confirmed; or None."""
    if voted_online - seen < most:
        return None
    return (
        f"The answer was “voted already online” {voted_online} times. Before more numbers are "
        "looked up, the witness must confirm that these envelopes lie before you both."
    )


def why_not_finish(
    *, is_secretary: bool, state: BatchState, accepted: int, left_sealed: int
) -> str | None:
    """The reason registering may not end now; None when it may."""
    if not is_secretary:
        return "Only the secretary of this batch can end registering."
    if state is not BatchState.REGISTERING:
        return "Registering has ended for this batch already, or has not begun."
    if not accepted:
        return "No envelope has been accepted. There is nothing to count."
    if not 0 <= left_sealed <= MOST_ENVELOPES:
        return f"Give the envelopes that stay sealed as a number from 0 to {MOST_ENVELOPES:,}."
    return None


def why_not_enter(*, hand: Hand | None, state: BatchState) -> str | None:
    """The reason this person may not enter totals now; None when they may."""
    if hand is None:
        return "Only the secretary and the witness of this batch enter its totals."
    if state is BatchState.SEALED:
        return "This batch is sealed. Its totals cannot be changed."
    if state is not BatchState.COUNTING:
        return "The totals are entered when the envelopes have been opened and counted."
    return None


def why_not_give_up(*, is_secretary: bool, state: BatchState, accepted: int) -> str | None:
    """The reason this batch may not be given up; None when it may."""
    if not is_secretary:
        return "Only the secretary of this batch can give it up."
    if state not in {BatchState.ASKED, BatchState.REGISTERING} or accepted:
        return "A batch with accepted envelopes cannot be given up: their members voted."
    return None


def why_not_decide(*, may: bool, is_party: bool, known: bool, is_decided: bool) -> str | None:
    """The reason this officer may not decide a doubt, or recount; None when they may."""
    if not may:
        return "Only officers of CLPs of this region can look into this."
    if is_party:
        return "Somebody who had no part in this batch has to look into this."
    if not known:
        return "The member of this number has not said that their paper vote is not theirs."
    if is_decided:
        return "This has been decided already."
    return None


def may_be_told(now: datetime) -> bool:
    """Whether this is an hour at which members are mailed. `now` is British time."""
    return now.time() >= TOLD_FROM
