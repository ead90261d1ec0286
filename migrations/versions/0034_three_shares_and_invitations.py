"""Shares are kept ready to show; members are invited by lot; bands say who is heard."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heard_band",
        sa.Column("clp_id", sa.Integer(), nullable=False),
        sa.Column("attribute", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["clp_id"], ["clp.id"], name=op.f("fk_heard_band_clp_id_clp")),
        sa.PrimaryKeyConstraint("clp_id", "attribute", "answer", name=op.f("pk_heard_band")),
    )
    op.create_table(
        "invitation_consent",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_invitation_consent_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["member.id"], name=op.f("fk_invitation_consent_noted_by_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_invitation_consent")),
    )
    op.create_table(
        "invitation_round",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("clp_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("aspect", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("only_clp", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("log_day", sa.Date(), nullable=False),
        sa.Column("log_hash", sa.String(), nullable=False),
        sa.Column("group_seats", sa.Integer(), nullable=False),
        sa.Column("general_seats", sa.Integer(), nullable=False),
        sa.Column("frame", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["member.id"], name=op.f("fk_invitation_round_asked_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_case.id"],
            name=op.f("fk_invitation_round_case_id_moderation_case"),
        ),
        sa.ForeignKeyConstraint(
            ["clp_id"], ["clp.id"], name=op.f("fk_invitation_round_clp_id_clp")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_invitation_round_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_round")),
        sa.UniqueConstraint("case_id", name=op.f("uq_invitation_round_case_id")),
    )
    with op.batch_alter_table("invitation_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_round_ends_at"), ["ends_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_invitation_round_thread_id"), ["thread_id"], unique=False
        )

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_invitation_member_id_member")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_invitation_post_id_post")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["invitation_round.id"],
            name=op.f("fk_invitation_round_id_invitation_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("round_id", "member_id", name=op.f("uq_invitation_round_id_member_id")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_invitation_member_id_sent_at", ["member_id", "sent_at"], unique=False
        )

    op.create_table(
        "share_line",
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("turnout", sa.String(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_share_line_poll_id_poll")),
        sa.PrimaryKeyConstraint("subject_kind", "subject_id", name=op.f("pk_share_line")),
    )


def downgrade() -> None:
    op.drop_table("share_line")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index("ix_invitation_member_id_sent_at")

    op.drop_table("invitation")
    with op.batch_alter_table("invitation_round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_round_thread_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_round_ends_at"))

    op.drop_table("invitation_round")
    op.drop_table("invitation_consent")
    op.drop_table("heard_band")
