"""Paper votes of one poll, as its box holds them: marks of members, by batch, and never a ballot.

A mark says that this member takes part on paper and in which batch; it lies in the box only. Knows
no request and no main database, as `booth` does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voting import codes
from voting.booth import Booth
from voting.box import Mark


@dataclass(frozen=True, slots=True)
class Marked:
    """A member whose paper vote is registered, and whether they have been told."""

    member_id: int
    told: bool


@dataclass(frozen=True, slots=True)
class Envelopes:
    """The marks of one batch."""

    booth: Booth
    batch_id: int

    def register(self, member_id: int) -> Mark:
        """Register this member's unopened envelope: from now on they cannot vote on the web."""
        return self.booth.box.mark(self._ref(member_id), self._batch)

    def take_back(self, member_id: int) -> bool:
        """Take the mark out: they may vote again. False when this batch holds none of theirs."""
        return self.booth.box.unmark(self._ref(member_id), self._batch)

    def take_all_back(self) -> int:
        """Take every mark of the batch out; how many there were. Safe to repeat."""
        return self.booth.box.unmark_all(self._batch)

    def holds(self, member_id: int) -> bool:
        """Whether this batch holds a mark of this member."""
        return self.booth.box.batch_of(self._ref(member_id)) == self._batch

    def accepted(self) -> int:
        """How many envelopes are registered."""
        return len(self.booth.box.marked(self._batch))

    def among(self, member_ids: Iterable[int]) -> list[Marked]:
        """Those of these members who are marked, in an order that says nothing.

        A mark does not say whose it is; it is found by working out the mark of each member.
        """
        marks = self.booth.box.marked(self._batch)
        key, poll = self.booth.keys.ref_key, self.booth.poll
        refs = {codes.voter_ref(key, poll, member_id): member_id for member_id in member_ids}
        return [Marked(refs[ref], told) for ref, told in marks.items() if ref in refs]

    def note_told(self, member_id: int) -> bool:
        """Note that this member was told. False when it was noted before, or the mark is gone."""
        return self.booth.box.note_told(self._ref(member_id), self._batch)

    def _ref(self, member_id: int) -> bytes:
        return codes.voter_ref(self.booth.keys.ref_key, self.booth.poll, member_id)

    @property
    def _batch(self) -> bytes:
        return codes.batch_mark(self.booth.keys.pepper, self.booth.poll, self.batch_id)
