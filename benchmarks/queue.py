"""The page of the queue, as more cases wait: processor time and statements.

A quarter of the cases are prompts, one in ten is urgent, each report has one to three reporters,
and the words that were reported are as long as posts usually are. As many decided cases lie beside
them: a queue stands on years of them. With TEST_POSTGRES_URL (bin/postgres) each size lies in a new
database of that server, else in SQLite; a server's own time is in no figure.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from accounts.access import hash_of
from accounts.models import Clp, Member, Region, RoleGrant, SignIn
from accounts.rules import Role
from benchmarks.data import TOKEN, application_on, cookie_of
from benchmarks.search.living import database
from benchmarks.servers import ROOT
from core.clock import freeze
from core.db import Model, db
from moderation.models import Case, Report
from moderation.rules.cases import CaseState

GROWN = (50, 5_000)  # cases that wait
MOST_GROWTH, MOST_STATEMENTS = 3.0, 12
ROUNDS = 20
CLPS, MEMBERS = 30, 300
AT_ONCE = 1_000
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORDS = "Whoever says so has not read what the council wrote in March. " * 12
PAGES = {
    "of the whole party": "/moderation",
    "its last page": "/moderation?page=9999",
    "reports, a CLP, late": "/moderation?kind=report&clp=3&wait=late",
}
FIGURES = {
    "detector": "view_gap",
    "position": "against",
    "ballots": 24,
    "all_ballots": 60,
    "voices": 1,
    "all_voices": 20,
    "positions": 2,
}
REASONS = ("personal_abuse", "spam", "off_topic")


@dataclass(frozen=True, slots=True)
class Asked:
    """A page: milliseconds of the processor, statements, and how many bytes it is."""

    cpu: float
    statements: int
    size: int


def measure(cases: int, folder: Path, *, rounds: int = ROUNDS) -> dict[str, Asked]:
    """The pages with so many cases waiting; made in the folder unless they are there."""
    print(f"the queue with {cases:,} cases", file=sys.stderr)
    with database(os.environ.get("TEST_POSTGRES_URL", "")) as address:
        application = application_on(folder, pages_kept=0, database_url=address)
        with application.app_context():
            upgrade(str(ROOT / "migrations"))
            if not db.session.scalar(sa.select(sa.func.count()).select_from(Case)):
                fill(cases)
        return read(application, rounds=rounds)


def read(application: Flask, *, rounds: int) -> dict[str, Asked]:
    """The pages of a site that is filled."""
    asked: list[str] = []
    with application.app_context():
        sa.event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    browser = application.test_client()
    name, _, value = cookie_of(application).partition("=")
    browser.set_cookie(name, value)
    with freeze(NOW):
        return {page: _asked(browser, path, asked, rounds) for page, path in PAGES.items()}


def _asked(browser: FlaskClient, path: str, asked: list[str], rounds: int) -> Asked:
    answer = browser.get(path)
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{path}: {answer.status}")
    asked.clear()
    browser.get(path)
    statements = len(asked)
    return Asked(median(_taken(browser, path) for _ in range(rounds)), statements, len(answer.data))


def _taken(browser: FlaskClient, path: str) -> float:
    began = process_time()
    browser.get(path)
    return 1000 * (process_time() - began)


def fill(cases: int) -> None:
    """The rows: so many cases that wait, and as many that are decided."""
    _put(Region, [{"id": 1, "code": "R", "slug": "r", "name": "R"}])
    clps = ({"id": n, "code": f"C{n}", "slug": f"c{n}"} for n in range(1, CLPS + 1))
    _put(Clp, ({**one, "name": f"Clp {one['id']}", "region_id": 1} for one in clps))
    _put(Member, (_member(n) for n in range(1, MEMBERS + 1)))
    grant = {"member_id": 2, "role": Role.STEWARD, "granted_at": NOW, "reason": "Elected"}
    _put(RoleGrant, [grant])
    token = {"token_hash": hash_of(TOKEN), "member_id": 2, "began_on": NOW.date()}
    _put(SignIn, [{**token, "expires_at": NOW + timedelta(days=365)}])
    _put(Case, (_case(n, waits=n <= cases) for n in range(1, 2 * cases + 1)))
    _put(Report, (one for n in range(1, 2 * cases + 1) for one in _reports(n)))
    db.session.execute(sa.text("ANALYZE"))
    db.session.commit()


def _member(number: int) -> dict[str, Any]:
    facts = {"id": number, "uuid": f"{number:032x}", "membership_number": f"M{number}"}
    where = {"clp_id": number % CLPS + 1, "joined_on": date(2020, 1, 1)}
    return {**facts, **where, "name": f"Member {number}"}


def _case(number: int, *, waits: bool) -> dict[str, Any]:
    is_prompt = number % 4 == 0
    opened = NOW - timedelta(hours=number % 150)
    return {
        "id": number,
        "kind": "prompt" if is_prompt else "report",
        "state": CaseState.OPEN if waits else CaseState.DECIDED,
        "subject_kind": "option" if is_prompt else "post",
        "subject_id": number,
        "aspect": "view_gap:against" if is_prompt else "",
        "clp_id": number % CLPS + 1,
        "author_id": number % MEMBERS + 1,
        "is_urgent": number % 10 == 0,
        "opened_at": opened,
        "due_at": opened + timedelta(hours=72),
        "evidence": {"heading": f"Case {number}", "body": WORDS, "url": "/", "audience": "public"},
        "figures": FIGURES if is_prompt else {},
    }


def _reports(case: int) -> Iterator[dict[str, Any]]:
    for one in range(case % 4):
        reporter = (case + one) % MEMBERS + 1
        yield {"case_id": case, "reporter_id": reporter, "reason": REASONS[one], "made_at": NOW}


def _put(table: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        db.session.execute(sa.insert(table), some)
    db.session.commit()


def table(found: dict[int, dict[str, Asked]]) -> Iterator[str]:
    """The table of all sizes, with how it grew."""
    yield "### The queue of moderators\n"
    yield (
        f"Milliseconds of processor time for a page, statements, KB. At most {MOST_STATEMENTS} "
        f"statements, and {MOST_GROWTH:.0f} times the time with a hundred times the cases.\n"
    )
    yield f"| page | {' | '.join(f'{n:,} cases wait' for n in found)} | growth |"
    yield f"|---|{'---:|' * len(found)}---:|"
    for page in PAGES:
        asked = [pages[page] for pages in found.values()]
        cells = (f"{one.cpu:.1f}, {one.statements}, {one.size / 1024:.0f}" for one in asked)
        yield f"| {page} | {' | '.join(cells)} | {asked[-1].cpu / asked[0].cpu:.2f} |"
    yield ""
