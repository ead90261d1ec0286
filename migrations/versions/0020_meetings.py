"""Meetings take up discussions; what came of them is recorded, signed, published and corrected."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("clp_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("attendance", sa.Integer(), nullable=True),
        sa.Column("guests", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("chair_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "attendance - guests <= members", name=op.f("ck_meeting_members_are_there")
        ),
        sa.CheckConstraint("guests <= attendance", name=op.f("ck_meeting_guests_are_there")),
        sa.ForeignKeyConstraint(
            ["chair_id"], ["member.id"], name=op.f("fk_meeting_chair_id_member")
        ),
        sa.ForeignKeyConstraint(["clp_id"], ["clp.id"], name=op.f("fk_meeting_clp_id_clp")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["calendar_entry.id"], name=op.f("fk_meeting_entry_id_calendar_entry")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["member.id"], name=op.f("fk_meeting_recorded_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_meeting_entry_id")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_clp_id"), ["clp_id"], unique=False)

    op.create_table(
        "meeting_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["member.id"],
            name=op.f("fk_meeting_correction_answered_by_id_member"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_correction_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_meeting_correction_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_correction")),
    )
    with op.batch_alter_table("meeting_correction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_correction_meeting_id"), ["meeting_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_meeting_correction_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "meeting_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("hands", sa.JSON(), nullable=False),
        sa.Column("minority", sa.String(), nullable=False),
        sa.Column("minority_declined", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["member.id"], name=op.f("fk_meeting_item_taken_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_meeting_item_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
        sa.UniqueConstraint(
            "meeting_id", "thread_id", name=op.f("uq_meeting_item_meeting_id_thread_id")
        ),
    )
    with op.batch_alter_table("meeting_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_item_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "meeting_signature",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("as_chair", sa.Boolean(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_signature_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_meeting_signature_member_id_member")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name=op.f("pk_meeting_signature")),
        sa.UniqueConstraint(
            "meeting_id", "as_chair", name=op.f("uq_meeting_signature_meeting_id_as_chair")
        ),
    )
    op.create_table(
        "meeting_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_step_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_step")),
    )
    with op.batch_alter_table("meeting_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_step_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "meeting_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_version_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_version")),
    )
    with op.batch_alter_table("meeting_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_version_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("spoken", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("spoke_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_speaker_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
    )
    with op.batch_alter_table("speaker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_speaker_meeting_id"), ["meeting_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("speaker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_speaker_meeting_id"))

    op.drop_table("speaker")
    with op.batch_alter_table("meeting_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_version_meeting_id"))

    op.drop_table("meeting_version")
    with op.batch_alter_table("meeting_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_step_meeting_id"))

    op.drop_table("meeting_step")
    op.drop_table("meeting_signature")
    with op.batch_alter_table("meeting_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_item_thread_id"))

    op.drop_table("meeting_item")
    with op.batch_alter_table("meeting_correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_correction_member_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_correction_meeting_id"))

    op.drop_table("meeting_correction")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_clp_id"))

    op.drop_table("meeting")
