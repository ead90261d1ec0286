"""A poll has a method, and choices where the method asks for them; older ones are on the scale."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "poll_choice",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_choice_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "number", name=op.f("pk_poll_choice")),
    )
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("method", sa.String(), nullable=False, server_default="support")
        )
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.alter_column("method", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_column("method")

    op.drop_table("poll_choice")
