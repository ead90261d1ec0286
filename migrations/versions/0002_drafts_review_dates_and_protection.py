"""Drafts on the server, review dates and protected topics; revisions are found by time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_draft_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("member_id", "address", name=op.f("uq_draft_member_id_address")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_saved_at"), ["saved_at"], unique=False)

    op.create_table(
        "protection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_protection_two_editors")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_protection_by_id_member")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["member.id"], name=op.f("fk_protection_ended_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["member.id"], name=op.f("fk_protection_first_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["member.id"], name=op.f("fk_protection_second_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_protection_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protection")),
    )
    with op.batch_alter_table("protection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_protection_topic_id"), ["topic_id"], unique=False)
        batch_op.create_index(
            "uq_protection_in_force",
            ["topic_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "review_date",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["member.id"], name=op.f("fk_review_date_keeper_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["member.id"], name=op.f("fk_review_date_reviewed_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_review_date_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("topic_id", name=op.f("pk_review_date")),
    )
    with op.batch_alter_table("review_date", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_date_due_on"), ["due_on"], unique=False)

    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_at"), ["at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_at"))

    with op.batch_alter_table("review_date", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_date_due_on"))

    op.drop_table("review_date")
    with op.batch_alter_table("protection", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_protection_in_force",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_protection_topic_id"))

    op.drop_table("protection")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_saved_at"))

    op.drop_table("draft")
