"""What people talk about is counted, quarter by quarter."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trend_place",
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("writers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("quarter", "place", name=op.f("pk_trend_place")),
    )
    op.create_table(
        "trend_quarter",
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("quarter", name=op.f("pk_trend_quarter")),
    )
    op.create_table(
        "trend_word",
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("stem", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("here", sa.Integer(), nullable=False),
        sa.Column("elsewhere", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("quarter", "place", "stem", name=op.f("pk_trend_word")),
    )
    with op.batch_alter_table("trend_word", schema=None) as batch_op:
        batch_op.create_index("ix_trend_word_best", ["quarter", "place", "evidence"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("trend_word", schema=None) as batch_op:
        batch_op.drop_index("ix_trend_word_best")

    op.drop_table("trend_word")
    op.drop_table("trend_quarter")
    op.drop_table("trend_place")
