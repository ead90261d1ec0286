"""Polls run again in waves, show figures in steps, and are looked after by officers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "poll_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("with_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_poll_act_by_id_member")),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_act_poll_id_poll")),
        sa.ForeignKeyConstraint(
            ["with_id"], ["member.id"], name=op.f("fk_poll_act_with_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_act")),
    )
    with op.batch_alter_table("poll_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_act_by_id"), ["by_id"], unique=False)
        batch_op.create_index("ix_poll_act_poll_id_id", ["poll_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_poll_act_with_id"), ["with_id"], unique=False)

    op.create_table(
        "poll_officer",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("ready_on", sa.Date(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_poll_officer_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["poll.id"], name=op.f("fk_poll_officer_poll_id_poll")
        ),
        sa.PrimaryKeyConstraint("poll_id", "seat", name=op.f("pk_poll_officer")),
        sa.UniqueConstraint("poll_id", "member_id", name=op.f("uq_poll_officer_poll_id_member_id")),
    )
    with op.batch_alter_table("poll_officer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_officer_member_id"), ["member_id"], unique=False)

    op.create_table(
        "poll_step",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ballots", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_step_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "number", name=op.f("pk_poll_step")),
    )
    op.create_table(
        "poll_step_figure",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id", "number"],
            ["poll_step.poll_id", "poll_step.number"],
            name=op.f("fk_poll_step_figure_poll_id_number_poll_step"),
        ),
        sa.PrimaryKeyConstraint("poll_id", "number", "cell", name=op.f("pk_poll_step_figure")),
    )
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.add_column(sa.Column("thread_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("wave_of_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("wave", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(
            sa.Column("key_with", sa.String(), nullable=False, server_default="site")
        )
        batch_op.add_column(
            sa.Column("step_ballots", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(
            sa.Column("step_hours", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("tallied_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("trouble", sa.String(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_poll_thread_id"), ["thread_id"], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_poll_wave_of_id_wave"), ["wave_of_id", "wave"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_poll_wave_of_id_poll"), "poll", ["wave_of_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_poll_thread_id_thread"), "thread", ["thread_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_poll_thread_id_thread"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_poll_wave_of_id_poll"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_poll_wave_of_id_wave"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_poll_thread_id"))
        batch_op.drop_column("trouble")
        batch_op.drop_column("tallied_at")
        batch_op.drop_column("step_hours")
        batch_op.drop_column("step_ballots")
        batch_op.drop_column("key_with")
        batch_op.drop_column("wave")
        batch_op.drop_column("wave_of_id")
        batch_op.drop_column("thread_id")

    op.drop_table("poll_step_figure")
    op.drop_table("poll_step")
    with op.batch_alter_table("poll_officer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_officer_member_id"))

    op.drop_table("poll_officer")
    with op.batch_alter_table("poll_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_act_with_id"))
        batch_op.drop_index("ix_poll_act_poll_id_id")
        batch_op.drop_index(batch_op.f("ix_poll_act_by_id"))

    op.drop_table("poll_act")
