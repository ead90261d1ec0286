"""What editors settle about words that mean the same; members are found by name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "synonym_change",
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["member.id"], name=op.f("fk_synonym_change_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym_change")),
    )
    with op.batch_alter_table("synonym_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_synonym_change_line"), ["line"], unique=False)
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_name"), ["name"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_name"))
    with op.batch_alter_table("synonym_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_synonym_change_line"))
    op.drop_table("synonym_change")
