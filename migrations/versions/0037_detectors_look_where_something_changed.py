"""Detectors look where something changed, and see threads and CLPs as well as options."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_OF_OPTION = {"subject_kind": "option", "level": "prompt", "figures": {}}
_OLD = sa.table(
    "sighting",
    *map(sa.column, ("detector", "option_id", "position")),
    sa.column("since", _TIME),
)
_SEEN = sa.select(
    _OLD.c.detector,
    _OLD.c.option_id.label("subject_id"),
    _OLD.c.position.label("aspect"),
    _OLD.c.since,
)
_SIGHTING = sa.table(
    "sighting",
    *map(sa.column, ("detector", "subject_kind", "subject_id", "aspect", "level")),
    sa.column("figures", sa.JSON()),
    sa.column("since", _TIME),
)


def upgrade() -> None:
    seen = op.get_bind().execute(_SEEN).mappings().all()
    op.drop_table("sighting")
    _make_sighting()
    if seen:
        op.bulk_insert(_SIGHTING, [{**row, **_OF_OPTION} for row in seen])
    op.create_table(
        "look",
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("subject_kind", "subject_id", name=op.f("pk_look")),
    )
    op.create_index("ix_look_due", "look", ["subject_kind", "due_at"])
    _look_at_all()


def _make_sighting() -> None:
    op.create_table(
        "sighting",
        sa.Column("detector", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("aspect", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("since", _TIME, nullable=False),
        sa.PrimaryKeyConstraint(
            "detector", "subject_kind", "subject_id", "aspect", name=op.f("pk_sighting")
        ),
    )
    op.create_index("ix_sighting_subject", "sighting", ["subject_kind", "subject_id"])


def _look_at_all() -> None:
    """Once, as soon as the worker comes round."""
    look = sa.table("look", *map(sa.column, ("subject_kind", "subject_id", "due_at")))
    at = sa.literal(datetime.now(UTC), _TIME)
    for kind in ("option", "thread", "clp"):
        ids = sa.table(kind, sa.column("id")).c.id
        rows = sa.select(sa.literal(kind), ids, at)
        op.execute(look.insert().from_select(["subject_kind", "subject_id", "due_at"], rows))


def downgrade() -> None:
    op.drop_table("look")
    op.drop_table("sighting")
    op.create_table(
        "sighting",
        sa.Column("detector", sa.String(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("since", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["option_id"], ["option.id"], name=op.f("fk_sighting_option_id_option")
        ),
        sa.PrimaryKeyConstraint("detector", "option_id", "position", name=op.f("pk_sighting")),
    )
