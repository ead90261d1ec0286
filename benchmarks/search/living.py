"""A site that lives: people write, a worker reads the log, somebody searches."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import sqlalchemy as sa
from flask import Flask

import app as folkmoot
from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Grant, Role
from benchmarks.data import KEY
from benchmarks.search.corpus import Corpus
from benchmarks.servers import ROOT
from core.clock import now, today
from core.db import db
from core.limits import limiter
from core.web import settings
from deliberation.actions import writing
from deliberation.models import Post, Thread
from deliberation.rules import Where
from wiki import actions
from wiki.models import Topic

EDITOR = Viewer(grants=(Grant(Role.EDITOR, None),))
AT_ONCE = 2_000  # rows in one transaction
DISCUSSIONS = 20
SCHEMES = ("postgresql+psycopg://", "postgresql://")


Written = TypeVar("Written", Topic, Post)


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody who writes, and the ids of the discussions they write in."""

    by: Viewer
    threads: list[int]


@contextmanager
def site(engine: str, database_url: str = "", *, pages_kept: int = 2_000) -> Iterator[Flask]:
    """An empty site, searched by this engine: on SQLite, or with a database made on this server."""
    with tempfile.TemporaryDirectory() as folder, database(database_url) as address:
        made = folkmoot.create_app(
            data_dir=folder,
            secret_key=KEY,
            search_engine=engine,
            database_url=address,
            pages_kept=pages_kept,
        )
        limiter.enabled = False  # each application switches it on
        with made.app_context():
            db.create_all()
        try:
            yield made
        finally:
            with made.app_context():
                db.session.remove()
                db.engine.dispose()


def environment(app: Flask) -> dict[str, str]:
    """With which another process runs the same site."""
    with app.app_context():
        chosen = settings()
        return {
            **os.environ,
            "FOLKMOOT_DATA_DIR": chosen.data_dir,
            "FOLKMOOT_SECRET_KEY": chosen.secret_key,
            "FOLKMOOT_SEARCH_ENGINE": chosen.search_engine,
            "FOLKMOOT_DATABASE_URL": chosen.database_url,
        }


@contextmanager
def running(app: Flask, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """`flask COMMAND` on the same site, for as long as the block lasts."""
    flask = [sys.executable, "-m", "flask", *command]
    with subprocess.Popen(
        flask, cwd=ROOT, env=environment(app), stdout=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def write(word: str) -> int:
    """Somebody adds a topic that only this word finds; its id. Commits.

    Told that the database is busy, they press again.
    """
    title, question = f"{word.title()} for everybody", f"Why {word}?"
    return _saved(lambda: actions.add_topic(title, question, by=EDITOR)).id


def talk() -> Talk:
    """Somebody, and the discussions they write in. Commits."""
    person = Member(name="Ann Example", joined_on=today(), confirmed_at=now())
    db.session.add(person)
    db.session.flush()
    by = Viewer(id=person.id, name=person.name, joined_on=person.joined_on, on_roll=True)
    begun = [
        writing.start_thread(f"Number {n}", "What do you think?", by=by, where=Where())
        for n in range(DISCUSSIONS)
    ]
    db.session.commit()
    return Talk(by, [thread.id for thread in begun])


def post(talk: Talk, number: int, word: str) -> int:
    """The same for a post in one of the discussions, what people write most; its id. Commits."""

    def written() -> Post:
        thread = db.session.get_one(Thread, talk.threads[number % len(talk.threads)])
        return writing.reply(thread, f"Why not {word}, I ask number {number}?", by=talk.by)

    return _saved(written).id


def _saved(write: Callable[[], Written]) -> Written:
    while True:
        try:
            written = write()
            db.session.commit()
        except sa.exc.OperationalError:
            db.session.rollback()
        else:
            return written


def fill(count: int) -> Iterable[int]:
    """Rows of so many topics, written bare; how many there are after each transaction."""
    corpus = iter(Corpus(count))
    done = 0
    while some := list(islice(corpus, AT_ONCE)):
        rows = [
            {
                "title": one.title,
                "slug": f"made-{one.id}",
                "text": one.text,
                "html": f"<p>{one.text}</p>",
                "changed_at": now(),
            }
            for one in some
        ]
        db.session.execute(sa.insert(Topic), rows)
        db.session.commit()
        done += len(rows)
        yield done


@contextmanager
def database(url: str) -> Iterator[str]:
    """The address of a database of its own on this server, dropped afterwards; "" for SQLite."""
    if not url:
        yield ""
        return
    address = sa.make_url(url.replace(SCHEMES[1], SCHEMES[0]))
    name = f"folkmoot_living_{os.getpid()}"
    server = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
        yield address.set(database=name).render_as_string(hide_password=False)
        connection.execute(sa.text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()
