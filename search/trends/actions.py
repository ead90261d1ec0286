"""Counting a quarter anew, and knowing which quarters are due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import sqlalchemy as sa

from core import events, house_rules, versions
from core.clock import now
from core.db import db
from core.events import Event
from core.subjects import find
from search.trends import counting, places, writings
from search.trends.counting import Past, Tally
from search.trends.models import PAGE, TrendPlace, TrendQuarter, TrendWord
from search.trends.places import WHOLE, Map
from search.trends.quarters import Quarter
from search.trends.writings import Writing

FOLLOWER = "trends"
MOST_QUARTERS = 12  # three years are counted
YEAR = 4  # quarters
AT_ONCE = 1_000
# How events end whose subject takes its parts with it.
SHOWN_OR_HIDDEN = ("hidden", "put_back")

Person = tuple[int, list[Writing]]
People = Iterable[Person]
Watched = Callable[[People], People]


def mark_changed() -> int:
    """Mark the quarters of what has changed as stale; how many events were read. Commits."""
    done = 0
    while batch := events.follow(FOLLOWER, limit=AT_ONCE):
        counted = db.session.scalar(sa.select(TrendQuarter.quarter).limit(1))
        quarters = _quarters_of(batch) if counted else set()
        if quarters:
            db.session.execute(
                sa.update(TrendQuarter)
                .where(TrendQuarter.quarter.in_(sorted(quarters)))
                .values(is_stale=True)
            )
        events.advance(FOLLOWER, batch[-1])
        events.commit()
        done += len(batch)
    return done


def due(*, everything: bool = False) -> list[Quarter]:
    """The quarters to be counted, oldest first: new, stale, and the one we are in; or every one."""
    current = Quarter.of(now())
    first = writings.first_quarter()
    if first is None:
        return []
    counted = db.session.scalars(
        sa.select(TrendQuarter.quarter).where(TrendQuarter.is_stale.is_(sa.false()))
    )
    fresh = set() if everything else set(counted) - {current.key}
    wanted = (current.later(-back) for back in reversed(range(MOST_QUARTERS)))
    return [one for one in wanted if one >= first and one.key not in fresh]


def count(quarter: Quarter, watched: Watched = iter) -> int:
    """Count a quarter anew; how many people wrote. Commits; may be stopped and run again.

    `watched` may wrap the people, to show progress.
    """
    where = places.read_map()
    names = writings.name_parts() - where.own_words
    tally = Tally()
    for _, written in watched(writings.by_people(quarter, where)):
        tally.add(written, names)
    _store(quarter, tally, where)
    events.commit()
    return tally.writers[WHOLE]


def _quarters_of(batch: Iterable[Event]) -> set[str]:
    """Where in time stands what changed, and what is shown or hidden with it."""
    changed = {(event.subject_kind, event.subject_id) for event in batch}
    with_parts = {
        part
        for event in batch
        if event.name.endswith(SHOWN_OR_HIDDEN)
        and (subject := find(event.subject_kind, event.subject_id))
        for part in subject.parts()
    }
    found = (find(*key) for key in sorted(changed | with_parts))
    return {Quarter.of(one.dated).key for one in found if one is not None and one.dated}


def _store(quarter: Quarter, tally: Tally, where: Map) -> None:
    """Put the new figures in the place of the old, all at once."""
    for table in (TrendWord, TrendPlace, TrendQuarter):
        db.session.execute(sa.delete(table).where(table.quarter == quarter.key))
    db.session.add(TrendQuarter(quarter=quarter.key, counted_at=now()))
    _insert(
        TrendPlace,
        (
            {"quarter": quarter.key, "place": place, "writers": count}
            for place, count in tally.writers.items()
        ),
    )
    _insert(TrendWord, _words(quarter, tally, where))
    versions.move_on([PAGE])


def _words(quarter: Quarter, tally: Tally, where: Map) -> Iterator[dict[str, Any]]:
    least = int(house_rules.value("trends.least_writers"))
    past = _past(quarter, least)
    for place, stem, use in counting.uses(tally, least, past, where.own_stems):
        yield {
            "quarter": quarter.key,
            "place": place,
            "stem": stem,
            "word": tally.word(stem),
            "here": use.here,
            "elsewhere": use.elsewhere,
            "evidence": use.evidence,
        }


def _past(quarter: Quarter, least: int) -> Past:
    """The year before, as it was counted."""
    before = [quarter.later(-back).key for back in range(1, YEAR + 1)]
    writers = sa.select(TrendPlace.writers).where(
        TrendPlace.place == WHOLE, TrendPlace.quarter.in_(before)
    )
    counts = db.session.scalars(writers).all()
    users = (
        sa.select(TrendWord.stem, sa.func.sum(TrendWord.here))
        .where(TrendWord.place == WHOLE, TrendWord.quarter.in_(before))
        .group_by(TrendWord.stem)
    )
    return Past(
        writers=sum(counts),
        users={stem: int(here) for stem, here in db.session.execute(users)},
        too_few=(least - 1) * len(counts),
    )


def _insert(table: type[TrendPlace | TrendWord], rows: Iterator[dict[str, Any]]) -> None:
    while some := list(islice(rows, AT_ONCE)):
        db.session.execute(sa.insert(table), some)
