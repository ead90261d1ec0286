"""What a page of trends shows. Everything in it is public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from core.db import db
from search.trends.keyness import LEAST_EVIDENCE, Use
from search.trends.models import TrendPlace, TrendQuarter, TrendWord
from search.trends.places import WHOLE, Place
from search.trends.quarters import Quarter

MOST_WORDS = 30
QUARTERS_BACK = 4  # beside the one that is shown

_QUARTERS = (
    sa.select(TrendPlace.quarter, TrendPlace.writers, TrendQuarter.counted_at)
    .join(TrendQuarter, TrendQuarter.quarter == TrendPlace.quarter)
    .where(TrendPlace.place == sa.bindparam("place"))
    .order_by(TrendPlace.quarter.desc())
)
_BEST = (
    sa.select(TrendWord.stem, TrendWord.word, TrendWord.here, TrendWord.elsewhere)
    .where(
        TrendWord.quarter == sa.bindparam("quarter"),
        TrendWord.place == sa.bindparam("place"),
        TrendWord.evidence >= LEAST_EVIDENCE,
    )
    .order_by(TrendWord.evidence.desc(), TrendWord.word)
    .limit(MOST_WORDS)
)
_COMMONEST = (
    sa.select(TrendWord.stem, TrendWord.word, TrendWord.here, TrendWord.elsewhere)
    .where(
        TrendWord.quarter == sa.bindparam("quarter"),
        TrendWord.place == sa.bindparam("place"),
    )
    .order_by(TrendWord.here.desc(), TrendWord.word)
    .limit(MOST_WORDS)
)
_EARLIER = sa.select(TrendWord.stem, TrendWord.quarter, TrendWord.here, TrendWord.elsewhere).where(
    TrendWord.place == sa.bindparam("place"),
    TrendWord.quarter.in_(sa.bindparam("quarters", expanding=True)),
    TrendWord.stem.in_(sa.bindparam("stems", expanding=True)),
)
_WRITERS = sa.select(TrendPlace.quarter, TrendPlace.writers).where(TrendPlace.place == WHOLE)


@dataclass(frozen=True, slots=True)
class Word:
    """One line of the table."""

    word: str
    use: Use
    earlier: tuple[Use | None, ...]  # by quarter; None: too few

    @property
    def was_known(self) -> bool:
        """Whether enough people used it in the year before to say how many."""
        return any(use is not None for use in self.earlier)


@dataclass(frozen=True, slots=True)
class Counted:
    """One quarter of one place."""

    quarter: Quarter
    writers: int
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class Trends:
    """A page: what a place talks about in a quarter. Without a quarter nothing was counted yet."""

    place: Place
    counted: Counted | None = None
    quarters: tuple[Counted, ...] = ()  # newest first
    words: tuple[Word, ...] = ()  # what stands out most first
    commonest: tuple[Word, ...] = ()  # what most people used first
    earlier: tuple[Quarter, ...] = ()  # of the columns of Word.earlier, newest first
    elsewhere: int = 0  # how many people wrote there; of the whole party: in the year before


def trends(place: Place, wanted: Quarter | None) -> Trends:
    """The quarter that is wanted, or the newest that has a table. 1 to 7 statements."""
    rows = db.session.execute(_QUARTERS, {"place": place.key}).all()
    quarters = tuple(Counted(_quarter(row[0]), row[1], row[2]) for row in rows)
    chosen = next((one for one in quarters if one.quarter == wanted), None)
    if wanted is None:
        for chosen in quarters:
            found = _page(place, chosen, quarters)
            if found.words or found.commonest:
                return found
    return _page(place, chosen, quarters) if chosen else Trends(place, quarters=quarters)


def _quarter(key: str) -> Quarter:
    year, number = key.split("-")
    return Quarter(int(year), int(number))


def _page(place: Place, chosen: Counted, quarters: tuple[Counted, ...]) -> Trends:
    asked = {"quarter": chosen.quarter.key, "place": place.key}
    best = db.session.execute(_BEST, asked).all()
    commonest = db.session.execute(_COMMONEST, asked).all()
    earlier = tuple(chosen.quarter.later(-back) for back in range(1, QUARTERS_BACK + 1))
    everyone = {row.quarter: row.writers for row in db.session.execute(_WRITERS)}
    stems = {row.stem for row in (*best, *commonest)}
    before = _uses_before(place, quarters, everyone, earlier, stems)
    elsewhere = (
        everyone.get(chosen.quarter.key, 0) - chosen.writers
        if place.id
        else sum(everyone.get(one.key, 0) for one in earlier)
    )

    def lines(rows: Iterable[Any]) -> tuple[Word, ...]:
        return tuple(
            Word(
                word,
                Use(here, chosen.writers, there, elsewhere),
                tuple(before.get((stem, quarter.key)) for quarter in earlier),
            )
            for stem, word, here, there in map(tuple, rows)
        )

    return Trends(place, chosen, quarters, lines(best), lines(commonest), earlier, elsewhere)


def _uses_before(
    place: Place,
    quarters: Iterable[Counted],
    everyone: dict[str, int],
    earlier: Iterable[Quarter],
    stems: Iterable[str],
) -> dict[tuple[str, str], Use]:
    """By stem and quarter: how many used it then, here and elsewhere."""
    writers = {one.quarter.key: one.writers for one in quarters}
    asked = {
        "place": place.key,
        "quarters": [quarter.key for quarter in earlier],
        "stems": sorted(stems),
    }
    return {
        (stem, key): Use(here, writers[key], there, everyone.get(key, 0) - writers[key])
        for stem, key, here, there in db.session.execute(_EARLIER, asked)
        if writers.get(key)
    }
