"""What a ballot box can do, whichever database it lies in."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto

WEB = 1  # participation.channel; paper and blind slips will have their own number


class Cast(StrEnum):
    """How the box answered somebody who put a ballot in."""

    RECORDED = auto()
    AGAIN = auto()  # the same person with the same code: their ballot was there already
    VOTED_BEFORE = auto()  # the same person with another code: nothing was changed
    CODE_IN_USE = auto()  # somebody else's ballot lies under this code: nothing was changed
    CLOSED = auto()  # nothing of theirs was there, and nothing can be put in any more


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot as the box holds it."""

    tracker: bytes
    sealed: bytes
    mine: bytes


@dataclass(frozen=True, slots=True)
class Sizes:
    """How full the box is, in people and in ballots."""

    took_part: int
    pending: int
    mixed: int

    @property
    def ballots(self) -> int:
        return self.pending + self.mixed


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
    def took_part(self, ref: bytes) -> bool:
        """Whether this member has a ballot in the box."""

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
