"""Prompts offer steelman slots and what is also said, are held back by lot, and are measured."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "also_said",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["moderation_case.id"], name=op.f("fk_also_said_case_id_moderation_case")
        ),
        sa.ForeignKeyConstraint(
            ["option_id"], ["option.id"], name=op.f("fk_also_said_option_id_option")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_also_said_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_also_said")),
    )
    with op.batch_alter_table("also_said", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_also_said_ended_at"), ["ended_at"], unique=False)
    op.create_table(
        "steelman",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("option_title", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holder_kind", sa.String(), nullable=True),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_steelman_author_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["moderation_case.id"], name=op.f("fk_steelman_case_id_moderation_case")
        ),
        sa.ForeignKeyConstraint(
            ["option_id"], ["option.id"], name=op.f("fk_steelman_option_id_option")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_steelman_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steelman")),
    )
    with op.batch_alter_table("steelman", schema=None) as batch_op:
        batch_op.create_index(
            "uq_steelman_standing",
            ["option_id", "position"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
    op.create_table(
        "steelman_answer",
        sa.Column("steelman_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("is_mine", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_steelman_answer_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["steelman_id"], ["steelman.id"], name=op.f("fk_steelman_answer_steelman_id_steelman")
        ),
        sa.PrimaryKeyConstraint("steelman_id", "member_id", name=op.f("pk_steelman_answer")),
    )
    op.create_table(
        "prompt_outcome",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("detector", sa.String(), nullable=False),
        sa.Column("held_back", sa.Boolean(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gap_before", sa.Double(), nullable=True),
        sa.Column("gap_after", sa.Double(), nullable=True),
        sa.Column("evidence_after", sa.Double(), nullable=True),
        sa.Column("first_voice_hours", sa.Double(), nullable=True),
        sa.Column("new_speakers", sa.Integer(), nullable=True),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_case.id"],
            name=op.f("fk_prompt_outcome_case_id_moderation_case"),
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_prompt_outcome")),
    )
    with op.batch_alter_table("prompt_outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prompt_outcome_raised_at"), ["raised_at"])
        batch_op.create_index(batch_op.f("ix_prompt_outcome_measured_at"), ["measured_at"])
    op.create_table(
        "detector_strictness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("detector", sa.String(), nullable=False),
        sa.Column("factor", sa.Double(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acted", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_detector_strictness")),
    )
    with op.batch_alter_table("detector_strictness", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_detector_strictness_detector"), ["detector"])
    op.add_column(
        "moderation_case", sa.Column("shown_from", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "meeting_item", sa.Column("missing", sa.String(), server_default="", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("meeting_item", "missing")
    op.drop_column("moderation_case", "shown_from")
    op.drop_table("detector_strictness")
    op.drop_table("prompt_outcome")
    op.drop_table("steelman_answer")
    op.drop_table("steelman")
    op.drop_table("also_said")
