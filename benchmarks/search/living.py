"""A site that lives: people write, a worker reads the log, somebody searches."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import sqlalchemy as sa
from flask import Flask

import app as folkmoot
from accounts.access import Viewer
from accounts.rules import Grant, Role
from benchmarks.data import KEY
from benchmarks.search.corpus import Corpus
from benchmarks.servers import ROOT
from core.clock import now
from core.db import db
from core.limits import limiter
from core.web import settings
from wiki import actions
from wiki.models import Topic

EDITOR = Viewer(grants=(Grant(Role.EDITOR, None),))
AT_ONCE = 2_000  # rows in one transaction
SCHEMES = ("postgresql+psycopg://", "postgresql://")


@contextmanager
def site(engine: str, database_url: str = "") -> Iterator[Flask]:
    """An empty site, searched by this engine: on SQLite, or with a database made on this server."""
    limiter.enabled = False
    with tempfile.TemporaryDirectory() as folder, _database(database_url) as address:
        made = folkmoot.create_app(
            data_dir=folder, secret_key=KEY, search_engine=engine, database_url=address
        )
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
    while True:
        try:
            topic = actions.add_topic(f"{word.title()} for everybody", f"Why {word}?", by=EDITOR)
            db.session.commit()
        except sa.exc.OperationalError:
            db.session.rollback()
        else:
            return topic.id


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
def _database(url: str) -> Iterator[str]:
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
