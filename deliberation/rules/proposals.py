"""What may be done with a proposal or resolution, and how far each has come. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from deliberation.rules import is_readable

LONGEST_TITLE = 120
LONGEST_SUMMARY = 400
LONGEST_TEXT = 20_000  # characters
LONGEST_REASON = 2_000
MOST_SENTENCES = 2
MOST_AUTHORS = 20
MOST_DRAFTS = 10  # of one member
MOST_RESULTS = 10


class Sort(StrEnum):
    """Whether a member proposes something, or a CLP tables it."""

    PROPOSAL = "proposal"
    RESOLUTION = "resolution"


class Part(StrEnum):
    """What an author is to a proposal."""

    MOVER = "mover"
    SECONDER = "seconder"
    AUTHOR = "co-author"


class State(StrEnum):
    """How far a proposal has come."""

    DRAFT = "draft"
    GATHERING = "gathering"
    SUPPORTED = "supported"
    IN_POLL = "in_poll"
    COUNTED = "counted"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"

    @property
    def words(self) -> str:
        """As people read it."""
        return {
            "gathering": "gathering support",
            "supported": "has the support it needs",
            "in_poll": "in a straw poll",
            "counted": "waiting for an answer",
            "merged": "part of another",
        }.get(self.value, self.value)


class Step(StrEnum):
    """What moves a proposal from one state to the next."""

    PUBLISH = "publish"
    REACH = "reach"  # the support it needs
    POLL = "poll"
    COUNT = "count"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    PART = "part"  # a merge is undone


_LEADS = {
    (State.DRAFT, Step.PUBLISH): State.GATHERING,
    (State.GATHERING, Step.REACH): State.SUPPORTED,
    (State.SUPPORTED, Step.POLL): State.IN_POLL,
    (State.IN_POLL, Step.COUNT): State.COUNTED,
    (State.COUNTED, Step.ANSWER): State.ANSWERED,
    (State.DRAFT, Step.WITHDRAW): State.WITHDRAWN,
    (State.GATHERING, Step.WITHDRAW): State.WITHDRAWN,
    (State.SUPPORTED, Step.WITHDRAW): State.WITHDRAWN,
    (State.COUNTED, Step.WITHDRAW): State.WITHDRAWN,
    (State.GATHERING, Step.MERGE): State.MERGED,
    (State.SUPPORTED, Step.MERGE): State.MERGED,
    (State.MERGED, Step.PART): State.GATHERING,
}
CHANGEABLE = frozenset({State.GATHERING, State.SUPPORTED})  # amended, merged, composited
SUPPORTABLE = CHANGEABLE


class Outcome(StrEnum):
    """What the official answer to a proposal says."""

    ACCEPTED = "accepted"
    IN_PART = "in_part"
    ALREADY = "already"
    REFUSED = "refused"

    @property
    def words(self) -> str:
        """As people read it."""
        return {
            "accepted": "Accepted",
            "in_part": "Accepted in part",
            "already": "Being done already",
            "refused": "Not accepted",
        }[self.value]

    @property
    def colour(self) -> str:
        """The kind of tag it is shown as; the words say it too."""
        return {"accepted": "for", "in_part": "for", "refused": "against"}.get(self.value, "open")


def code_of(sort: str, proposal_id: int) -> str:
    """The reference of a proposal: P17, or R18 for a resolution."""
    return f"{'R' if sort == Sort.RESOLUTION else 'P'}{proposal_id}"


def after(state: str, step: Step) -> State | None:
    """The state to which this step leads; None when it cannot be taken from there."""
    return _LEADS.get((State(state), step))


def why_not_step(state: str, step: Step) -> str | None:
    """The reason this step cannot be taken now; None when it can."""
    if after(state, step) is not None:
        return None
    if step is Step.POLL and state == State.GATHERING:
        return "A proposal goes to a straw poll when it has the support it needs. It has not yet."
    if step is Step.ANSWER and state != State.ANSWERED:
        return "A proposal is answered after its straw poll has been counted."
    if state == State.IN_POLL:
        return "Members are voting on this proposal. Wait for the result of the straw poll."
    return f"This is not possible with a proposal whose state is “{State(state).words}”."


def why_not_begin(*, is_member: bool, sort: Sort, is_own_clp: bool, drafts: int) -> str | None:
    """The reason this person may not draft a proposal; None when they may."""
    if not is_member:
        return "Only party members can propose something. Sign in with your membership."
    if sort is Sort.RESOLUTION and not is_own_clp:
        return "A resolution is drafted by a member of the CLP that is to table it."
    if drafts >= MOST_DRAFTS:
        return f"You have {drafts} drafts of proposals. Publish or withdraw one of them first."
    return None


def why_not_words(*, title: str, summary: str, text: str) -> str | None:
    """The reason the words of a proposal will not do; None when they will."""
    longest = (("title", title, LONGEST_TITLE), ("summary", summary, LONGEST_SUMMARY))
    for what, words, most in longest:
        if not is_readable(words):
            return f"Enter a {what}."
        if len(words) > most:
            return f"The {what} is {len(words):,} characters long; the most is {most:,}."
    if sentences(summary) > MOST_SENTENCES:
        return f"The summary has {sentences(summary)} sentences. Two are the most."
    if not is_readable(text):
        return "Write the text of the proposal."
    if len(text) > LONGEST_TEXT:
        return f"That is too long: {len(text):,} of {LONGEST_TEXT:,} characters."
    return None


# A full stop after one or two letters is taken for an abbreviation: “Dr.”, “e.g.”, “No. 10”.
_END = re.compile(r"(?:(?<=\w{3})\.|[!?…])[”’\"')\]]*(?=\s+\W*[^\W_a-z])|\n\s*\n")


def sentences(text: str) -> int:
    """How many sentences a text has, as far as it can be told by its signs."""
    return len(_END.findall(text.strip())) + 1


def why_not_reason(reason: str) -> str | None:
    """The reason a reason will not do; None when it will."""
    if not is_readable(reason):
        return "Say why. The reason is public."
    if len(reason) > LONGEST_REASON:
        return f"The reason is {len(reason):,} characters long; the most is {LONGEST_REASON:,}."
    return None


def why_not_author(*, is_author: bool) -> str | None:
    """The reason somebody cannot act as an author; None when they can."""
    return None if is_author else "Only its authors can do this."


def why_not_invite(
    *, is_author: bool, state: str, is_there: bool, is_member: bool, authors: int
) -> str | None:
    """The reason a member may not be asked to be an author; None when they may."""
    if not is_author:
        return "Only its authors can ask others to join them."
    if state != State.DRAFT:
        return "Authors are asked while it is a draft. It is published now; others can support it."
    if not is_member:
        return "Only party members can be authors."
    if is_there:
        return "This member has been asked already."
    if authors >= MOST_AUTHORS:
        return f"{MOST_AUTHORS} authors are the most."
    return None


def why_not_publish(
    *, is_author: bool, state: str, sort: str, waits_for: int, has_seconder: bool, is_joint: bool
) -> str | None:
    """The reason a draft may not come out; None when it may. `waits_for`: authors to agree yet."""
    if not is_author:
        return "Only its authors can publish it."
    if state != State.DRAFT:
        return "It has been published already."
    if waits_for:
        who = "One author has" if waits_for == 1 else f"{waits_for} authors have"
        return f"{who} not agreed to the words as they are now."
    if sort == Sort.RESOLUTION and not has_seconder and not is_joint:
        return "A resolution needs a seconder. Ask a member of your CLP."
    return None


def why_not_table(*, may_table: bool, ready: str | None, how: str) -> str | None:
    """The reason an officer may not table a resolution; None when they may."""
    if not may_table:
        return "A resolution is tabled by an officer of the CLP."
    return ready or (None if is_readable(how) else "Say how the CLP decided to table it.")


def why_not_support(*, is_member: bool, state: str, hidden: bool, is_author: bool) -> str | None:
    """The reason somebody may not support it or take that back; None when they may."""
    if not is_member:
        return "Only party members can support a proposal."
    if hidden:
        return "This proposal has been hidden by moderators."
    if is_author:
        return "You are one of its authors, and counted."
    if state not in SUPPORTABLE:
        return "This proposal gathers no support any more."
    return None


def why_not_answer(*, may_answer: bool, is_author: bool, state: str) -> str | None:
    """The reason somebody may not give the official answer; None when they may."""
    if not may_answer:
        return "Only people with the role for it can answer proposals."
    if is_author:
        return "You cannot answer your own proposal."
    return why_not_step(state, Step.ANSWER)


def why_not_results(results: list[str]) -> str | None:
    """The reason the addresses of what came of it will not do; None when they will."""
    if len(results) > MOST_RESULTS:
        return f"{MOST_RESULTS} addresses are the most."
    for address in results:
        if not re.fullmatch(r"/[\w/?=&#.-]*", address) or address.startswith("//"):
            return f"“{address}” is no address of this site. They look like /topics/12."
    return None
