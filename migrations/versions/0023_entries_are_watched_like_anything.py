"""Entries of calendars are watched like anything else, without a table of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("entry_follower", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_follower_member_id"))

    op.drop_table("entry_follower")


def downgrade() -> None:
    op.create_table(
        "entry_follower",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["calendar_entry.id"],
            name=op.f("fk_entry_follower_entry_id_calendar_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_entry_follower_member_id_member")
        ),
        sa.PrimaryKeyConstraint("entry_id", "member_id", name=op.f("pk_entry_follower")),
    )
    with op.batch_alter_table("entry_follower", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_entry_follower_member_id"), ["member_id"], unique=False
        )
