"""`python -m benchmarks.relevance FOLDER JUDGED`: import, index, ask, and print the table.

JUDGED is a JSON list of {"query", "class", "expected"}: expected names one or more pages that
answer the query, by path within the folder or by title. Reported for each class of query, by the
rank of the first page expected: hit@1, hit@5 and MRR, the mean of 1/rank (0 beyond the tenth).
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import click
import sqlalchemy as sa

import app
from accounts.access import GUEST
from core.db import db
from core.limits import limiter
from search import indexer, queries
from wiki.importing.reading import key_of
from wiki.importing.storing import import_wiki
from wiki.models import Topic

LOOKED_AT = 10  # results a person looks at


@dataclass(frozen=True, slots=True)
class Answer:
    """How one query went; rank 0: none of the pages expected is among the first ten."""

    query: str
    kind: str
    rank: int


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("judged", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--misses", is_flag=True, help="Also name the queries whose first hit is another.")
def relevance(folder: Path, judged: Path, *, misses: bool) -> None:
    """Import FOLDER into a passing site and ask it the queries of JUDGED."""
    asked = json.loads(judged.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as data_dir:
        site = app.create_app(environment="testing", secret_key="k" * 40, data_dir=data_dir)
        limiter.enabled = False
        with site.app_context():
            db.create_all()
            import_wiki(folder)
            indexer.rebuild()
            answers = [_answer(one) for one in asked]
        print("\n".join(_table(answers)))
    for answer in answers if misses else ():
        if answer.rank != 1:
            print(f"{answer.kind}: {answer.query}: {answer.rank or 'not found'}")


def _answer(one: dict[str, Any]) -> Answer:
    hits = queries.first(GUEST, one["query"], LOOKED_AT)
    names = _names([hit.id for hit in hits if hit.kind == "topic"])
    expected = {known for name in one["expected"] for known in (name, key_of(name))}
    ranks = (n for n, hit in enumerate(hits, start=1) if names.get(hit.id, set()) & expected)
    return Answer(one["query"], one.get("class", ""), next(ranks, 0))


def _names(topic_ids: list[int]) -> dict[int, set[str]]:
    """What a judged set may call each topic: its title, or its path within the folder."""
    wanted = sa.select(Topic.id, Topic.title, Topic.source).where(Topic.id.in_(topic_ids))
    return {
        row.id: {row.title, (row.source or "").partition("/")[2]}
        for row in db.session.execute(wanted)
    }


def _table(answers: list[Answer]) -> Iterator[str]:
    of_kind: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        of_kind[answer.kind].append(answer)
    yield "| class | queries | hit@1 | hit@5 | MRR |"
    yield "|---|---:|---:|---:|---:|"
    for kind, those in [*sorted(of_kind.items()), ("all", answers)]:
        at = [mean(0 < one.rank <= most for one in those) for most in (1, 5)]
        mrr = mean(1 / one.rank if one.rank else 0.0 for one in those)
        yield f"| {kind} | {len(those)} | {at[0]:.2f} | {at[1]:.2f} | {mrr:.2f} |"


if __name__ == "__main__":
    relevance()
