"""Anything can be watched, and each member is told in one way; the wiki's own tables go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_watch",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("whole_branch", sa.Boolean(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_notice_watch_member_id_member")
        ),
        sa.PrimaryKeyConstraint(
            "member_id", "subject_kind", "subject_id", name=op.f("pk_notice_watch")
        ),
    )
    op.create_index("ix_notice_watch_subject", "notice_watch", ["subject_kind", "subject_id"])
    op.create_table(
        "notice_happening",
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_notice_happening_event_id_event")
        ),
        sa.PrimaryKeyConstraint(
            "subject_kind", "subject_id", "event_id", name=op.f("pk_notice_happening")
        ),
    )
    op.create_index(op.f("ix_notice_happening_event_id"), "notice_happening", ["event_id"])
    op.create_table(
        "notice_receiver",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_to", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_up_to", sa.Integer(), nullable=False),
        sa.Column("read_up_to", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_notice_receiver_member_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_notice_receiver")),
    )
    op.create_index(op.f("ix_notice_receiver_due_at"), "notice_receiver", ["due_at"])
    op.create_table(
        "bounce",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_bounce")),
    )
    op.execute(
        "INSERT INTO notice_watch (member_id, subject_kind, subject_id, whole_branch, begun_at) "
        "SELECT member_id, 'topic', topic_id, whole_branch, begun_at FROM watch"
    )
    op.execute(
        "INSERT INTO notice_happening (subject_kind, subject_id, event_id, is_own) "
        "SELECT 'topic', topic_id, event_id, is_own FROM event_branch"
    )
    op.execute(
        "INSERT INTO notice_receiver "
        "(member_id, rhythm, quiet_from, quiet_to, due_at, told_up_to, read_up_to) "
        "SELECT member_id, rhythm, 21, 7, due_at, told_up_to, read_up_to FROM watcher"
    )
    op.execute(
        "INSERT INTO follower (name, event_id) SELECT 'notices', max(id) FROM event "
        "HAVING max(id) IS NOT NULL"
    )
    _rename_in_steps()
    for table in ("watch", "event_branch", "watcher"):
        op.drop_table(table)


def _rename_in_steps() -> None:
    """What undoes a merge names rows by their table: merges of old can still be undone."""
    changes = sa.table("structure_change", sa.column("id", sa.Integer), sa.column("steps", sa.JSON))
    bind = op.get_bind()
    for id_, steps in bind.execute(sa.select(changes.c.id, changes.c.steps)).all():
        named = [step for step in steps if step.get("table") == "watch"]
        for step in named:
            step["table"], step["column"] = "notice_watch", "subject_id"
            step["keys"] = [{**key, "subject_kind": "topic"} for key in step["keys"]]
        if named:
            bind.execute(sa.update(changes).where(changes.c.id == id_).values(steps=steps))


def downgrade() -> None:
    op.create_table(
        "event_branch",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_branch_event_id_event")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_event_branch_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("topic_id", "event_id", name=op.f("pk_event_branch")),
    )
    op.create_index(op.f("ix_event_branch_event_id"), "event_branch", ["event_id"])
    op.create_table(
        "watch",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("whole_branch", sa.Boolean(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_watch_member_id_member")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_watch_topic_id_topic")),
        sa.PrimaryKeyConstraint("member_id", "topic_id", name=op.f("pk_watch")),
    )
    op.create_index(op.f("ix_watch_topic_id"), "watch", ["topic_id"])
    op.create_table(
        "watcher",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_up_to", sa.Integer(), nullable=False),
        sa.Column("read_up_to", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_watcher_member_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_watcher")),
    )
    op.create_index(op.f("ix_watcher_due_at"), "watcher", ["due_at"])
    op.execute(
        "INSERT INTO watch SELECT member_id, subject_id, whole_branch, begun_at "
        "FROM notice_watch WHERE subject_kind = 'topic'"
    )
    op.execute(
        "INSERT INTO event_branch SELECT subject_id, event_id, is_own "
        "FROM notice_happening WHERE subject_kind = 'topic'"
    )
    op.execute(
        "INSERT INTO watcher SELECT member_id, CASE rhythm WHEN 'at once' THEN 'daily' "
        "ELSE rhythm END, coalesce(due_at, CURRENT_TIMESTAMP), told_up_to, read_up_to "
        "FROM notice_receiver"
    )
    op.execute("DELETE FROM follower WHERE name = 'notices'")
    for table in ("bounce", "notice_receiver", "notice_happening", "notice_watch"):
        op.drop_table(table)
