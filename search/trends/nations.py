"""The nations whose words are compared, by the names of regions. Pure.

A region that is a nation is called so; every other one is a part of England.
"""

NATIONS = ("England", "Northern Ireland", "Scotland", "Wales")
ENGLAND = 1


def nation_of(region: str) -> int:
    """The number of the nation, from 1, that a region of this name is in."""
    return NATIONS.index(region) + 1 if region in NATIONS else ENGLAND


def name_of(nation: int) -> str:
    """What the nation of this number is called."""
    return NATIONS[nation - 1]
