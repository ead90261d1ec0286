"""T4: somebody has the site's own password for PostgreSQL, and everything it may read and do."""

import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from tests.voting.boxes import new_poll
from tests.voting.conftest import postgres_url
from voting.box import keeper

pytestmark = pytest.mark.postgres
TABLES = ("participation", "pending", "box", "door")


class Server:
    """A database of its own, in which the site signs in as a role without special rights."""

    def __init__(self) -> None:
        self.name = f"site_{uuid.uuid4().hex[:8]}"
        self.admin = sa.create_engine(postgres_url(), isolation_level="AUTOCOMMIT")
        with self.admin.connect() as server:
            server.exec_driver_sql(f"CREATE ROLE {self.name} LOGIN")
            server.exec_driver_sql(f"CREATE DATABASE {self.name} OWNER {self.name}")
        self.admin_url = self._url(database=self.name)
        self.url = self._url(database=self.name, username=self.name)

    def _url(self, *, database: str, username: str | None = None) -> str:
        url = self.admin.url.set(database=database, username=username or self.admin.url.username)
        return url.render_as_string(hide_password=False)

    def as_site(self, statement: str) -> list[sa.Row[Any]]:
        engine = sa.create_engine(self.url)
        try:
            with engine.connect() as site:
                return list(site.execute(sa.text(statement)).all())
        finally:
            engine.dispose()

    def have_a_keeper(self) -> None:
        keeper.install(self.admin_url, site=self.name)

    def remove(self) -> None:
        with self.admin.connect() as server:
            server.exec_driver_sql(f"DROP DATABASE {self.name} WITH (FORCE)")
            for role in (self.name, f"{self.name}_keeper"):
                server.exec_driver_sql(f"DROP ROLE IF EXISTS {role}")
        self.admin.dispose()


@pytest.fixture
def fresh():
    """A site that has no keeper yet."""
    made = Server()
    yield made
    made.remove()


@pytest.fixture(scope="module")
def server():
    """A site whose boxes have a keeper."""
    made = Server()
    made.have_a_keeper()
    yield made
    made.remove()


@pytest.fixture
def poll(server, tmp_path):
    """Some ballots are mixed, some are waiting."""
    poll = new_poll(server.url, tmp_path)
    for member in range(6):
        poll.vote(member)
    poll.booth.box.mix()
    poll.vote(6)
    return poll


def attempt(server, statement: str) -> str:
    try:
        return f"let in: {server.as_site(statement)!r}"
    except sa.exc.ProgrammingError as refused:
        return str(refused.orig)


def test_no_row_no_column_and_no_transaction_number_of_a_box_can_be_read(server, poll):
    box = f"box_{poll.booth.poll}"
    tries = [
        *(
            f"SELECT {what} FROM {box}.{table}"
            for table in TABLES
            for what in ("*", "xmin", "ctid", "count(*)", "1")
        ),
        f"SELECT p.xmin FROM {box}.participation p JOIN {box}.box b ON p.xmin = b.xmin",
        f"SELECT pg_xact_commit_timestamp(xmin) FROM {box}.participation",
        f"COPY {box}.participation TO STDOUT",
        f"UPDATE {box}.participation SET channel = channel RETURNING ref",
        f"DELETE FROM {box}.box RETURNING t",
        f"INSERT INTO {box}.pending VALUES ('', '', '') RETURNING xmin",
        f"LOCK TABLE {box}.participation",
        f"CREATE TABLE {box}.mine ()",
        f"CREATE RULE spy AS ON INSERT TO {box}.pending DO NOTHING",
        f"ALTER TABLE {box}.box OWNER TO {server.name}",
        f"SET ROLE {server.name}_keeper",
        f"GRANT {server.name}_keeper TO {server.name}",
    ]

    answers = {statement: attempt(server, statement) for statement in tries}

    assert {s: a for s, a in answers.items() if "denied" not in a and "must " not in a} == {}


