"""Members speak in their own words; topics affect each other; options cost and bring something."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "see_also",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_see_also_once")),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["member.id"], name=op.f("fk_see_also_added_by_id_member")
        ),
        sa.ForeignKeyConstraint(["one_id"], ["topic.id"], name=op.f("fk_see_also_one_id_topic")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["topic.id"], name=op.f("fk_see_also_other_id_topic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_see_also")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_see_also_one_id_other_id")),
    )
    with op.batch_alter_table("see_also", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_see_also_other_id"), ["other_id"], unique=False)

    op.create_table(
        "effect",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_topic_id", sa.Integer(), nullable=False),
        sa.Column("from_option_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("to_topic_id", sa.Integer(), nullable=False),
        sa.Column("to_option_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('raises', 'lowers', 'depends', 'conflicts')", name=op.f("ck_effect_kind")
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["member.id"], name=op.f("fk_effect_added_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["from_option_id"], ["option.id"], name=op.f("fk_effect_from_option_id_option")
        ),
        sa.ForeignKeyConstraint(
            ["from_topic_id"], ["topic.id"], name=op.f("fk_effect_from_topic_id_topic")
        ),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["member.id"], name=op.f("fk_effect_removed_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["to_option_id"], ["option.id"], name=op.f("fk_effect_to_option_id_option")
        ),
        sa.ForeignKeyConstraint(
            ["to_topic_id"], ["topic.id"], name=op.f("fk_effect_to_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect")),
    )
    with op.batch_alter_table("effect", schema=None) as batch_op:
        batch_op.create_index("ix_effect_from", ["from_topic_id", "from_option_id"], unique=False)
        batch_op.create_index("ix_effect_to", ["to_topic_id", "to_option_id"], unique=False)

    op.create_table(
        "own_words",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_own_words_author_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["member.id"], name=op.f("fk_own_words_noted_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["option_id"], ["option.id"], name=op.f("fk_own_words_option_id_option")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_own_words_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_words")),
        sa.UniqueConstraint(
            "option_id", "author_id", name=op.f("uq_own_words_option_id_author_id")
        ),
    )
    with op.batch_alter_table("own_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_words_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_own_words_topic_id"), ["topic_id"], unique=False)

    with op.batch_alter_table("option", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stakes", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("option", schema=None) as batch_op:
        batch_op.drop_column("stakes")

    with op.batch_alter_table("own_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_words_topic_id"))
        batch_op.drop_index(batch_op.f("ix_own_words_author_id"))

    op.drop_table("own_words")
    with op.batch_alter_table("effect", schema=None) as batch_op:
        batch_op.drop_index("ix_effect_to")
        batch_op.drop_index("ix_effect_from")

    op.drop_table("effect")
    with op.batch_alter_table("see_also", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_see_also_other_id"))

    op.drop_table("see_also")
