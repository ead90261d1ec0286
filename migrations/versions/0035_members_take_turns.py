"""Members take turns in a thread for a while; some are invited to speak there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.add_column(sa.Column("turns_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("turns_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("turns_under", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_thread_turns_until"), ["turns_until"], unique=False)
    op.create_table(
        "invited_speaker",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_invited_speaker_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_invited_speaker_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("thread_id", "member_id", name=op.f("pk_invited_speaker")),
    )
    with op.batch_alter_table("invited_speaker", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invited_speaker_member_id"), ["member_id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("invited_speaker")
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_turns_until"))
        batch_op.drop_column("turns_under")
        batch_op.drop_column("turns_until")
        batch_op.drop_column("turns_since")
