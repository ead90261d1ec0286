"""Members can be kept from writing for a time; decisions have terms; safety cases a history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

LABELLED = ("post", "thread", "argument", "option")


def upgrade() -> None:
    op.create_table(
        "restriction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("case", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_restriction_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
    )
    op.create_index(op.f("ix_restriction_member_id"), "restriction", ["member_id"])
    op.create_table(
        "safety_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("handed_to", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["member.id"], name=op.f("fk_safety_entry_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_case.id"],
            name=op.f("fk_safety_entry_case_id_moderation_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_entry")),
    )
    op.create_index(op.f("ix_safety_entry_case_id"), "safety_entry", ["case_id"])
    with op.batch_alter_table("decision") as batch_op:
        batch_op.add_column(sa.Column("terms", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("second_clp_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_decision_second_clp_id_clp"), "clp", ["second_clp_id"], ["id"]
        )
        batch_op.create_check_constraint(
            op.f("ck_decision_two_different_clps"),
            "second_clp_id IS NULL OR first_clp_id IS NULL OR second_clp_id <> first_clp_id",
        )
    with op.batch_alter_table("decision") as batch_op:
        batch_op.alter_column("terms", server_default=None)
    with op.batch_alter_table("moderation_case") as batch_op:
        batch_op.add_column(sa.Column("opened_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("evidence_gone_at", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.create_foreign_key(
            op.f("fk_moderation_case_opened_by_id_member"), "member", ["opened_by_id"], ["id"]
        )
    with op.batch_alter_table("report") as batch_op:
        batch_op.add_column(
            sa.Column("feels_unsafe", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("report") as batch_op:
        batch_op.alter_column("feels_unsafe", server_default=None)
    for table in LABELLED:
        op.add_column(table, sa.Column("label", sa.String(), nullable=True))
    op.add_column("post", sa.Column("moved_to_id", sa.Integer(), nullable=True))
    op.add_column("post", sa.Column("moved_from_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table, columns in {
        "post": ("moved_from_id", "moved_to_id", "label"),
        "thread": ("label",),
        "argument": ("label",),
        "option": ("label",),
        "report": ("feels_unsafe",),
    }.items():
        for column in columns:
            op.drop_column(table, column)
    with op.batch_alter_table("moderation_case") as batch_op:
        batch_op.drop_constraint(op.f("fk_moderation_case_opened_by_id_member"), type_="foreignkey")
        for column in ("evidence_gone_at", "ended_at", "opened_by_id"):
            batch_op.drop_column(column)
    with op.batch_alter_table("decision") as batch_op:
        batch_op.drop_constraint(op.f("ck_decision_two_different_clps"), type_="check")
        batch_op.drop_constraint(op.f("fk_decision_second_clp_id_clp"), type_="foreignkey")
        for column in ("second_clp_id", "until", "terms"):
            batch_op.drop_column(column)
    op.drop_table("safety_entry")
    op.drop_table("restriction")
