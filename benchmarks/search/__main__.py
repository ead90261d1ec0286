"""`python -m benchmarks.search COLLECTION JUDGED`: import, index, ask, and print the table."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import sqlalchemy as sa
from flask import Flask

import app
from accounts.access import GUEST
from benchmarks.search import collection as collections
from benchmarks.search import judged as judging
from benchmarks.search.judged import LOOKED_AT, Answer, Judged
from core.db import db
from core.limits import limiter
from search import engine as engines
from search import indexer, queries
from search.backend import Unavailable
from wiki.models import Topic

ENGINES = ("whoosh", "tantivy")
NAMED = 10  # names that no document has, said by way of example
THERE = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("collection", type=THERE)
@click.argument("judged", type=THERE, nargs=-1, required=True)
@click.option("--engine", type=click.Choice((*ENGINES, "both")), default="both", show_default=True)
@click.option("--misses", is_flag=True, help="Also name the queries whose first hit is another.")
@click.option(
    "--keep", type=click.Path(path_type=Path), help="Leave the site in this folder for next time."
)
def relevance(
    collection: Path, judged: tuple[Path, ...], engine: str, keep: Path | None, *, misses: bool
) -> None:
    """Ask a passing site that holds COLLECTION the queries of each JUDGED set.

    COLLECTION: a folder or zip of Markdown; or documents as JSON, JSON lines or CSV, each with
    "id", "title" and "text". JUDGED: JSON, a list of {"query", "class", "expected"}; expected names
    one or more documents by path, id, title or address. Printed for each class, by the rank of the
    first document expected: hit@1, hit@5 and MRR, the mean of 1/rank (0 beyond the tenth).
    """
    sets = {file: judging.read(file) for file in judged}
    with _folder(keep) as folder:
        for name in ENGINES if engine == "both" else (engine,):
            site = _site(folder, name)
            with site.app_context():
                _filled(collection)
                for file, asked in sets.items():
                    answers = list(_answers(asked))
                    click.echo(f"\n{name}: {file.name}")
                    click.echo("\n".join(_report(answers, misses=misses)))


def _site(folder: Path, engine: str) -> Flask:
    site = app.create_app(
        environment="testing", secret_key="k" * 40, data_dir=folder, search_engine=engine
    )
    limiter.enabled = False
    return site


def _filled(collection: Path) -> None:
    """The collection in the site and its index, unless they are there."""
    db.create_all()
    if not db.session.scalar(sa.select(sa.func.count(Topic.id))):
        collections.bring_in(collection)
    try:
        engines.index().state()
    except Unavailable:
        indexer.rebuild()


def _answers(asked: Iterable[Judged]) -> Iterator[Answer]:
    asked = list(asked)
    known = collections.known()
    names = dict.fromkeys(name for one in asked for name in one.expected)
    strange = [name for name in names if not collections.expected(name) & known]
    if strange:
        some = ", ".join(strange[:NAMED])
        click.echo(f"{len(strange)} names of documents are unknown: {some}", err=True)
    for one in asked:
        hits = queries.first(GUEST, one.query, LOOKED_AT)
        wanted = set().union(*map(collections.expected, one.expected))
        ranks = (n for n, names in enumerate(collections.names_of(hits), 1) if names & wanted)
        yield Answer(one, next(ranks, 0), hits[0].title.striptags() if hits else "")


def _report(answers: list[Answer], *, misses: bool) -> Iterator[str]:
    yield from judging.table(answers)
    yield from judging.short_of(answers)
    for answer in answers if misses else ():
        if answer.rank != 1:
            one = answer.judged
            yield f"{one.kind}: {one.query}: {answer.rank or 'not found'} (first: {answer.first})"


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory() as passing:
        yield Path(passing)


if __name__ == "__main__":
    relevance()
