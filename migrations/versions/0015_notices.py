"""Notices: what concerns one member, and which kinds of things each wants to hear of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("read", sa.Boolean(), nullable=False),
        sa.Column("arranged", sa.Boolean(), nullable=False),
        sa.Column("mailed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_notice_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_member_id_id", ["member_id", "id"], unique=False)
        batch_op.create_index(
            "ix_notice_new",
            ["id"],
            unique=False,
            sqlite_where=sa.text("arranged = 0"),
            postgresql_where=sa.text("NOT arranged"),
        )
        batch_op.create_index(
            "ix_notice_owed",
            ["member_id", "id"],
            unique=False,
            sqlite_where=sa.text("mailed = 0"),
            postgresql_where=sa.text("NOT mailed"),
        )

    op.create_table(
        "notice_choice",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_notice_choice_member_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", "why", name=op.f("pk_notice_choice")),
    )


def downgrade() -> None:
    op.drop_table("notice_choice")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_notice_owed",
            sqlite_where=sa.text("mailed = 0"),
            postgresql_where=sa.text("NOT mailed"),
        )
        batch_op.drop_index(
            "ix_notice_new",
            sqlite_where=sa.text("arranged = 0"),
            postgresql_where=sa.text("NOT arranged"),
        )
        batch_op.drop_index("ix_notice_member_id_id")

    op.drop_table("notice")
