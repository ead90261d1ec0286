"""Fixtures for everyone: an app on an empty database, the page-checking browser, the cast."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tracemalloc  # noqa: F401 - pytest imports it while it reports a warning, which can come twice
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
import sqlalchemy as sa
from flask import Flask

import accounts.access
import app as application
from core import house_rules
from core.db import db
from core.limits import limiter
from core.pages import PageSystem
from tests import chromium, files, make, scenes
from tests.browser import Browser

# A machine that is busy is no failure; --hypothesis-show-statistics tells what is slow.
# CI tries the same examples each time: new ones are for those who can look into what they find.
hypothesis.settings.register_profile(
    "folkmoot",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("folkmoot")

files.watch_over_databases()

# Set: every test runs on a database of this PostgreSQL server. Unset: on SQLite.
POSTGRES = os.environ.get("TEST_DATABASE_URL", "")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without Chromium, tests that need it are skipped by name; when CI=true they fail."""
    if item.get_closest_marker("browser") and chromium.path() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(
                "CI must run the tests in a browser, and there is no Chromium", pytrace=False
            )
        pytest.skip("no Chromium: install it, or name it in CHROMIUM")


@sa.event.listens_for(sa.Engine, "connect")
def _backwards(connection: object, _record: object) -> None:
    """Rows that nobody asked an order of come backwards, so that nothing can rely on one.

    PostgreSQL gives them in any order it likes, now and then another than yesterday.
    """
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects=ON")


@pytest.fixture(scope="session")
def built_app(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Flask]:
    """The application, built once; its tables made once."""
    folder = tmp_path_factory.mktemp("folkmoot")
    made = application.create_app(
        environment="testing",
        data_dir=str(folder),
        secret_key="k" * 40,
        database_url=_postgres_for(worker_id) if POSTGRES else "",
        site_url="http://localhost",
    )
    with made.app_context():
        db.drop_all()
        db.create_all()
        scenes.is_empty()
    for gap in ("newcomer.gap", "post.gap"):  # nobody waits, but in tests of that
        house_rules.set_aside(gap, 0)
    yield made
    with made.app_context():
        db.engine.dispose()


def _postgres_for(worker: str) -> str:
    """A database of its own for each test process."""
    server = sa.create_engine(
        POSTGRES.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    name = f"folkmoot_test_{worker}"
    with server.connect() as connection:
        connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    url = server.url.set(database=name)
    server.dispose()
    return url.render_as_string(hide_password=False).replace("+psycopg", "")


@pytest.fixture
def app(built_app: Flask) -> Iterator[Flask]:
    """The application on an empty database. No app context is open: requests make their own."""
    limiter.enabled = False
    yield built_app
    with built_app.app_context():
        _empty(Path(built_app.extensions["settings"].data_path))
    for kept in ("search", "wiki.tree"):  # an engine that was chosen; a tree of the same version
        built_app.extensions.pop(kept, None)
    pages: PageSystem = built_app.extensions["pages"]
    pages.shelf.clear()
    pages.front.clear()
    accounts.access.forget()
    house_rules.forget()


def _empty(folder: Path) -> None:
    scenes.empty()
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A visitor's browser that checks every page it opens."""
    return Browser(app)


@pytest.fixture
def sign_in(app: Flask) -> Callable[[int], Browser]:
    """A browser of this member, signed in."""

    def browser_of(member_id: int) -> Browser:
        return Browser(app, member_id=member_id)

    return browser_of


@pytest.fixture
def cast(app: Flask) -> make.Cast:
    """The named cast in two CLPs of one region, as plain ids and names."""
    with app.app_context():
        return scenes.lay("cast", make.cast)


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """The name of this test process, with or without pytest-xdist."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "main"))
