"""Views can be archived, merged, redacted or changed in sense, by removals of two editors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "removal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=True),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=True),
        sa.Column("replaced", sa.Integer(), nullable=True),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=True),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("first_clp_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("second_clp_id", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_effect_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appellant_id", sa.Integer(), nullable=True),
        sa.Column("appealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("judge_id", sa.Integer(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "judge_id IS NULL OR (judge_id <> first_id AND judge_id <> coalesce(second_id, 0))",
            name=op.f("ck_removal_judged_by_a_third"),
        ),
        sa.CheckConstraint(
            "second_id IS NULL OR second_id <> first_id", name=op.f("ck_removal_two_people")
        ),
        sa.ForeignKeyConstraint(
            ["appellant_id"], ["member.id"], name=op.f("fk_removal_appellant_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["first_clp_id"], ["clp.id"], name=op.f("fk_removal_first_clp_id_clp")
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["member.id"], name=op.f("fk_removal_first_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["member.id"], name=op.f("fk_removal_judge_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["second_clp_id"], ["clp.id"], name=op.f("fk_removal_second_clp_id_clp")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["member.id"], name=op.f("fk_removal_second_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_removal_suggestion_id_suggestion")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_removal_topic_id_topic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal")),
    )
    with op.batch_alter_table("removal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_removal_first_id"), ["first_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_removal_made_at"), ["made_at"], unique=False)
        batch_op.create_index("ix_removal_state_due_at", ["state", "due_at"], unique=False)
        batch_op.create_index("ix_removal_subject", ["subject_kind", "subject_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_removal_topic_id"), ["topic_id"], unique=False)
        batch_op.create_index(
            "uq_removal_open",
            ["subject_kind", "subject_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('agreed', 'appealed', 'proposed')"),
            postgresql_where=sa.text("state IN ('agreed', 'appealed', 'proposed')"),
        )

    op.create_table(
        "removal_notice",
        sa.Column("removal_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_removal_notice_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["removal_id"], ["removal.id"], name=op.f("fk_removal_notice_removal_id_removal")
        ),
        sa.PrimaryKeyConstraint("removal_id", "member_id", name=op.f("pk_removal_notice")),
    )
    with op.batch_alter_table("removal_notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_removal_notice_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "removal_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("removal_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["member.id"], name=op.f("fk_removal_step_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["removal_id"], ["removal.id"], name=op.f("fk_removal_step_removal_id_removal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal_step")),
    )
    with op.batch_alter_table("removal_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_removal_step_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_removal_step_removal_id"), ["removal_id"], unique=False
        )

    op.create_table(
        "rewording",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("objection", sa.String(), nullable=True),
        sa.CheckConstraint(
            "seen_by_id IS NULL OR seen_by_id <> by_id", name=op.f("ck_rewording_seen_by_another")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_rewording_by_id_member")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_rewording_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by_id"], ["member.id"], name=op.f("fk_rewording_seen_by_id_member")
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_rewording")),
    )
    with op.batch_alter_table("rewording", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rewording_at"), ["at"], unique=False)

    op.create_table(
        "withheld",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("removal_id", sa.Integer(), nullable=False),
        sa.Column("row_kind", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["removal_id"], ["removal.id"], name=op.f("fk_withheld_removal_id_removal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withheld")),
    )
    with op.batch_alter_table("withheld", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_withheld_removal_id"), ["removal_id"], unique=False)

    with op.batch_alter_table("argument", schema=None) as batch_op:
        batch_op.add_column(sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("archived_because", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("removal_id", sa.Integer(), nullable=True))

    with op.batch_alter_table("option", schema=None) as batch_op:
        batch_op.add_column(sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("archived_because", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("removal_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("option", schema=None) as batch_op:
        batch_op.drop_column("removal_id")
        batch_op.drop_column("merged_into_id")
        batch_op.drop_column("archived_because")
        batch_op.drop_column("archived_at")

    with op.batch_alter_table("argument", schema=None) as batch_op:
        batch_op.drop_column("removal_id")
        batch_op.drop_column("merged_into_id")
        batch_op.drop_column("archived_because")
        batch_op.drop_column("archived_at")

    with op.batch_alter_table("withheld", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_withheld_removal_id"))

    op.drop_table("withheld")
    with op.batch_alter_table("rewording", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rewording_at"))

    op.drop_table("rewording")
    with op.batch_alter_table("removal_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_removal_step_removal_id"))
        batch_op.drop_index(batch_op.f("ix_removal_step_at"))

    op.drop_table("removal_step")
    with op.batch_alter_table("removal_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_removal_notice_member_id"))

    op.drop_table("removal_notice")
    with op.batch_alter_table("removal", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_removal_open",
            sqlite_where=sa.text("state IN ('agreed', 'appealed', 'proposed')"),
            postgresql_where=sa.text("state IN ('agreed', 'appealed', 'proposed')"),
        )
        batch_op.drop_index(batch_op.f("ix_removal_topic_id"))
        batch_op.drop_index("ix_removal_subject")
        batch_op.drop_index("ix_removal_state_due_at")
        batch_op.drop_index(batch_op.f("ix_removal_made_at"))
        batch_op.drop_index(batch_op.f("ix_removal_first_id"))

    op.drop_table("removal")
