"""Posts are held for a check, words are watched for, and stewards keep notes on cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clp_forum",
        sa.Column("clp_id", sa.Integer(), nullable=False),
        sa.Column("holds_first_posts", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chosen_by_id"], ["member.id"], name=op.f("fk_clp_forum_chosen_by_id_member")
        ),
        sa.ForeignKeyConstraint(["clp_id"], ["clp.id"], name=op.f("fk_clp_forum_clp_id_clp")),
        sa.PrimaryKeyConstraint("clp_id", name=op.f("pk_clp_forum")),
    )
    op.create_table(
        "said_lately",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("shingles", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_said_lately_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_said_lately")),
    )
    with op.batch_alter_table("said_lately") as batch_op:
        batch_op.create_index(batch_op.f("ix_said_lately_at"), ["at"], unique=False)
        batch_op.create_index("ix_said_lately_member_id_at", ["member_id", "at"], unique=False)

    op.create_table(
        "word_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("adds", sa.Boolean(), nullable=False),
        sa.Column("does", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("except_in", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.CheckConstraint("does IN ('block', 'hold', 'warn')", name=op.f("ck_word_change_does")),
        sa.CheckConstraint(
            "answered_by_id IS NULL OR answered_by_id <> proposed_by_id",
            name=op.f("ck_word_change_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["member.id"], name=op.f("fk_word_change_answered_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["member.id"], name=op.f("fk_word_change_proposed_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_change")),
    )
    with op.batch_alter_table("word_change") as batch_op:
        batch_op.create_index(batch_op.f("ix_word_change_word"), ["word"], unique=False)

    op.create_table(
        "case_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_case_note_author_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["moderation_case.id"], name=op.f("fk_case_note_case_id_moderation_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_note")),
    )
    with op.batch_alter_table("case_note") as batch_op:
        batch_op.create_index(batch_op.f("ix_case_note_case_id"), ["case_id"], unique=False)

    op.create_table(
        "held_post",
        sa.Column("does", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("clp_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("like_url", sa.String(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("became_url", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "does IN ('reply', 'thread', 'proposal')", name=op.f("ck_held_post_does")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'edit_asked', 'published', 'refused', 'withdrawn')",
            name=op.f("ck_held_post_state"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_held_post_author_id_member")
        ),
        sa.ForeignKeyConstraint(["clp_id"], ["clp.id"], name=op.f("fk_held_post_clp_id_clp")),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_held_post_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_post")),
    )
    with op.batch_alter_table("held_post") as batch_op:
        batch_op.create_index(batch_op.f("ix_held_post_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_held_post_held_at"), ["held_at"], unique=False)

    with op.batch_alter_table("moderation_case") as batch_op:
        batch_op.add_column(sa.Column("nobody_free_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("duplicate_of", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("moderation_case") as batch_op:
        batch_op.drop_column("duplicate_of")
        batch_op.drop_column("nobody_free_at")

    with op.batch_alter_table("held_post") as batch_op:
        batch_op.drop_index(batch_op.f("ix_held_post_held_at"))
        batch_op.drop_index(batch_op.f("ix_held_post_author_id"))

    op.drop_table("held_post")
    with op.batch_alter_table("case_note") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_note_case_id"))

    op.drop_table("case_note")
    with op.batch_alter_table("word_change") as batch_op:
        batch_op.drop_index(batch_op.f("ix_word_change_word"))

    op.drop_table("word_change")
    with op.batch_alter_table("said_lately") as batch_op:
        batch_op.drop_index("ix_said_lately_member_id_at")
        batch_op.drop_index(batch_op.f("ix_said_lately_at"))

    op.drop_table("said_lately")
    op.drop_table("clp_forum")
