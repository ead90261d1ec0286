"""A site full of seeded data: made once for each size, with somebody signed in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

import app as folkmoot
from accounts.access import hash_of
from accounts.models import SignIn
from benchmarks.servers import ROOT
from core.clock import now, today
from core.db import db
from core.limits import limiter
from deliberation.models import Thread
from voting.models import Poll
from wiki.models import Topic

KEY = "benchmarks need a key of their own, of some length"
TOKEN = "the token of the member who is signed in"  # noqa: S105 — of made-up data
CSRF = "0" * 40  # in the cookie of anybody who has seen a form
INDEXED = {"small", "medium"}  # the index of the large data takes an hour; search is not measured
PLACE = 0.6  # how far down the rows the topic and the thread of the benchmark stand


@dataclass(frozen=True, slots=True)
class Site:
    """One size of data: where it lies, the pages to ask for, and the cookie of a member."""

    size: str
    folder: Path
    pages: dict[str, str]  # name → path
    cookie: str

    @property
    def environment(self) -> dict[str, str]:
        """For the server: as in production."""
        return {**_environment(self.folder), "FOLKMOOT_ENVIRONMENT": "production"}


def prepare(size: str, folder: Path) -> Site:
    """Fill the folder with data of this size, unless it is full."""
    environment = {**os.environ, **_environment(folder)}
    for command in (["db", "upgrade"], ["demo", "--size", size], *_index(size, folder)):
        flask = [sys.executable, "-m", "flask", *command]
        subprocess.run(flask, cwd=ROOT, env=environment, check=True, stdout=sys.stderr)
    application = application_on(folder)
    with application.app_context():
        sign_in()
        return Site(size, folder, _pages(size), cookie_of(application))


def _environment(folder: Path) -> dict[str, str]:
    return {"FOLKMOOT_DATA_DIR": str(folder), "FOLKMOOT_SECRET_KEY": KEY}


def _index(size: str, folder: Path) -> Iterator[list[str]]:
    if size in INDEXED and not (folder / "index").exists():
        yield ["reindex"]


def application_on(
    folder: Path, *, pages_kept: int = 2000, search_engine: str = "whoosh", database_url: str = ""
) -> Flask:
    """The application in this process, on the data of this folder or database."""
    made = folkmoot.create_app(
        data_dir=str(folder),
        database_url=database_url,
        secret_key=KEY,
        pages_kept=pages_kept,
        search_engine=search_engine,
    )
    limiter.enabled = False
    return made


def sign_in(token: str = TOKEN, member_id: int = 2) -> None:
    """Have this member signed in, in the browser of this token. Commits."""
    if db.session.get(SignIn, hash_of(token)) is None:
        day = timedelta(days=1)
        db.session.add(
            SignIn(
                token_hash=hash_of(token),
                member_id=member_id,
                began_on=today(),
                expires_at=now() + 365 * day,
            )
        )
        db.session.commit()


def cookie_of(application: Flask, token: str = TOKEN) -> str:
    """The cookie of the browser of this token."""
    signer = application.session_interface.get_signing_serializer(application)  # type: ignore[attr-defined]
    said = signer.dumps({"_user_id": token, "_fresh": True, "_permanent": True, "csrf_token": CSRF})
    return f"{application.config['SESSION_COOKIE_NAME']}={said}"


def _pages(size: str) -> dict[str, str]:
    topic = db.session.get_one(Topic, _some(Topic))
    poll = _some(Poll)
    search = {"search": "/search?q=library+tower"} if size in INDEXED else {}
    return {
        "home": "/",
        "topic": topic.url,
        "contents": "/topics",
        "thread": f"/threads/{_some(Thread)}",
        "poll": f"/polls/{poll}",
        "results": f"/polls/{poll}/results",
        **search,
    }


def _some(kind: type[Topic | Thread | Poll]) -> int:
    highest = db.session.scalar(sa.select(sa.func.max(kind.id))) or 1
    return max(1, int(highest * PLACE))
