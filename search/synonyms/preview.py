"""What a line of synonyms would change in what everybody finds, before it holds."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from accounts.access import GUEST
from search import queries
from search.language import parse
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
    """The effect on a search for each wording that finds something else with the change."""
    lines = [other for other in table.holding() if str(other) != str(line)]
    after = [*lines, line] if holds else lines
    heads = line.wordings[:1] if line.one_way else line.wordings
    return [_effect(head, after) for head in heads]


def _effect(wording: str, after: list[Line]) -> Effect:
    now, _ = queries.counted(GUEST, parse(wording), SHOWN)
    then, hits = queries.counted(GUEST, parse(wording), SHOWN, lines=after)
    return Effect(wording, now, then, tuple((hit.url, hit.title) for hit in hits))
