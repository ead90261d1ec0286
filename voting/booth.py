"""Where one poll's ballots are made, read back, changed, taken out and counted.

Joins the poll's secrets (``keys``), its seal and the box. Knows no request and no main database, so
that the tests attack exactly what voters use.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from voting import codes, counting, keys, seal, tally
from voting.box import Ballot, Box, Cast, box_of
from voting.counting import Told, told_nobody
from voting.halves import LockedIn
from voting.keys import KeysMissing, PollKeys
from voting.methods import ON_A_SCALE, Asked
from voting.seal import Content, Unreadable
from voting.tally import Tally


class CountStopped(Exception):
    """The box does not hold one ballot for each person who took part. Nothing was counted."""


def stopped_words(problem: CountStopped | KeysMissing) -> str:
    """Why a count has stopped, for people."""
    if isinstance(problem, KeysMissing):
        return (
            f"The key is lost: {problem} in the folder of secrets. Without it no vote can be "
            "opened. Unless it is found, the poll is void."
        )
    return f"The count does not balance: {problem} Nothing was published, and nothing changed."


@dataclass(frozen=True, slots=True)
class Count:
    """What lies in a closed box, by pool. Spoiled ballots do not open or do not say an answer."""

    tally: Tally
    spoiled: int

    @property
    def ballots(self) -> int:
        return self.spoiled + self.tally.total


@dataclass(frozen=True, slots=True)
class Booth:
    """One poll's booth. `poll` is its public id."""

    poll: str
    keys: PollKeys
    box: Box

    def cast(self, member_id: int, code: str, content: Content, public_key: bytes) -> Cast:
        """Put a ballot in. Sent again with the same code, it answers AGAIN and changes nothing."""
        ref = codes.voter_ref(self.keys.ref_key, self.poll, member_id)
        proof = codes.proof(self.keys.pepper, self.poll, code)
        return self.box.cast(ref, proof, self._ballot(code, content, public_key))

    def read_back(self, code: str) -> Content | None:
        """What the ballot of this code says; None when there is none."""
        tracker = codes.tracker(self.poll, code)
        mine = self.box.find(tracker)
        return None if mine is None else seal.unlock(mine, code, self.poll, tracker)

    def holds(self, code: str) -> bool:
        """Whether a ballot lies under this code, without opening it."""
        return self.box.find(codes.tracker(self.poll, code)) is not None

    def change(self, code: str, answer: str, public_key: bytes) -> bool:
        """Write another answer in its place, in the same pool. False: no such ballot, or closed."""
        before = self.read_back(code)
        if before is None:
            return False
        content = Content(before.pool, answer)
        return self.box.replace(self._ballot(code, content, public_key))

    def withdraw(self, member_id: int, code: str) -> bool:
        """Take a member's ballot out. False: the code is not theirs, or the box is closed."""
        return self.box.withdraw(
            codes.voter_ref(self.keys.ref_key, self.poll, member_id),
            codes.proof(self.keys.pepper, self.poll, code),
            codes.tracker(self.poll, code),
        )

    def is_theirs(self, member_id: int, code: str) -> bool:
        """Whether the ballot under this code is this member's."""
        return self.box.belongs(
            codes.voter_ref(self.keys.ref_key, self.poll, member_id),
            codes.proof(self.keys.pepper, self.poll, code),
        )

    def has_voted(self, member_id: int) -> bool:
        """Whether this member has a ballot in the box, or voted on paper."""
        return self.box.took_part(self._ref(member_id))

    def voted_on_paper(self, member_id: int) -> bool:
        """Whether a paper vote of this member was registered."""
        return self.box.batch_of(self._ref(member_id)) is not None

    def close(self) -> None:
        """Shut the box for good and mix what is left. Safe to repeat."""
        self.box.close()
        self.box.mix()

    def count(
        self,
        pools: Collection[int],
        asked: Asked = ON_A_SCALE,
        *,
        key: bytes | None = None,
        told: Told = told_nobody,
    ) -> Count:
        """Open every ballot of the closed box. Raises CountStopped when it does not add up.

        `key` is what two officers joined; without it the key is read from its file. A count that
        was stopped goes on where it had come to.
        """
        sizes = self.box.sizes()
        if sizes.pending or sizes.web != sizes.ballots:
            raise CountStopped(
                f"{sizes.web:,} members took part online, but there are {sizes.ballots:,} ballots "
                f"({sizes.pending:,} of them not mixed). The two must be equal."
            )
        opened = seal.opener(key or self.keys.private_key, self.poll)
        so_far = counting.begin(self.keys)
        for tracker, sealed in self.box.sealed():
            if tracker <= so_far.after:
                continue
            content = _content(opened, sealed, tracker)
            if content is None or content.pool not in pools or not asked.is_answer(content.answer):
                so_far.spoil(tracker)
            else:
                so_far.add(tracker, content.pool, content.answer)
            if so_far.counted % counting.EVERY == 0:
                so_far.keep(self.keys)
                told(so_far.counted, sizes.ballots)
        counting.finish(self.keys)
        return Count(tally.count(so_far.answers, asked), so_far.spoiled)

    def destroy(self) -> None:
        """Destroy the secrets, then the box: from here on nobody can tie or read anything."""
        keys.destroy(self.keys)
        self.box.destroy()

    def _ref(self, member_id: int) -> bytes:
        return codes.voter_ref(self.keys.ref_key, self.poll, member_id)

    def _ballot(self, code: str, content: Content, public_key: bytes) -> Ballot:
        tracker = codes.tracker(self.poll, code)
        return Ballot(
            tracker=tracker,
            sealed=seal.seal(content, public_key, self.poll, tracker),
            mine=seal.lock(content, code, self.poll, tracker),
        )

    def opened(self, sealed: bytes, private_key: bytes, tracker: bytes) -> Content | None:
        """What a sealed ballot says; None when it does not open."""
        try:
            return seal.unseal(sealed, private_key, self.poll, tracker)
        except Unreadable:
            return None


def _content(
    opened: Callable[[bytes, bytes], Content], sealed: bytes, tracker: bytes
) -> Content | None:
    try:
        return opened(sealed, tracker)
    except Unreadable:
        return None


@dataclass(frozen=True, slots=True)
class Places:
    """Where a site keeps its ballots and its secrets."""

    database_url: str
    data_dir: Path
    secrets_dir: Path

    def new_booth(self, poll: str, officers: Sequence[LockedIn] = ()) -> Booth:
        """The booth of a poll that is being opened: secrets made, the box empty and open.

        With two officers its key is split between them.
        """
        booth = Booth(poll, keys.create(self.secrets_dir, poll, officers), self._box(poll))
        booth.box.create()
        return booth

    def forget_half_made(self, poll: str) -> None:
        """Clear away what an interrupted opening left behind, of a poll that was never open."""
        keys.forget_half_made(self.secrets_dir, poll)
        self._box(poll).destroy()

    def booth(self, poll: str) -> Booth:
        """The booth of a poll that was opened before."""
        return Booth(poll, keys.find(self.secrets_dir, poll), self._box(poll))

    def _box(self, poll: str) -> Box:
        return box_of(poll, database_url=self.database_url, data_dir=self.data_dir)
