"""Counting people by word and place. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from search.trends.keyness import Use
from search.trends.places import WHOLE
from search.trends.words import counted
from search.trends.writings import Writing


@dataclass(slots=True)
class Tally:
    """Of one quarter: how many people wrote in each place, and how many of them used each stem."""

    writers: Counter[str] = field(default_factory=Counter)
    users: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    spelled: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, writings: Iterable[Writing], names: AbstractSet[str]) -> None:
        """Count one person, once for each place and stem."""
        used: defaultdict[str, set[str]] = defaultdict(set)
        spelled = set()
        for writing in writings:
            pairs = set(counted(writing.text, names))
            spelled |= pairs
            stems = {stem for stem, _ in pairs}
            for place in writing.places:
                used[place] |= stems
        self.writers.update(used.keys())
        for place, stems in used.items():
            self.users[place].update(stems)
        for stem, word in spelled:
            self.spelled[stem][word] += 1

    def word(self, stem: str) -> str:
        """As most people wrote it; of equals the first in the alphabet."""
        return min(self.spelled[stem].items(), key=lambda pair: (-pair[1], pair[0]))[0]


@dataclass(frozen=True, slots=True)
class Past:
    """The year before, by which the whole party is compared: people by quarters."""

    writers: int = 0
    users: Mapping[str, int] = field(default_factory=dict)  # stems that enough people used
    too_few: int = 0  # what a stem may have had that is not among them


def uses(
    tally: Tally, least: int, past: Past, own_stems: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str, Use]]:
    """Place, stem and use of each word that at least so many people used there.

    The words of a place's own name are left out there. For a CLP, region or topic, elsewhere is
    everybody who wrote only elsewhere; for the whole party it is the year before.
    """
    for place, users in tally.users.items():
        for stem, here in users.items():
            if here >= least and stem not in own_stems.get(place, ()):
                yield place, stem, _use(tally, place, stem, here, past)


def _use(tally: Tally, place: str, stem: str, here: int, past: Past) -> Use:
    if place == WHOLE:
        elsewhere, writers = past.users.get(stem, past.too_few), past.writers
    else:
        elsewhere = tally.users[WHOLE][stem] - here
        writers = tally.writers[WHOLE] - tally.writers[place]
    # One who wrote here may have used the word only elsewhere.
    return Use(here, tally.writers[place], min(elsewhere, writers), writers)
