"""What moderators hid is set beside what members wrote, quarter by quarter."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "neutrality_audit",
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("alerted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neutrality_audit")),
        sa.UniqueConstraint("quarter", name=op.f("uq_neutrality_audit_quarter")),
    )


def downgrade() -> None:
    op.drop_table("neutrality_audit")
