"""Alembic's entry: runs migrations on the app's database, in batch mode for SQLite."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from flask import current_app

from core.db import UtcDateTime
from wiki import guards


def without_our_code(kind: str, item: object, _autogen: Any) -> str | Literal[False]:
    """A migration names no class of ours: it must run when that class has long changed."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


migrate = current_app.extensions["migrate"]
db = migrate.db
options = {
    "target_metadata": db.metadata,
    "render_as_batch": True,
    "compare_type": True,
    "render_item": without_our_code,
    **{key: value for key, value in migrate.configure_args.items() if key != "render_as_batch"},
}

if context.is_offline_mode():
    context.configure(url=str(db.engine.url), literal_binds=True, **options)
    with context.begin_transaction():
        context.run_migrations()
else:
    with db.engine.begin() as connection:
        guards.take_down(connection)
    with db.engine.connect() as connection:
        context.configure(connection=connection, **options)
        with context.begin_transaction():
            context.run_migrations()
    with db.engine.begin() as connection:
        guards.put_up(connection)
