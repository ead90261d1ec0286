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

    flask_migrate.upgrade(revision="0011")
    with db.engine.begin() as connection:
        for table, facts in ROWS_BEFORE_DELIBERATION:
            insert(connection, table, facts)

    flask_migrate.upgrade()

    with db.engine.connect() as connection:
        for question, answer in AFTERWARDS:
            assert [tuple(row) for row in connection.exec_driver_sql(question)] == [answer]
        steps = connection.scalar(
            sa.select(sa.table("structure_change", sa.column("steps", sa.JSON)))
        )
        said = connection.exec_driver_sql(
            "SELECT topic.title, option.title, argument.claim, member.name FROM argument "
            "JOIN option ON option.id = argument.option_id "
            "JOIN topic ON topic.id = option.topic_id "
            "JOIN place ON place.child_id = topic.id "
            "JOIN suggestion ON suggestion.option_id = option.id "
            "JOIN member ON member.id = suggestion.author_id"
        ).all()
    assert steps == [{"table": "notice_watch", "column": "subject_id", "keys": [KEY]}]
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
ROWS_BEFORE_DELIBERATION: tuple[tuple[str, dict[str, Any]], ...] = (
    ("thread", {"title": "Fares", "asks": "open", "topic_id": 1, "author_id": 1, "posts": 1}),
    ("post", {"thread_id": 1, "number": 1, "author_id": 1, "text": "Too dear.", "position": "for"}),
    ("event", {"name": "topic.added", "subject_kind": "topic", "subject_id": 1}),
    ("watch", {"member_id": 1, "topic_id": 1, "whole_branch": True}),
    ("event_branch", {"topic_id": 1, "event_id": 1, "is_own": True}),
    ("watcher", {"member_id": 1, "rhythm": "weekly", "told_up_to": 1, "read_up_to": 0}),
    (
        "structure_change",
        {"topic_id": 1}
        | {"steps": [{"table": "watch", "column": "topic_id", "keys": [{"member_id": 1}]}]},
    ),
)
KEY = {"member_id": 1, "subject_kind": "topic"}
AFTERWARDS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    (
        (
            "SELECT thread.title, post.text, post.position, thread.room_id, thread.closed_at "
            "FROM post JOIN thread ON thread.id = post.thread_id"
        ),
        ("Fares", "Too dear.", "for", None, None),
    ),
    (
        "SELECT member_id, subject_kind, subject_id, whole_branch FROM notice_watch",
        (1, "topic", 1, True),
    ),
    ("SELECT subject_kind, subject_id, event_id, is_own FROM notice_happening", ("topic", 1, 1, 1)),
    (
        "SELECT rhythm, quiet_from, quiet_to, told_up_to, read_up_to FROM notice_receiver",
        ("weekly", 21, 7, 1, 0),
    ),
    ("SELECT event_id FROM follower WHERE name = 'notices'", (1,)),
)
DAY = datetime(2026, 1, 1, tzinfo=UTC)
BLANK: dict[type, Any] = {str: "", int: 0, bool: False, dict: {}, datetime: DAY, date: DAY.date()}


def insert(connection: sa.Connection, name: str, facts: dict[str, Any]) -> None:
    """Put in a row with id 1; columns that must be filled and are not named are left blank."""
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    needed = {
        column.name: 1 if column.name == "id" else BLANK.get(column.type.python_type)
        for column in table.columns
        if not column.nullable and (column.server_default is None or column.name == "id")
    }
    connection.execute(table.insert().values({**needed, **facts}))
