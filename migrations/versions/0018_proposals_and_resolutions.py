"""Proposals and resolutions: authors, support, amendments, joinings; a poll can be about one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("option_id", sa.Integer(), nullable=True),
        sa.Column("clp_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("is_composite", sa.Boolean(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tabled", sa.String(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("supports", sa.Integer(), nullable=False),
        sa.Column("withdrawn_because", sa.String(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answer_html", sa.String(), nullable=False),
        sa.Column("results", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["member.id"], name=op.f("fk_proposal_answered_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_proposal_author_id_member")
        ),
        sa.ForeignKeyConstraint(["clp_id"], ["clp.id"], name=op.f("fk_proposal_clp_id_clp")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["proposal.id"], name=op.f("fk_proposal_merged_into_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["option_id"], ["option.id"], name=op.f("fk_proposal_option_id_option")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_proposal_thread_id_thread")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_proposal_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("thread_id", name=op.f("uq_proposal_thread_id")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_proposal_clp_id", ["clp_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_proposal_merged_into_id"), ["merged_into_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_proposal_option_id"), ["option_id"], unique=False)
        batch_op.create_index("ix_proposal_state_changed_at", ["state", "changed_at"], unique=False)
        batch_op.create_index("ix_proposal_topic_id", ["topic_id"], unique=False)

    op.create_table(
        "amendment",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("supports", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_amendment_author_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["member.id"], name=op.f("fk_amendment_decided_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_amendment_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "joining",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["member.id"], name=op.f("fk_joining_asked_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["from_id"], ["proposal.id"], name=op.f("fk_joining_from_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["proposal.id"], name=op.f("fk_joining_into_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining")),
    )
    with op.batch_alter_table("joining", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joining_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_joining_into_id"), ["into_id"], unique=False)

    op.create_table(
        "proposal_author",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_to", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("via_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_proposal_author_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_author_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["via_id"], ["proposal.id"], name=op.f("fk_proposal_author_via_id_proposal")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "member_id", name=op.f("pk_proposal_author")),
    )
    with op.batch_alter_table("proposal_author", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_proposal_author_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "proposal_support",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("via_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_proposal_support_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_support_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["via_id"], ["proposal.id"], name=op.f("fk_proposal_support_via_id_proposal")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "member_id", name=op.f("pk_proposal_support")),
    )
    with op.batch_alter_table("proposal_support", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_proposal_support_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "amendment_agreement",
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"],
            ["amendment.id"],
            name=op.f("fk_amendment_agreement_amendment_id_amendment"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_amendment_agreement_member_id_member")
        ),
        sa.PrimaryKeyConstraint("amendment_id", "member_id", name=op.f("pk_amendment_agreement")),
    )
    with op.batch_alter_table("amendment_agreement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_amendment_agreement_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "amendment_support",
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"],
            ["amendment.id"],
            name=op.f("fk_amendment_support_amendment_id_amendment"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_amendment_support_member_id_member")
        ),
        sa.PrimaryKeyConstraint("amendment_id", "member_id", name=op.f("pk_amendment_support")),
    )
    with op.batch_alter_table("amendment_support", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_amendment_support_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "joining_agreement",
        sa.Column("joining_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["joining_id"], ["joining.id"], name=op.f("fk_joining_agreement_joining_id_joining")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_joining_agreement_member_id_member")
        ),
        sa.PrimaryKeyConstraint("joining_id", "member_id", name=op.f("pk_joining_agreement")),
    )
    with op.batch_alter_table("joining_agreement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_joining_agreement_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "proposal_version",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["amendment_id"],
            ["amendment.id"],
            name=op.f("fk_proposal_version_amendment_id_amendment"),
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_version_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "number", name=op.f("pk_proposal_version")),
    )
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.add_column(sa.Column("proposal_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_poll_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_poll_proposal_id_proposal"), "proposal", ["proposal_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_poll_proposal_id_proposal"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_poll_proposal_id"))
        batch_op.drop_column("proposal_id")

    op.drop_table("proposal_version")
    with op.batch_alter_table("joining_agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_joining_agreement_member_id"))

    op.drop_table("joining_agreement")
    with op.batch_alter_table("amendment_support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_support_member_id"))

    op.drop_table("amendment_support")
    with op.batch_alter_table("amendment_agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_agreement_member_id"))

    op.drop_table("amendment_agreement")
    with op.batch_alter_table("proposal_support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_support_member_id"))

    op.drop_table("proposal_support")
    with op.batch_alter_table("proposal_author", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_author_member_id"))

    op.drop_table("proposal_author")
    with op.batch_alter_table("joining", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_joining_into_id"))
        batch_op.drop_index(batch_op.f("ix_joining_from_id"))

    op.drop_table("joining")
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_author_id"))

    op.drop_table("amendment")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index("ix_proposal_topic_id")
        batch_op.drop_index("ix_proposal_state_changed_at")
        batch_op.drop_index(batch_op.f("ix_proposal_option_id"))
        batch_op.drop_index(batch_op.f("ix_proposal_merged_into_id"))
        batch_op.drop_index("ix_proposal_clp_id")
        batch_op.drop_index(batch_op.f("ix_proposal_author_id"))

    op.drop_table("proposal")
