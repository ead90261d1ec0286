"""Branches that are made into PDF booklets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "printing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_printing_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_printing_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printing")),
    )
    with op.batch_alter_table("printing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_printing_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_printing_member_id"), ["member_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("printing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_printing_member_id"))
        batch_op.drop_index(batch_op.f("ix_printing_asked_at"))

    op.drop_table("printing")
