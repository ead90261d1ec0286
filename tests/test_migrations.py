"""From nothing, the migrations make the tables that the models name; and back."""

from collections.abc import Iterator
from pathlib import Path

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
