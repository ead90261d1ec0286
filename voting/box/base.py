"""What a ballot box can do, whichever database it lies in."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto

# participation.channel; 3 is kept for blind slips
WEB = 1
PAPER = 2
PAPER_TOLD = 4  # on paper, and the member has been told so


class Cast(StrEnum):
    """How the box answered somebody who put a ballot in."""

    RECORDED = auto()
    AGAIN = auto()  # the same person with the same code: their ballot was there already
    VOTED_BEFORE = auto()  # the same person with another code: nothing was changed
    VOTED_ON_PAPER = auto()  # an envelope of this person was registered: nothing was changed
    CODE_IN_USE = auto()  # somebody else's ballot lies under this code: nothing was changed
    CLOSED = auto()  # nothing of theirs was there, and nothing can be put in any more


class Mark(StrEnum):
    """How the box answered somebody who registered a member's paper vote."""

    MADE = auto()
    AGAIN = auto()  # the same batch had registered them: nothing was changed
    REGISTERED_BEFORE = auto()  # in another batch: nothing was changed
    VOTED_ONLINE = auto()  # their ballot lies in the box: nothing was changed
    CLOSED = auto()  # no mark of theirs was there, and none can be made any more


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot as the box holds it."""

    tracker: bytes
    sealed: bytes
    mine: bytes


@dataclass(frozen=True, slots=True)
class Sizes:
    """How full the box is, in people and in ballots."""

    took_part: int  # on the web and on paper
    pending: int
    mixed: int
    paper: int = 0  # of those who took part

    @property
    def ballots(self) -> int:
        return self.pending + self.mixed

    @property
    def web(self) -> int:
        """Who took part on the web: as many as there are ballots, or something is wrong."""
        return self.took_part - self.paper


class Box(ABC):
    """Every call is one transaction, on disk when it returns. Safe from many processes at once."""

    @abstractmethod
    def create(self) -> None:
        """Make the empty, open box."""

    @abstractmethod
    def cast(self, ref: bytes, proof: bytes, ballot: Ballot) -> Cast:
        """Record that a member took part and put their ballot in: both, or neither."""

    @abstractmethod
    def find(self, tracker: bytes) -> bytes | None:
        """The voter's own copy (``mine``) of the ballot under a tracker."""

    @abstractmethod
    def mark(self, ref: bytes, batch: bytes) -> Mark:
        """Record that a member takes part on paper, in this batch (16 bytes); no ballot goes in."""

    @abstractmethod
    def unmark(self, ref: bytes, batch: bytes) -> bool:
        """Take a member's mark of this batch out, also of a closed box. False: there is none."""

    @abstractmethod
    def unmark_all(self, batch: bytes) -> int:
        """Take out every mark of this batch, also of a closed box; how many there were."""

    @abstractmethod
    def marked(self, batch: bytes) -> dict[bytes, bool]:
        """The marks of this batch in their own order, and whether each member has been told."""

    @abstractmethod
    def batch_of(self, ref: bytes) -> bytes | None:
        """The batch in which this member's paper vote was registered; None when none was."""

    @abstractmethod
    def note_told(self, ref: bytes, batch: bytes) -> bool:
        """Note that this member was told of their mark. False: there is none, or it was noted."""

    @abstractmethod
    def took_part(self, ref: bytes) -> bool:
        """Whether this member has a ballot in the box, or voted on paper."""

    @abstractmethod
    def belongs(self, ref: bytes, proof: bytes) -> bool:
        """Whether this member voted with the code of this proof."""

    @abstractmethod
    def replace(self, ballot: Ballot) -> bool:
        """Change the ballot under its tracker. False when there is none or the box is closed."""

    @abstractmethod
    def withdraw(self, ref: bytes, proof: bytes, tracker: bytes) -> bool:
        """Take out member and ballot. False when the two are not one vote or the box is closed."""

    @abstractmethod
    def mix(self) -> int:
        """Move all pending ballots in among the rest; returns how many were moved.

        Afterwards neither order, place, nor transaction ties a member to a ballot. Interrupted at
        any point, it is finished by the next call.
        """

    @abstractmethod
    def needs_mixing(self, mix_min: int) -> bool:
        """Whether enough ballots wait, or an earlier mix was interrupted."""

    @abstractmethod
    def close(self) -> None:
        """Shut the box for good. Whoever was acknowledged before this is in; nobody is after."""

    @abstractmethod
    def sizes(self) -> Sizes: ...

    @abstractmethod
    def sealed(self) -> Iterator[tuple[bytes, bytes]]:
        """All mixed ballots as (tracker, sealed), in the order of trackers, which is random."""

    @abstractmethod
    def destroy(self) -> None:
        """Remove the box and all in it. Safe to repeat."""


def enough_to_mix(pending: int, mixed: int, mix_min: int) -> bool:
    """Mixing writes the whole box anew, so a full box waits for a fiftieth of its size."""
    return pending >= max(mix_min, mixed // 50)


def known_as(mark: bytes, channel: int, proof: bytes) -> Cast:
    """What somebody who is in the box already is told when they vote on the web."""
    if channel != WEB:
        return Cast.VOTED_ON_PAPER
    return Cast.AGAIN if mark == proof else Cast.VOTED_BEFORE


def marked_as(mark: bytes, channel: int, batch: bytes) -> Mark:
    """What is said of somebody who is in the box already when their envelope is registered."""
    if channel == WEB:
        return Mark.VOTED_ONLINE
    return Mark.AGAIN if mark == batch else Mark.REGISTERED_BEFORE
