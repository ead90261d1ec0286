"""Seeded data for benchmarks: as much as a whole party would make, without meaning.

The same seed makes the same rows. Rows go in by batches, each its own transaction, in the order of
their ids; a run that was interrupted begins again after the last batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import sqlalchemy as sa

from core.db import Model, count_on, db
from core.errors import Refused
from demo.rows import TABLES, Table
from demo.seeded import Counts

BATCH = 5_000  # rows of one transaction
LARGE = Counts(
    region=12, clp=650, member=100_000, topic=5_000, thread=10_000, post=200_000, poll=200
)
SIZES = {"small": 100, "medium": 10, "large": 1}  # how many times smaller than LARGE


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made."""

    counts: Counts
    seed: int

    @property
    def total(self) -> int:
        """All rows."""
        return sum(table.count(self.counts) for table in TABLES)


def plan(size: str, seed: int) -> Plan:
    """A size by its name. Raises Refused where other data is."""
    wanted = Plan(LARGE.divided_by(SIZES[size]), seed)
    _check_database(wanted)
    return wanted


def plan_wiki(topics: int, seed: int = 1) -> Plan:
    """A wiki of so many topics and nothing else. Raises Refused where other data is."""
    counts = Counts(region=1, clp=1, member=1000, topic=topics, thread=0, post=0, poll=0)
    wanted = Plan(counts, seed)
    _check_database(wanted)
    return wanted


def fill(wanted: Plan) -> Iterator[int]:
    """Make the numbers that are missing; gives how many after each batch, those there first."""
    for table in TABLES:
        there = table.numbers_below(_highest_id(table))
        yield there
        for start in range(there, table.count(wanted.counts), BATCH):
            numbers = range(start + 1, min(start + BATCH, table.count(wanted.counts)) + 1)
            chance = Random(f"{wanted.seed}/{table.name}/{start}")
            rows = [row for number in numbers for row in table.rows(number, chance, wanted.counts)]
            db.session.execute(Model.metadata.tables[table.name].insert(), rows)
            db.session.commit()
            yield len(numbers)
    count_on(Model.metadata.tables[table.name] for table in TABLES)
    db.session.commit()


def _highest_id(table: Table) -> int:
    first_key = next(iter(Model.metadata.tables[table.name].primary_key.columns))
    return db.session.scalar(sa.select(sa.func.max(first_key))) or 0


def _check_database(wanted: Plan) -> None:
    clp, member = Model.metadata.tables["clp"], Model.metadata.tables["member"]
    foreign = sa.select(sa.exists().where(member.c.membership_number.not_like("S%")))
    first = db.session.scalar(sa.select(clp.c.code).order_by(clp.c.id).limit(1))
    if db.session.scalar(foreign) or first not in {None, f"S{wanted.counts.clp}"}:
        raise Refused(
            "There is other data in this database. Choose an empty one: set FOLKMOOT_DATA_DIR."
        )
