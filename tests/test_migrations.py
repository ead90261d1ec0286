"""From nothing, the migrations make the tables that the models name; and back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask

import app as application
from core.db import Model, db
from tests import conftest


@pytest.fixture
def empty_site(tmp_path: Path, worker_id: str) -> Iterator[Flask]:
    """An application on a database without any table."""
    made = application.create_app(
        environment="testing",
        data_dir=str(tmp_path),
        secret_key="k" * 40,
        database_url=conftest._postgres_for(f"{worker_id}_empty") if conftest.POSTGRES else "",
    )
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def tables() -> set[str]:
    return set(sa.inspect(db.engine).get_table_names())


def test_the_migrations_make_what_the_models_name_and_can_be_taken_back(empty_site):
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Model.metadata)

    assert differences == []
    assert tables() == {*Model.metadata.tables, "alembic_version"}

    flask_migrate.downgrade(revision="base")

    assert tables() == {"alembic_version"}


def test_no_migration_loses_a_row_or_what_it_points_to(empty_site):
    """Rows of the first tables, written as of that day, are all there in the newest ones."""
    flask_migrate.upgrade(revision="0001")
    with db.engine.begin() as connection:
        for table, facts in ROWS_OF_THE_FIRST_TABLES:
            insert(connection, table, facts)

    flask_migrate.upgrade()

    with db.engine.connect() as connection:
        said = connection.exec_driver_sql(
            "SELECT topic.title, option.title, argument.claim, member.name FROM argument "
            "JOIN option ON option.id = argument.option_id "
            "JOIN topic ON topic.id = option.topic_id "
            "JOIN place ON place.child_id = topic.id "
            "JOIN suggestion ON suggestion.option_id = option.id "
            "JOIN member ON member.id = suggestion.author_id"
        ).all()
    assert said == [("Buses", "Councils run them", "They know the roads", "Ada")]


ROWS_OF_THE_FIRST_TABLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("region", {}),
    ("clp", {"region_id": 1}),
    ("member", {"name": "Ada", "clp_id": 1}),
    ("topic", {"title": "Buses", "slug": "buses"}),
    ("place", {"child_id": 1, "parent_id": None, "is_home": True}),
    ("option", {"topic_id": 1, "title": "Councils run them"}),
    (
        "argument",
        {"topic_id": 1, "option_id": 1, "side": "for", "claim": "They know the roads"}
        | {"sources": "A book, 1990"},
    ),
    (
        "revision",
        {"topic_id": 1, "subject_kind": "argument", "subject_id": 1, "number": 1}
        | {"words": {"claim": "They know the roads", "text": "", "sources": "A book, 1990"}},
    ),
    (
        "suggestion",
        {"topic_id": 1, "option_id": 1, "author_id": 1, "asks_for": "argument", "state": "open"},
    ),
)
DAY = datetime(2026, 1, 1, tzinfo=UTC)
BLANK: dict[type, Any] = {str: "", int: 0, bool: False, dict: {}, datetime: DAY, date: DAY.date()}


def insert(connection: sa.Connection, name: str, facts: dict[str, Any]) -> None:
    """Put in a row with id 1; columns that must be filled and are not named are left blank."""
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    needed = {
        column.name: BLANK.get(column.type.python_type)
        for column in table.columns
        if not column.nullable and column.server_default is None
    }
    connection.execute(table.insert().values({**needed, "id": 1, **facts}))
