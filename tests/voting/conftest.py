"""A poll with an empty, open box: on SQLite, and on PostgreSQL wherever there is one."""

import os

import pytest

from tests.voting.boxes import new_poll
from tests.voting.hall import open_hall


def postgres_url() -> str:
    url = os.environ.get("TEST_POSTGRES_URL", "")
    if not url and os.environ.get("CI") == "true":
        pytest.fail("CI must run the tests on PostgreSQL: set TEST_POSTGRES_URL")
    if not url:
        pytest.skip("no PostgreSQL: set TEST_POSTGRES_URL, or run with bin/postgres")
    return url.replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
def sqlite_poll(tmp_path):
    return new_poll("sqlite://", tmp_path)


@pytest.fixture
def postgres_poll(tmp_path):
    poll = new_poll(postgres_url(), tmp_path)
    yield poll
    poll.booth.box.destroy()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def poll(request):
    return request.getfixturevalue(f"{request.param}_poll")


@pytest.fixture
def hall(app, cast):
    """The cast, thirty more members in each of two CLPs, and an open poll on an option."""
    return open_hall(app, cast)
