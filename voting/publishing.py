"""From the count to the one table that everybody sees (rules R3 to R5 of the ballot box).

Pure: what goes in is how many ballots of each pool gave each answer; what comes out is what may be
known. Nothing else of the count is kept, so no page, export or detector can show more.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from voting.methods import Asked
from voting.pinning import Pinned, may_be_exact, pinned
from voting.pooling import Pool, absorb, joined, shown_people, shown_percent
from voting.rows import Level, Row
from voting.tally import Tally

__all__ = ["EXACT_FROM", "Level", "Row", "table"]

EXACT_FROM = 100  # people; a smaller total is shown in steps, as a group of its size would be


@dataclass(frozen=True, slots=True)
class _Group:
    """Pools whose ballots are shown as one."""

    pools: tuple[Pool, ...]
    took_part: int
    cells: Counter[str]
    paper: int  # of those who took part

    @property
    def size(self) -> int:
        """How many a group counts as when it is asked whether it may be shown.

        The two who counted paper votes know what was in them, and can subtract it: beside paper,
        only votes on the web count.
        """
        return self.took_part - self.paper or self.took_part


_Region = tuple[_Group, Sequence[_Group]]  # a region and the groups shown within it


def table(
    pools: Sequence[Pool],
    tally: Tally,
    *,
    asked: Asked,
    regions: Mapping[int, str],
    k_show: int,
    down_to: Level,
    together: Iterable[Collection[int]] = (),
    is_rounded: bool = False,
) -> list[Row]:
    """All that may be published, the total first, each region followed by its pools.

    Empty when fewer than `k_show` took part. Rows of one level add up to the level above, so
    nothing is found by subtraction; a level of one row would repeat the one above and is left out.
    `together`: numbers of pools whose paper votes were opened together, each pool in one set.
    Lines of which a figure could be worked out exactly from the others are merged too (`pinning`).
    """
    groups = _known_together([_group(pool, tally) for pool in pools], together)
    total = _together(groups)
    if total.size < k_show:
        return []
    is_exact = not is_rounded and total.took_part >= EXACT_FROM and may_be_exact(total, asked)
    rows = [_row(asked, Level.TOTAL, "Everyone who could vote", total, is_exact=is_exact)]
    if down_to is Level.TOTAL:
        return rows
    shown = _shown(groups, k_show, down_to)
    while found := pinned(total, shown, asked, is_exact=is_exact):
        shown = _coarser(shown, found)
    for region, parts in shown:
        if len(shown) > 1:
            rows.append(_row(asked, Level.REGION, _region_label(region, regions), region))
        if len(parts) > 1:
            rows += [_row(asked, Level.POOL, _pool_label(group), group) for group in parts]
    return rows


def _known_together(groups: Sequence[_Group], sets: Iterable[Collection[int]]) -> list[_Group]:
    found = list(groups)
    for numbers in sets:
        inside = [group for group in found if _first(group) in numbers]
        apart = [group for group in found if _first(group) not in numbers]
        found = sorted([*apart, _together(inside)], key=_first)
    return found


def _shown(groups: Sequence[_Group], k_show: int, down_to: Level) -> list[_Region]:
    """R3: regions and the groups within each, all of them large enough."""
    regions: list[_Region] = []
    for region in _merged(_by_region(groups), k_show):
        inside = [group for group in groups if group.pools[0] in region.pools]
        regions.append((region, _merged(inside, k_show) if down_to is Level.POOL else [region]))
    return regions


def _coarser(shown: Sequence[_Region], found: Pinned) -> list[_Region]:
    """One step towards nothing being pinned: merge in each region, or else two regions.

    The smallest line that has a figure pinned goes together with the smallest of the others.
    """
    if found.groups:
        return [
            (region, _joined(parts, [place for at, place in found.groups if at == number]))
            for number, (region, parts) in enumerate(shown)
        ]
    lines = [region for region, _ in shown]
    one, other = _smallest(lines, found.regions)
    kept = [region for place, region in enumerate(shown) if place not in {one, other}]
    parts = sorted([*shown[one][1], *shown[other][1]], key=_first)
    both = (_together([lines[one], lines[other]]), parts)
    return sorted([*kept, both], key=lambda region: _first(region[0]))


def _joined(parts: Sequence[_Group], pinned: Collection[int]) -> list[_Group]:
    if not pinned:
        return list(parts)
    one, other = _smallest(parts, pinned)
    kept = [group for place, group in enumerate(parts) if place not in {one, other}]
    return sorted([*kept, _together([parts[one], parts[other]])], key=_first)


def _smallest(lines: Sequence[_Group], among: Collection[int]) -> tuple[int, int]:
    """The smallest of these lines, and the smallest of all the others, by their places."""
    by_size = sorted(range(len(lines)), key=lambda place: (lines[place].took_part, place))
    one = next(place for place in by_size if place in among)
    return one, next(place for place in by_size if place != one)


def _first(group: _Group) -> int:
    return group.pools[0].number


def _row(asked: Asked, level: Level, label: str, group: _Group, *, is_exact: bool = False) -> Row:
    people = group.took_part
    percent = _exact_percent if is_exact else shown_percent
    merged = asked.method.shown(level, asked.n, is_exact=is_exact)
    counts = {cell: sum(group.cells[part] for part in parts) for cell, parts in merged.items()}
    return Row(
        level=level,
        label=label,
        eligible=sum(pool.eligible for pool in group.pools),
        took_part=people if is_exact else shown_people(people),
        percents={cell: percent(count, people) for cell, count in counts.items()},
        counts=counts if is_exact else None,
        pools=tuple(pool.number for pool in group.pools),
    )


def _exact_percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole)


def _group(pool: Pool, tally: Tally) -> _Group:
    number = pool.number
    return _Group(
        (pool,),
        tally.ballots.get(number, 0),
        Counter(tally.cells_of(number)),
        tally.paper.get(number, 0),
    )


def _merged(groups: Sequence[_Group], k_show: int) -> list[_Group]:
    return [_together(some) for some in absorb(groups, k_show, size=lambda group: group.size)]


def _by_region(groups: Iterable[_Group]) -> list[_Group]:
    regions: dict[int, list[_Group]] = {}
    for group in groups:
        regions.setdefault(group.pools[0].region_id, []).append(group)
    return [_together(members) for members in regions.values()]


def _together(groups: Iterable[_Group]) -> _Group:
    groups = sorted(groups, key=_first)
    pools: tuple[Pool, ...] = ()
    took_part = paper = 0
    cells: Counter[str] = Counter()
    for group in groups:
        pools += group.pools
        took_part += group.took_part
        cells.update(group.cells)
        paper += group.paper
    return _Group(pools, took_part, cells, paper)


def _region_label(group: _Group, regions: Mapping[int, str]) -> str:
    return joined(regions[number] for number in dict.fromkeys(p.region_id for p in group.pools))


def _pool_label(group: _Group) -> str:
    return joined(pool.label for pool in group.pools)
