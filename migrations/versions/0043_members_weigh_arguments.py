"""Members weigh arguments, and what they think together is told once a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "weighed",
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("subject_kind", "subject_id", name=op.f("pk_weighed")),
    )
    op.create_table(
        "weighing",
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "answer IN ('agree', 'disagree', 'unsure')", name=op.f("ck_weighing_answer")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_weighing_member_id_member")
        ),
        sa.PrimaryKeyConstraint(
            "subject_kind", "subject_id", "member_id", name=op.f("pk_weighing")
        ),
    )
    op.create_index(op.f("ix_weighing_member_id"), "weighing", ["member_id"])


def downgrade() -> None:
    op.drop_table("weighing")
    op.drop_table("weighed")
