"""Forums of regions and rooms, what stewards do with threads, and how far members have read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["member.id"], name=op.f("fk_room_made_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("slug", name=op.f("uq_room_slug")),
        sa.UniqueConstraint("title", name=op.f("uq_room_title")),
    )
    op.create_table(
        "bookmark",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_bookmark_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_bookmark_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("member_id", "thread_id", name=op.f("pk_bookmark")),
    )
    with op.batch_alter_table("bookmark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bookmark_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "thread_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("moved_from", sa.String(), nullable=True),
        sa.Column("moved_to", sa.String(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["member.id"], name=op.f("fk_thread_change_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_thread_change_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_change")),
    )
    with op.batch_alter_table("thread_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thread_change_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thread_change_thread_id"), ["thread_id"], unique=False)

    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.add_column(sa.Column("region_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("room_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("origin_kind", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("origin_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closed_because", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("answer", sa.Integer(), nullable=True))
        batch_op.create_index("ix_thread_origin", ["origin_kind", "origin_id"], unique=False)
        batch_op.create_index(
            "ix_thread_region_id_active_at", ["region_id", "active_at"], unique=False
        )
        batch_op.create_index("ix_thread_room_id_active_at", ["room_id", "active_at"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_thread_room_id_room"), "room", ["room_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_thread_region_id_region"), "region", ["region_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_thread_region_id_region"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_thread_room_id_room"), type_="foreignkey")
        batch_op.drop_index("ix_thread_room_id_active_at")
        batch_op.drop_index("ix_thread_region_id_active_at")
        batch_op.drop_index("ix_thread_origin")
        batch_op.drop_column("answer")
        batch_op.drop_column("closed_because")
        batch_op.drop_column("closed_at")
        batch_op.drop_column("pinned_at")
        batch_op.drop_column("origin_id")
        batch_op.drop_column("origin_kind")
        batch_op.drop_column("room_id")
        batch_op.drop_column("region_id")

    with op.batch_alter_table("thread_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_change_thread_id"))
        batch_op.drop_index(batch_op.f("ix_thread_change_by_id"))

    op.drop_table("thread_change")
    with op.batch_alter_table("bookmark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bookmark_thread_id"))

    op.drop_table("bookmark")
    op.drop_table("room")
