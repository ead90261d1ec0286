"""A table at which paper votes are dealt with: the officers, and each step as the pages take it."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Member
from accounts.rules import Grant, Role
from core.db import db
from tests.voting.hall import Hall, person
from voting.actions.paper import batches, counting, registering
from voting.methods.support_scale import Answer
from voting.models import PaperBatch
from voting.paper.sheet import Typed
from voting.rules.paper import Said

SPLIT = {Answer.FOR.value: 6, Answer.AGAINST.value: 4}


@dataclass(frozen=True, slots=True)
class Table:
    """Officer and witness of one CLP of the hall, by its id. Needs an app context."""

    hall: Hall
    clp_id: int
    secretary_id: int
    witness_id: int

    @property
    def secretary(self) -> Viewer:
        return officer(self.secretary_id)

    @property
    def witness(self) -> Viewer:
        return person(self.witness_id)

    def begin(self) -> int:
        """An open batch whose witness has confirmed."""
        clp = db.session.get_one(Clp, self.clp_id)
        batch = batches.open_batch(
            self.hall.poll(), clp, self.secretary, witness_number=number_of(self.witness_id)
        )
        db.session.flush()
        batches.confirm(batch.id, self.witness)
        db.session.commit()
        return batch.id

    def register(self, batch_id: int, member_ids: Sequence[int]) -> list[Said]:
        numbers = [number_of(member_id) for member_id in member_ids]
        said = registering.register(batch_id, self.secretary, numbers)
        db.session.commit()
        return [one.said for one in said]

    def finish(self, batch_id: int) -> str:
        state = batches.finish(batch_id, self.secretary, left_sealed=0)
        db.session.commit()
        return state

    def enter(self, batch_id: int, by: Viewer, numbers: dict[str, int], **more: int) -> PaperBatch:
        typed = Typed(numbers, [], more.get("blank", 0), more.get("spoiled", 0))
        batch = counting.enter(batch_id, by, typed)
        db.session.commit()
        return batch

    def seal(self, batch_id: int, numbers: dict[str, int], **more: int) -> PaperBatch:
        self.enter(batch_id, self.secretary, numbers, **more)
        return self.enter(batch_id, self.witness, numbers, **more)

    def sealed(self, member_ids: Sequence[int], numbers: dict[str, int], **more: int) -> int:
        """A sealed batch of these members' envelopes."""
        batch_id = self.begin()
        self.register(batch_id, member_ids)
        self.finish(batch_id)
        self.seal(batch_id, numbers, **more)
        return batch_id


def officer(member_id: int) -> Viewer:
    who = person(member_id)
    return Viewer(
        id=who.id,
        name=who.name,
        clp_id=who.clp_id,
        region_id=who.region_id,
        joined_on=who.joined_on,
        on_roll=True,
        grants=(Grant(Role.OFFICER, who.clp_id),),
    )


def number_of(member_id: int) -> str:
    number = db.session.scalar(sa.select(Member.membership_number).where(Member.id == member_id))
    return number or ""


def ashford(hall: Hall) -> Table:
    return Table(hall, hall.cast.ashford, hall.cast.farah, hall.cast.bola)


def brambleton(hall: Hall) -> Table:
    return Table(hall, hall.cast.brambleton, hall.cast.chen, hall.cast.gwen)
