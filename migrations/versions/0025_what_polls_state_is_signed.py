"""What each poll states is signed, and stands in one chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "poll_chain_end",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.CheckConstraint("one = 1", name=op.f("ck_poll_chain_end_only_one")),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_poll_chain_end")),
    )
    op.create_table(
        "poll_manifest",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("header", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["poll.id"], name=op.f("fk_poll_manifest_poll_id_poll")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_poll_manifest")),
        sa.UniqueConstraint("hash", name=op.f("uq_poll_manifest_hash")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_poll_manifest_previous_hash")),
    )
    with op.batch_alter_table("poll_manifest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_manifest_poll_id"), ["poll_id"], unique=False)

    op.create_table(
        "poll_mix",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_mix_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "position", name=op.f("pk_poll_mix")),
    )
    op.create_table(
        "poll_trackers",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("trackers", sa.LargeBinary(), nullable=False),
        sa.Column("branches", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["poll.id"], name=op.f("fk_poll_trackers_poll_id_poll")
        ),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_poll_trackers")),
    )


def downgrade() -> None:
    op.drop_table("poll_trackers")
    op.drop_table("poll_mix")
    with op.batch_alter_table("poll_manifest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_manifest_poll_id"))

    op.drop_table("poll_manifest")
    op.drop_table("poll_chain_end")
