"""Posts have files, name members and wait for topics; good points, and orders of threads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arranged_page",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_arranged_page_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("thread_id", "order", "page", name=op.f("pk_arranged_page")),
    )
    op.create_table(
        "arrangement",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_arrangement_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_arrangement")),
    )
    with op.batch_alter_table("arrangement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arrangement_wanted"), ["wanted"], unique=False)

    op.create_table(
        "endorsement",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_endorsement_member_id_member")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_endorsement_post_id_post")),
        sa.PrimaryKeyConstraint("post_id", "member_id", name=op.f("pk_endorsement")),
    )
    with op.batch_alter_table("endorsement", schema=None) as batch_op:
        batch_op.create_index(
            "ix_endorsement_member_id_post_id", ["member_id", "post_id"], unique=False
        )

    op.create_table(
        "mention",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_mention_member_id_member")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_mention_post_id_post")),
        sa.PrimaryKeyConstraint("post_id", "member_id", name=op.f("pk_mention")),
    )
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mention_member_id"), ["member_id"], unique=False)

    op.create_table(
        "post_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["content_hash"],
            ["file_content.hash"],
            name=op.f("fk_post_file_content_hash_file_content"),
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_file_post_id_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_file")),
    )
    with op.batch_alter_table("post_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_file_post_id"), ["post_id"], unique=False)

    op.create_table(
        "topic_wanted",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_topic_wanted_post_id_post")
        ),
        sa.PrimaryKeyConstraint("post_id", "slug", name=op.f("pk_topic_wanted")),
    )
    with op.batch_alter_table("topic_wanted", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_wanted_slug"), ["slug"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("topic_wanted", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topic_wanted_slug"))

    op.drop_table("topic_wanted")
    with op.batch_alter_table("post_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_file_post_id"))

    op.drop_table("post_file")
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mention_member_id"))

    op.drop_table("mention")
    with op.batch_alter_table("endorsement", schema=None) as batch_op:
        batch_op.drop_index("ix_endorsement_member_id_post_id")

    op.drop_table("endorsement")
    with op.batch_alter_table("arrangement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arrangement_wanted"))

    op.drop_table("arrangement")
    op.drop_table("arranged_page")
