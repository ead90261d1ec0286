"""A site of many made-up documents: its rows in a database, the words of the corpus in its index.

Every document of the index stands for a row of its own, so a page reads what it shows as it would
anywhere. The words go straight into the index: through the database they would cost hours and tell
nothing more. Each topic, option, argument, thread and poll there is comes once; the rest are posts.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, repeat
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from accounts.models import Clp
from benchmarks.data import application_on, cookie_of, sign_in
from benchmarks.search.corpus import CLPS, REGIONS, TOPICS, Corpus
from benchmarks.search.progress import shown
from benchmarks.search.questions import Question, questions
from benchmarks.servers import ROOT
from core.clock import now
from core.db import db
from core.events import Event, Follower
from core.subjects import Subject
from core.web import settings
from demo import sizes
from demo.seeded import Counts
from search import engine, machines
from search.backend import Document
from search.kinds import searched

MEMBERS = 10_000
SAMPLED = 2_000  # documents questions are drawn from
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Pages:
    """How long whole answers took, each asked once: ms of processor time in the application."""

    engine: str
    documents: int
    results: list[float]
    suggestions: list[float]

    def p95(self, times: Iterable[float]) -> float:
        """What nineteen of twenty stayed below."""
        return quantiles(times, n=20)[-1]


def measure(name: str, documents: int, folder: Path, *, each: int = 20) -> Pages:
    """Pages of results and suggestions on so many documents; made in the folder unless there."""
    site = application_on(folder, pages_kept=0, search_engine=name)
    with site.app_context():
        upgrade(str(ROOT / "migrations"))
        fill(documents, counts(documents))
    return timed(site, documents, each=each)


def timed(site: Flask, documents: int, *, each: int) -> Pages:
    """How long pages and suggestions take on a site that is filled."""
    with site.app_context():
        sample = islice(Corpus(documents), SAMPLED)
        asked = questions(sample, each=each)
        paths = list(_paths(asked, list(db.session.scalars(sa.select(Clp.slug).order_by(Clp.id)))))
        name = settings().search_engine
    client = site.test_client()
    client.set_cookie(*cookie_of(site).split("=", 1))
    for path in paths[:each]:
        _get(client, path)
    starts = [urlencode({"q": question.words[0][:4]}) for question in asked[each:]]
    return Pages(
        name,
        documents,
        [_get(client, path) for path in paths[each:]],
        [_get(client, f"/search/suggestions?{start}") for start in starts],
    )


def table(found: Iterable[Pages]) -> Iterator[str]:
    """The figures as Markdown."""
    yield "### Search: whole answers\n"
    yield "ms of processor time for a page with filters, facets and rights, and for suggestions.\n"
    yield "| engine, documents | page, median | p95 | slowest | suggestions, median | p95 |"
    yield "|---|---:|---:|---:|---:|---:|"
    for one in found:
        told = one.results, one.suggestions
        (page, page95), (hint, hint95) = ((median(times), one.p95(times)) for times in told)
        slowest = max(one.results)
        yield (
            f"| {one.engine}, {one.documents:,} | {page:.0f} | {page95:.0f} | {slowest:.0f} "
            f"| {hint:.1f} | {hint95:.1f} |"
        )


def counts(documents: int) -> Counts:
    """The rows of a whole party that has written so many posts."""
    return Counts(
        region=REGIONS,
        clp=CLPS,
        member=MEMBERS,
        topic=TOPICS,
        thread=documents // 10,
        post=documents,
        poll=200,
    )


def fill(documents: int, wanted: Counts) -> None:
    """The rows that are missing, and unless there is one, an index that has read all the log.

    Broken off, rows are gone on with, and an index is begun again.
    """
    plan = sizes.Plan(wanted, seed=1)
    for _done in shown(_each(sizes.fill(plan)), plan.total, f"rows of {documents:,} documents"):
        pass
    sign_in()
    index = engine.index()
    if not index.is_there:
        told = placed(Corpus(documents), _rows())
        index.rebuild(shown(told, documents, f"index of {documents:,} documents"))
    newest = db.session.scalar(sa.select(sa.func.max(Event.id))) or 0
    db.session.merge(Follower(name=machines.follower(), event_id=newest, seen_at=now()))
    db.session.commit()


def _each(batches: Iterable[int]) -> Iterator[None]:
    for rows in batches:
        yield from repeat(None, rows)


def placed(documents: Iterable[Document], rows: Mapping[str, int]) -> Iterator[Document]:
    """The documents under the numbers of rows there are, a post where there are no more."""
    taken: Counter[str] = Counter()
    for document in documents:
        kind = document.kind if taken[document.kind] < rows.get(document.kind, 0) else "post"
        taken[kind] += 1
        yield replace(document, kind=kind, id=taken[kind])


def _rows() -> dict[str, int]:
    """How many there are of each kind, numbered from 1."""
    return {name: _highest(kind) for name, kind in searched().items()}


def _highest(kind: type[Subject]) -> int:
    return db.session.scalar(sa.select(sa.func.max(kind.id))) or 0


def _paths(asked: Iterable[Question], clps: list[str]) -> Iterator[str]:
    """Addresses of pages: half of them plain, half with one or more filters, some by date."""
    dice = random.Random(5)
    for question in asked:
        text = " ".join(question.words)
        pairs = [("q", f'"{text}"' if question.kind == "phrase" else text)]
        if question.kind == "filtered" or dice.random() < HALF:
            chosen = (
                ("in", str(dice.randrange(1, TOPICS // 50))),
                ("clp", dice.choice(clps)),
                ("position", dice.choice(("for", "against"))),
                ("since", dice.choice(("year", "2024-05-01"))),
                ("kind", "post"),
            )
            pairs += dice.sample(chosen, k=dice.choice((1, 1, 2)))
        pairs += [("sort", "newest")] if question.kind == "newest" else []
        yield f"/search?{urlencode(pairs)}"


def _get(client: FlaskClient, path: str) -> float:
    began = time.process_time()
    answer = client.get(path)
    took = (time.process_time() - began) * 1_000
    assert answer.status_code == 200, f"{path}: {answer.status}"  # noqa: PLR2004
    return took
