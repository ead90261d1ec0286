"""What a line of synonyms would change in what everybody finds, before it holds."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from search import queries
from search.synonyms import table
from search.synonyms.lines import Line

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Effect:
    """What a search for one of the wordings finds, as things are and with the change."""

    wording: str
    now: int
    then: int
    first: tuple[tuple[str, Markup], ...]  # address and title of the first hits with the change


def of(line: Line, *, holds: bool) -> list[Effect]:
    """The effect on a search for each wording that finds others."""
    before = table.holding()
    others = [other for other in before if str(other) != str(line)]
    after = [*others, line] if holds else others
    heads = line.wordings[:1] if line.one_way else line.wordings
    return [_effect(head, before, after) for head in heads]


def _effect(wording: str, before: list[Line], after: list[Line]) -> Effect:
    now, _ = queries.counted(wording, SHOWN, before)
    then, hits = queries.counted(wording, SHOWN, after)
    return Effect(wording, now, then, tuple((hit.url, hit.title) for hit in hits))
