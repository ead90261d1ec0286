"""Points entered for members who are not online, and stand-ins for those who gave no name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stand_in",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("discussion", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_stand_in_member_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_stand_in")),
        sa.UniqueConstraint("voice", name=op.f("uq_stand_in_voice")),
    )
    op.create_table(
        "contribution",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("clp_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clp_id"], ["clp.id"], name=op.f("fk_contribution_clp_id_clp")),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["member.id"], name=op.f("fk_contribution_entered_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_contribution_post_id_post")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_contribution_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_contribution")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contribution_clp_id"), ["clp_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contribution_entered_by_id"), ["entered_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contribution_thread_id"), ["thread_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contribution_thread_id"))
        batch_op.drop_index(batch_op.f("ix_contribution_entered_by_id"))
        batch_op.drop_index(batch_op.f("ix_contribution_clp_id"))

    op.drop_table("contribution")
    op.drop_table("stand_in")
