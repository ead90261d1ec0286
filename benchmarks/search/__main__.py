"""`python -m benchmarks.search COLLECTION JUDGED`: import, index, ask, and print the table."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import sqlalchemy as sa
from flask import Flask

import app
from accounts.access import GUEST
from benchmarks.search import collection as collections
from benchmarks.search import judged as judging
from benchmarks.search.fts import Fts5
from benchmarks.search.judged import LOOKED_AT, Answer, Judged
from core.db import db
from core.limits import limiter
from search import documents, hits, indexer, queries
from search import engine as engines
from search.backend import Found, Hit, Unavailable
from search.hits import Result
from search.similar import similar
from wiki.models import Topic

ENGINES = ("whoosh", "tantivy")
NAMED = 10  # names that no document has, said by way of example
Ask = Callable[[Judged], list[Result]]  # the best hits for a query, best first
THERE = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("collection", type=THERE)
@click.argument("judged", type=THERE, nargs=-1, required=True)
@click.option(
    "--engine",
    type=click.Choice((*ENGINES, "fts5", "both")),
    default="both",
    show_default=True,
    help="fts5: a plain table of SQLite’s, its titles telling more, to compare with.",
)
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
            site = _site(folder, "whoosh" if name == "fts5" else name)
            with site.app_context():
                _filled(collection)
                ask = _plainly(folder / "plain.sqlite") if name == "fts5" else _ask
                for file, asked in sets.items():
                    answers = list(_answers(asked, ask))
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


def _ask(one: Judged) -> list[Result]:
    if one.body:
        return similar(GUEST, one.query, ["topic"], LOOKED_AT, body=one.body)
    return queries.first(GUEST, one.query, LOOKED_AT)


def _plainly(path: Path) -> Ask:
    """How a plain full-text table of the same topics is asked, titles telling more in it."""
    path.unlink(missing_ok=True)
    table = Fts5(path)
    table.fill(one for one in documents.all_documents() if one.kind == "topic")

    def ask(one: Judged) -> list[Result]:
        text = f"{one.query} {one.body}".strip()
        keys = [("topic", number) for number in table.words(text, LOOKED_AT)]
        there = {key: subject for key, subject in hits.read(keys).items() if subject}
        return hits.shown([Hit(*key, 0.0) for key in keys], there, Found())

    return ask


def _answers(asked: Iterable[Judged], ask: Ask = _ask) -> Iterator[Answer]:
    asked = list(asked)
    known = collections.known()
    names = dict.fromkeys(name for one in asked for name in one.expected)
    strange = [name for name in names if not collections.expected(name) & known]
    if strange:
        some = ", ".join(strange[:NAMED])
        click.echo(f"{len(strange)} names of documents are unknown: {some}", err=True)
    for one in asked:
        found = ask(one)
        wanted = set().union(*map(collections.expected, one.expected))
        ranks = (n for n, names in enumerate(collections.names_of(found), 1) if names & wanted)
        yield Answer(one, next(ranks, 0), found[0].title.striptags() if found else "")


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
