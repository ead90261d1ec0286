"""From the count to the one table that everybody sees (rules R3 to R5 of the ballot box).

Pure: what goes in is how many ballots of each pool gave each answer; what comes out is what may be
known. Nothing else of the count is kept, so no page, export or detector can show more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from voting.methods import Asked
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


def table(
    pools: Sequence[Pool],
    tally: Tally,
    *,
    asked: Asked,
    regions: Mapping[int, str],
    k_show: int,
    down_to: Level,
) -> list[Row]:
    """All that may be published, the total first, each region followed by its pools.

    Empty when fewer than `k_show` took part. Rows of one level add up to the level above, so
    nothing is found by subtraction; a level of one row would repeat the one above and is left out.
    """
    groups = [_group(pool, tally) for pool in pools]
    total = _together(groups)
    if total.took_part < k_show:
        return []
    row = partial(_row, asked)
    rows = [row(Level.TOTAL, "Everyone who could vote", total)]
    if down_to is Level.TOTAL:
        return rows
    by_region = _merged(_by_region(groups), k_show)
    for region in by_region:
        if len(by_region) > 1:
            rows.append(row(Level.REGION, _region_label(region, regions), region))
        shown = _merged([_group(pool, tally) for pool in region.pools], k_show)
        if down_to is Level.POOL and len(shown) > 1:
            rows += [row(Level.POOL, _pool_label(group), group) for group in shown]
    return rows


def _row(asked: Asked, level: Level, label: str, group: _Group) -> Row:
    people = group.took_part
    is_exact = level is Level.TOTAL and people >= EXACT_FROM
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
    return _Group((pool,), tally.ballots.get(pool.number, 0), Counter(tally.cells_of(pool.number)))


def _merged(groups: Sequence[_Group], k_show: int) -> list[_Group]:
    return [_together(some) for some in absorb(groups, k_show, size=lambda group: group.took_part)]


def _by_region(groups: Iterable[_Group]) -> list[_Group]:
    regions: dict[int, list[_Group]] = {}
    for group in groups:
        regions.setdefault(group.pools[0].region_id, []).append(group)
    return [_together(members) for members in regions.values()]


def _together(groups: Iterable[_Group]) -> _Group:
    pools: tuple[Pool, ...] = ()
    took_part = 0
    cells: Counter[str] = Counter()
    for group in groups:
        pools += group.pools
        took_part += group.took_part
        cells.update(group.cells)
    return _Group(pools, took_part, cells)


def _region_label(group: _Group, regions: Mapping[int, str]) -> str:
    return joined(regions[number] for number in dict.fromkeys(p.region_id for p in group.pools))


def _pool_label(group: _Group) -> str:
    return joined(pool.label for pool in group.pools)
