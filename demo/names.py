"""Names of made-up members, as mixed as the country is; the names stand in names.txt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

MARRIED = 0.12  # share of members with a last name of other descent than the first
WELSH = 1  # place of the Welsh names in the file
WELSH_IN_WALES = 40  # how common they are there


@dataclass(frozen=True, slots=True)
class Descent:
    """Names that go together, and how common they are in the country."""

    weight: int
    first: tuple[str, ...]
    last: tuple[str, ...]


def full_name(chance: Random, *, welsh: bool = False) -> str:
    """A first and a last name; in Wales more often Welsh ones."""
    known = _descents()
    weights = [descent.weight for descent in known]
    if welsh:
        weights[WELSH] = WELSH_IN_WALES
    first = last = chance.choices(known, weights)[0]
    if chance.random() < MARRIED:
        last = chance.choices(known, weights)[0]
    return f"{chance.choice(first.first)} {chance.choice(last.last).replace('_', ' ')}"


@cache
def _descents() -> tuple[Descent, ...]:
    text = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8")
    _comment, *blocks = text.split("\n\n")
    return tuple(_descent(block) for block in blocks)


def _descent(block: str) -> Descent:
    names, _, last = block.partition("\n--\n")
    weight, *first = names.split()
    return Descent(int(weight), tuple(first), tuple(last.split()))
