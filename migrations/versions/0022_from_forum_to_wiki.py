"""Posts that became options or are proposed for the wiki, and summaries of threads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "summary",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("covers", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_summary_by_id_member")),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_summary_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_summary_thread_id_number")),
    )
    with op.batch_alter_table("summary", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_summary_by_id"), ["by_id"], unique=False)

    op.create_table(
        "omission",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("summary_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_in_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_in_id"], ["summary.id"], name=op.f("fk_omission_answered_in_id_summary")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_omission_by_id_member")),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summary.id"], name=op.f("fk_omission_summary_id_summary")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_omission_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_omission")),
    )
    with op.batch_alter_table("omission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_omission_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_omission_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "post_option",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["option_id"], ["option.id"], name=op.f("fk_post_option_option_id_option")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_option_post_id_post")),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_post_option")),
    )
    with op.batch_alter_table("post_option", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_option_option_id"), ["option_id"], unique=False)

    op.create_table(
        "post_suggestion",
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_post_suggestion_post_id_post")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestion.id"],
            name=op.f("fk_post_suggestion_suggestion_id_suggestion"),
        ),
        sa.PrimaryKeyConstraint("suggestion_id", name=op.f("pk_post_suggestion")),
    )
    with op.batch_alter_table("post_suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_suggestion_post_id"), ["post_id"], unique=False)

    op.create_table(
        "said_by",
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_said_by_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_said_by_suggestion_id_suggestion")
        ),
        sa.PrimaryKeyConstraint("suggestion_id", name=op.f("pk_said_by")),
    )
    with op.batch_alter_table("said_by", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_said_by_member_id"), ["member_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("said_by", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_said_by_member_id"))

    op.drop_table("said_by")
    with op.batch_alter_table("post_suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_suggestion_post_id"))

    op.drop_table("post_suggestion")
    with op.batch_alter_table("post_option", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_option_option_id"))

    op.drop_table("post_option")
    with op.batch_alter_table("omission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_omission_thread_id"))
        batch_op.drop_index(batch_op.f("ix_omission_by_id"))

    op.drop_table("omission")
    with op.batch_alter_table("summary", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_summary_by_id"))

    op.drop_table("summary")
