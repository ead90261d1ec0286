"""Paper votes: batches of envelopes, the totals of two people, doubts and recounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("clp_id", sa.Integer(), nullable=True),
        sa.Column("secretary_id", sa.Integer(), nullable=False),
        sa.Column("witness_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("sealed_on", sa.Date(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("typed", sa.Integer(), nullable=False),
        sa.Column("voted_online", sa.Integer(), nullable=False),
        sa.Column("online_seen", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("left_sealed", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Integer(), nullable=False),
        sa.Column("counted_with_id", sa.Integer(), nullable=True),
        sa.Column("recounts", sa.Integer(), nullable=False),
        sa.Column("differed", sa.String(), nullable=False),
        sa.Column("sheet_hash", sa.String(), nullable=True),
        sa.CheckConstraint("secretary_id <> witness_id", name=op.f("ck_paper_batch_two_people")),
        sa.ForeignKeyConstraint(["clp_id"], ["clp.id"], name=op.f("fk_paper_batch_clp_id_clp")),
        sa.ForeignKeyConstraint(
            ["counted_with_id"],
            ["paper_batch.id"],
            name=op.f("fk_paper_batch_counted_with_id_paper_batch"),
        ),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_paper_batch_poll_id_poll")),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_paper_batch_region_id_region")
        ),
        sa.ForeignKeyConstraint(
            ["secretary_id"], ["member.id"], name=op.f("fk_paper_batch_secretary_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["witness_id"], ["member.id"], name=op.f("fk_paper_batch_witness_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_batch")),
    )
    with op.batch_alter_table("paper_batch", schema=None) as batch_op:
        for column in ("poll_id", "clp_id", "secretary_id", "witness_id", "counted_with_id"):
            batch_op.create_index(batch_op.f(f"ix_paper_batch_{column}"), [column], unique=False)
        batch_op.create_index(
            "ix_paper_batch_one_at_a_time",
            ["poll_id", "clp_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'registering')"),
            postgresql_where=sa.text("state IN ('asked', 'registering')"),
        )

    op.create_table(
        "paper_total",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name=op.f("fk_paper_total_batch_id_paper_batch")
        ),
        sa.PrimaryKeyConstraint("batch_id", "entered_by", "cell", name=op.f("pk_paper_total")),
    )
    op.create_table(
        "paper_doubt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("is_false", sa.Boolean(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name=op.f("fk_paper_doubt_batch_id_paper_batch")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["member.id"], name=op.f("fk_paper_doubt_decided_by_id_member")
        ),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_paper_doubt_poll_id_poll")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_doubt")),
        sa.UniqueConstraint("poll_id", "mark", name=op.f("uq_paper_doubt_poll_id_mark")),
    )
    with op.batch_alter_table("paper_doubt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_doubt_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "paper_recount",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name=op.f("fk_paper_recount_batch_id_paper_batch")
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["member.id"], name=op.f("fk_paper_recount_done_by_id_member")
        ),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_paper_recount")),
    )


def downgrade() -> None:
    op.drop_table("paper_recount")
    op.drop_table("paper_doubt")
    op.drop_table("paper_total")
    op.drop_table("paper_batch")
