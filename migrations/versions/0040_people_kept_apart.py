"""Members block, mute, rest from replies, limit them, and have others read for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "avoided",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_avoided_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["member.id"], name=op.f("fk_avoided_other_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", "other_id", name=op.f("pk_avoided")),
    )
    with op.batch_alter_table("avoided", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avoided_other_id"), ["other_id"], unique=False)
    op.create_table(
        "separation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_separation_two_in_order")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["member.id"], name=op.f("fk_separation_first_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["member.id"], name=op.f("fk_separation_second_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_separation")),
    )
    with op.batch_alter_table("separation", schema=None) as batch_op:
        for column in ("decision_id", "first_id", "second_id"):
            batch_op.create_index(batch_op.f(f"ix_separation_{column}"), [column], unique=False)
    op.create_table(
        "reply_rest",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_reply_rest_member_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_reply_rest")),
    )
    op.create_table(
        "delegate",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["member.id"], name=op.f("fk_delegate_delegate_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_delegate_member_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", "delegate_id", name=op.f("pk_delegate")),
    )
    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegate_delegate_id"), ["delegate_id"], unique=False)
    op.create_table(
        "reply_limit",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("clp_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clp_id"], ["clp.id"], name=op.f("fk_reply_limit_clp_id_clp")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_reply_limit_post_id_post")),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_reply_limit")),
    )


def downgrade() -> None:
    for table in ("reply_limit", "delegate", "reply_rest", "separation", "avoided"):
        op.drop_table(table)
