"""No page, no function and no hand in the database deletes what people wrote."""

import flask_migrate
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from core.db import Model, db
from tests.test_migrations import empty_site
from tests.wiki.removal_house import House
from wiki import actions, guards
from wiki.models import Argument, Option, RemovalStep, Revision, Suggestion

__all__ = ["empty_site"]  # a fixture


@pytest.fixture
def house(app, cast):
    with app.app_context():
        made = House(cast)
        made.propose()
        actions.suggest("argument", by=made.ada, option=made.option, side="for", title="One more")
        db.session.flush()
        yield made
        db.session.rollback()


def test_the_database_refuses_to_delete_a_row_or_change_the_log(house):
    connection = db.session.connection()
    guards.put_up(connection)  # gone again when this is rolled back
    tables = Model.metadata.tables
    acts: list[sa.Executable] = [sa.delete(tables[name]) for name in guards.NEVER_DELETED]
    acts += [sa.update(tables[name]).values(words="") for name in guards.NEVER_CHANGED]
    for act in acts:
        with pytest.raises(DBAPIError, match=guards.SENTENCE), connection.begin_nested():
            connection.execute(act)


@pytest.mark.parametrize("kind", [Argument, Option, Revision, Suggestion, RemovalStep])
def test_the_session_refuses_to_delete_a_row(house, kind):
    with pytest.raises(RuntimeError, match=guards.SENTENCE):
        db.session.execute(sa.delete(kind))
    db.session.delete(db.session.scalars(sa.select(kind)).first())
    with pytest.raises(RuntimeError, match=guards.SENTENCE):
        db.session.flush()


def test_the_guards_stand_after_every_migration(empty_site):
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO topic (slug, title, question, summary, agreed, disputed, text, html, "
                "revision, changed_at) VALUES ('a', 'A', '', '', '', '', '', '', 0, '2026-01-01')"
            )
        )
        with pytest.raises(DBAPIError, match=guards.SENTENCE):
            connection.execute(sa.text("DELETE FROM topic"))


def test_every_guarded_table_is_there_and_no_foreign_key_takes_a_row_along(app):
    tables = Model.metadata.tables
    assert set(guards.NEVER_DELETED) <= set(tables)
    cascading = [
        str(key)
        for table in tables.values()
        for key in table.foreign_keys
        if key.column.table.name in guards.NEVER_DELETED and key.ondelete
    ]
    assert cascading == []


def test_no_address_of_the_site_is_for_deleting(app):
    rules = list(app.url_map.iter_rules())

    assert [str(rule) for rule in rules if "DELETE" in (rule.methods or ())] == []
    named = [str(rule) for rule in rules if "delete" in f"{rule} {rule.endpoint}".lower()]
    assert named == []
