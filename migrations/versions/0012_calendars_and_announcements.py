"""Calendars with their entries, and what CLPs announce."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "announcement",
        sa.Column("clp_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("pinned", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_announcement_author_id_member")
        ),
        sa.ForeignKeyConstraint(["clp_id"], ["clp.id"], name=op.f("fk_announcement_clp_id_clp")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["member.id"], name=op.f("fk_announcement_ended_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
    )
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_announcement_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            "ix_announcement_clp_id_last_day", ["clp_id", "last_day"], unique=False
        )

    op.create_table(
        "calendar_address",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_calendar_address_member_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_calendar_address")),
    )
    op.create_table(
        "calendar_entry",
        sa.Column("clp_id", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("only_clp", sa.Boolean(), nullable=False),
        sa.Column("is_meeting", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("how_to_join", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "clp_id IS NULL OR region_id IS NULL", name=op.f("ck_calendar_entry_one_calendar")
        ),
        sa.CheckConstraint(
            "only_clp = false OR clp_id IS NOT NULL", name=op.f("ck_calendar_entry_kept_to_a_clp")
        ),
        sa.CheckConstraint(
            "starts_at < ends_at", name=op.f("ck_calendar_entry_starts_before_it_ends")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_calendar_entry_author_id_member")
        ),
        sa.ForeignKeyConstraint(["clp_id"], ["clp.id"], name=op.f("fk_calendar_entry_clp_id_clp")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["member.id"], name=op.f("fk_calendar_entry_decided_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_calendar_entry_region_id_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_entry")),
    )
    with op.batch_alter_table("calendar_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_calendar_entry_author_id"), ["author_id"], unique=False
        )
        batch_op.create_index(
            "ix_calendar_entry_clp_id_starts_at", ["clp_id", "starts_at"], unique=False
        )
        batch_op.create_index(
            "ix_calendar_entry_region_id_starts_at", ["region_id", "starts_at"], unique=False
        )

    op.create_table(
        "announcement_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcement.id"],
            name=op.f("fk_announcement_version_announcement_id_announcement"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_version")),
    )
    with op.batch_alter_table("announcement_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_announcement_version_announcement_id"), ["announcement_id"], unique=False
        )

    op.create_table(
        "entry_follower",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["calendar_entry.id"],
            name=op.f("fk_entry_follower_entry_id_calendar_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_entry_follower_member_id_member")
        ),
        sa.PrimaryKeyConstraint("entry_id", "member_id", name=op.f("pk_entry_follower")),
    )
    with op.batch_alter_table("entry_follower", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_entry_follower_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "entry_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["member.id"], name=op.f("fk_entry_version_changed_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["calendar_entry.id"],
            name=op.f("fk_entry_version_entry_id_calendar_entry"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_version")),
    )
    with op.batch_alter_table("entry_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_version_entry_id"), ["entry_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("entry_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_version_entry_id"))

    op.drop_table("entry_version")
    with op.batch_alter_table("entry_follower", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_follower_member_id"))

    op.drop_table("entry_follower")
    with op.batch_alter_table("announcement_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_announcement_version_announcement_id"))

    op.drop_table("announcement_version")
    with op.batch_alter_table("calendar_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_calendar_entry_region_id_starts_at")
        batch_op.drop_index("ix_calendar_entry_clp_id_starts_at")
        batch_op.drop_index(batch_op.f("ix_calendar_entry_author_id"))

    op.drop_table("calendar_entry")
    op.drop_table("calendar_address")
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.drop_index("ix_announcement_clp_id_last_day")
        batch_op.drop_index(batch_op.f("ix_announcement_author_id"))

    op.drop_table("announcement")
