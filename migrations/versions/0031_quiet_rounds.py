"""Threads have quiet rounds; what moderators show beside a view for a time stands with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiet_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["member.id"], name=op.f("fk_quiet_round_opened_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_quiet_round_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiet_round")),
    )
    with op.batch_alter_table("quiet_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quiet_round_ends_at"), ["ends_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_quiet_round_thread_id"), ["thread_id"], unique=False)
        batch_op.create_index(
            "uq_quiet_round_open",
            ["thread_id"],
            unique=True,
            sqlite_where=sa.text("shown_at IS NULL"),
            postgresql_where=sa.text("shown_at IS NULL"),
        )
    op.create_table(
        "sealed_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=True),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("clp_id", sa.Integer(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_sealed_text_author_id_member")
        ),
        sa.ForeignKeyConstraint(["clp_id"], ["clp.id"], name=op.f("fk_sealed_text_clp_id_clp")),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["member.id"], name=op.f("fk_sealed_text_entered_by_id_member")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_sealed_text_post_id_post")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["quiet_round.id"], name=op.f("fk_sealed_text_round_id_quiet_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_text")),
        sa.UniqueConstraint("round_id", "voice", name=op.f("uq_sealed_text_round_id_voice")),
    )
    with op.batch_alter_table("sealed_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sealed_text_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sealed_text_post_id"), ["post_id"], unique=False)
    op.add_column("thread", sa.Column("quiet_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("thread", sa.Column("beside", sa.JSON(), nullable=True))
    op.add_column("option", sa.Column("beside", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("option", "beside")
    op.drop_column("thread", "beside")
    op.drop_column("thread", "quiet_until")
    op.drop_table("sealed_text")
    op.drop_table("quiet_round")
