"""Judged sets: queries, the documents that answer them, and how an engine did.

A set is JSON (or a JSON object on each line): a list of `{"query", "class", "expected"}`, alone or
under "queries", or one such list under the name of each class. `expected` is one name of a
document or several, as a list or with grades (0: no answer). Sets made elsewhere say it in other
words; those of ALSO are understood. With a "body", `query` is the title of something that somebody
is about to add, and the forms' question is asked: is there something like it already?
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import click

LOOKED_AT = 10  # results a person looks at
TARGETS = {"all": (0.94, 0.88), "typo": (0.85, 0.0)}  # hit@5 and MRR
ALSO = {
    "query": ("query", "q", "question", "text", "search"),
    "class": ("class", "kind", "type", "category", "cls"),
    "expected": ("expected", "expect", "relevant", "answers", "answer", "documents", "docs", "doc"),
    "name": ("id", "_id", "doc_id", "key", "path", "url", "slug", "title"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One query, and the names of the documents of which one should come first."""

    query: str  # with a body, the title of what somebody is about to add
    kind: str
    expected: tuple[str, ...]
    body: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """How one query went; rank 0: nothing expected is among the first LOOKED_AT."""

    judged: Judged
    rank: int
    first: str = ""  # the title that came first


def read(file: Path) -> list[Judged]:
    """The queries of a set, in its order. Raises click.BadParameter with a sentence."""
    found = [_judged(one, kind) for one, kind in _items(parsed(file))]
    if not found:
        raise click.BadParameter(f"There is no query in {file}.")
    return found


def parsed(file: Path) -> Any:
    """The JSON in a file; of several lines with an object each, the list of them."""
    text = file.read_text(encoding="utf-8-sig")
    try:
        return json.loads(text)
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [json.loads(line) for line in lines]
        except ValueError:
            raise click.BadParameter(f"{file} is no JSON: {error}.") from None


def said(item: Mapping[str, Any], part: str) -> Any:
    """What an object says under any of the names of a part; None when it does not."""
    return next((item[name] for name in ALSO[part] if item.get(name) not in (None, "")), None)


def form(name: str) -> str:
    """A name as names are compared: small letters, no space or mark at either end."""
    return re.sub(r"\s+", " ", name).strip(" /.").casefold()


def table(answers: Iterable[Answer]) -> Iterator[str]:
    """Lines of a table: each class, then all."""
    of_kind: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        of_kind[answer.judged.kind].append(answer)
    everything = [answer for those in of_kind.values() for answer in those]
    yield "| class | queries | hit@1 | hit@5 | MRR |"
    yield "|---|---:|---:|---:|---:|"
    for kind, those in [*sorted(of_kind.items()), ("all", everything)]:
        yield _row(kind, those)


def short_of(answers: Iterable[Answer]) -> Iterator[str]:
    """A sentence for each target that was missed."""
    answers = list(answers)
    for kind, (hit, mrr) in TARGETS.items():
        those = [one for one in answers if kind in {"all", one.judged.kind}]
        if those and (_hits(those, 5) < hit or _mrr(those) < mrr):
            yield f"{kind}: short of hit@5 {hit:.2f}, MRR {mrr:.2f}"


def _row(kind: str, those: list[Answer]) -> str:
    figures = (_hits(those, 1), _hits(those, 5), _mrr(those))
    return f"| {kind or '–'} | {len(those)} | {' | '.join(f'{one:.2f}' for one in figures)} |"


def _hits(those: list[Answer], most: int) -> float:
    return mean(0 < one.rank <= most for one in those)


def _mrr(those: list[Answer]) -> float:
    return mean(1 / one.rank if one.rank else 0.0 for one in those)


def _items(found: Any) -> Iterator[tuple[Any, str]]:
    """Each query as it is written, with the class under whose name it stands."""
    if isinstance(found, dict) and isinstance(found.get("queries"), dict | list):
        found = found["queries"]
    if isinstance(found, dict):  # by class; or each query with what it expects
        for name, inside in found.items():
            lists = isinstance(inside, list) and all(isinstance(one, dict) for one in inside)
            if lists and inside and said(inside[0], "query") is not None:
                yield from ((one, name) for one in inside)
            else:
                yield {"query": name, "expected": inside}, ""
        return
    yield from ((one, "") for one in found)


def _judged(item: Any, kind: str) -> Judged:
    if isinstance(item, list | tuple) and len(item) > 1:
        item = {"query": item[0], "expected": item[1]}
    query, expected = (said(item, "query"), said(item, "expected")) if item else (None, None)
    if query is None or expected is None:
        raise click.BadParameter(f"A query needs “query” and “expected”: {item!r:.100}")
    return Judged(
        query=str(query),
        kind=str(said(item, "class") or kind),
        expected=tuple(_names(expected)),
        body=str(item.get("body") or ""),
    )


def _names(expected: Any) -> Iterator[str]:
    if isinstance(expected, dict):
        name = said(expected, "name")
        graded = [key for key, grade in expected.items() if grade]
        expected = graded if name is None else [name]
    for one in expected if isinstance(expected, list) else [expected]:
        yield str(said(one, "name") if isinstance(one, dict) else one)
