"""Alembic's entry: runs migrations on the app's database, in batch mode for SQLite."""

from __future__ import annotations

from alembic import context
from flask import current_app

migrate = current_app.extensions["migrate"]
db = migrate.db
options = {
    "target_metadata": db.metadata,
    "render_as_batch": True,
    "compare_type": True,
    **{key: value for key, value in migrate.configure_args.items() if key != "render_as_batch"},
}

if context.is_offline_mode():
    context.configure(url=str(db.engine.url), literal_binds=True, **options)
    with context.begin_transaction():
        context.run_migrations()
else:
    with db.engine.connect() as connection:
        context.configure(connection=connection, **options)
        with context.begin_transaction():
            context.run_migrations()