def test_the_functions_of_the_boxes_cannot_be_replaced_or_added_to(server, poll):
    spy = "RETURNS text LANGUAGE sql AS 'SELECT 1::text'"
    tries = [
        f"CREATE OR REPLACE FUNCTION ballot_boxes.place(poll uuid) {spy}",
        f"CREATE FUNCTION ballot_boxes.list() {spy}",
        "ALTER FUNCTION ballot_boxes.mix(uuid) SECURITY INVOKER",
        "SELECT ballot_boxes.lock_for_writing(gen_random_uuid(), NULL)",
    ]

    answers = {statement: attempt(server, statement) for statement in tries}

    assert {s: a for s, a in answers.items() if "denied" not in a and "must be" not in a} == {}


def test_a_table_of_ones_own_in_front_of_the_box_catches_no_ballot(server, poll):
    engine = sa.create_engine(server.url)
    with engine.begin() as site:
        site.exec_driver_sql("CREATE TEMP TABLE pending (t bytea, sealed bytea, mine bytea)")
        site.exec_driver_sql("CREATE TEMP TABLE participation (ref bytea, c int, proof bytea)")
        call = "SELECT ballot_boxes.put_in(:poll, :ref, :ref, :t, :t, :t)"
        values = {"poll": uuid.UUID(poll.booth.poll), "ref": b"r" * 16, "t": b"t" * 10}
        assert site.execute(sa.text(call), values).scalar() == "recorded"
        assert site.exec_driver_sql("SELECT count(*) FROM pg_temp.pending").scalar() == 0
        assert site.exec_driver_sql("SELECT count(*) FROM pg_temp.participation").scalar() == 0
    engine.dispose()
    assert poll.booth.box.sizes().took_part == 8


def test_with_a_keeper_everything_a_voter_does_works(server, poll):
    cast, code = poll.vote(50, "against")
    assert cast == "recorded"
    assert poll.booth.read_back(code).answer == "against"
    assert poll.booth.change(code, "for", poll.public_key)
    assert poll.booth.withdraw(50, code)
    assert not poll.booth.has_voted(50)
    poll.booth.close()
    assert poll.booth.count({1}).ballots == 7
    poll.booth.destroy()
    with pytest.raises(sa.exc.ProgrammingError):
        poll.booth.box.sizes()


def test_boxes_made_before_there_was_a_keeper_are_handed_over(fresh, tmp_path):
    old = new_poll(fresh.url, tmp_path)
    _, code = old.vote(1)
    assert fresh.as_site(f"SELECT count(*) FROM box_{old.booth.poll}.pending")
    assert any("the role of the site itself" in line for line in keeper.weaknesses(fresh.url))

    fresh.have_a_keeper()
    fresh.have_a_keeper()  # again at each upgrade

    assert "denied" in attempt(fresh, f"SELECT 1 FROM box_{old.booth.poll}.pending")
    assert old.booth.read_back(code) is not None
    assert new_poll(fresh.url, tmp_path / "next").vote(1)
    assert keeper.weaknesses(fresh.url) == []


def test_the_servers_log_is_silent_about_the_site(server, poll):
    quiet = {
        name: server.as_site(f"SHOW {name}")[0][0]
        for name in ("log_statement", "log_min_duration_statement", "log_parameter_max_length")
    }

    assert quiet == {
        "log_statement": "none",
        "log_min_duration_statement": "-1",
        "log_parameter_max_length": "0",
    }


def test_a_role_that_could_read_boxes_and_a_server_that_logs_are_named(fresh):
    """On the admin's own address: a superuser."""
    assert any("may do everything" in line for line in keeper.weaknesses(fresh.admin_url))
    with fresh.admin.connect() as admin:
        admin.exec_driver_sql(f"ALTER ROLE {fresh.name} SET log_statement = 'all'")

    assert any("log_statement = all" in line for line in keeper.weaknesses(fresh.url))


def test_a_name_that_is_no_name_makes_no_script():
    with pytest.raises(ValueError, match="no name"):
        keeper.script('x"; DROP TABLE member; --', "folkmoot")


def test_the_command_prints_what_an_administrator_runs(app):
    """The doctor names what is weak; on files there is nothing to do."""
    runner = app.test_cli_runner()
    printed = runner.invoke(args=["poll", "keeper"])

    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        assert printed.exit_code == 1
        assert "Ballot boxes are files here." in printed.output
    else:
        assert "CREATE ROLE" in printed.output
        assert "may do everything" in runner.invoke(args=["doctor", "--only-look"]).output
