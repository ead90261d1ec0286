"""The structure has a public log, topics can become part of others, children have headings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "structure_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["member.id"], name=op.f("fk_structure_change_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_structure_change_topic_id_topic")
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"],
            ["structure_change.id"],
            name=op.f("fk_structure_change_undoes_id_structure_change"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure_change")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_structure_change_undoes_id")),
    )
    with op.batch_alter_table("structure_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_structure_change_topic_id"), ["topic_id"], unique=False
        )

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.add_column(sa.Column("heading", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_topic_merged_into_id"), ["merged_into_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_topic_merged_into_id_topic"), "topic", ["merged_into_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_topic_merged_into_id_topic"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_topic_merged_into_id"))
        batch_op.drop_column("merged_into_id")

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_column("heading")

    with op.batch_alter_table("structure_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_structure_change_topic_id"))

    op.drop_table("structure_change")
