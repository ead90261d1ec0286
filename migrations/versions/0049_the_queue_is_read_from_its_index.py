"""The queue of moderators is counted and sorted from an index that holds all it asks."""

from __future__ import annotations

from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_moderation_case_queue", "moderation_case"
ASKED = (
    "state",
    "kind",
    "clp_id",
    "is_urgent",
    "due_at",
    "opened_at",
    "shown_from",
    "claimed_by_id",
    "claimed_until",
    "nobody_free_at",
)


def upgrade() -> None:
    op.drop_index(NAME, TABLE)
    op.create_index(NAME, TABLE, list(ASKED))


def downgrade() -> None:
    op.drop_index(NAME, TABLE)
    op.create_index(NAME, TABLE, ["state", "is_urgent", "due_at"])
