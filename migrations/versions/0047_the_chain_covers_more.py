"""A day of the public log says in which form it was closed; new ones cover CLP and evidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("log_day") as log_day:
        log_day.add_column(sa.Column("form", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("log_day") as log_day:
        log_day.alter_column("form", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("log_day") as log_day:
        log_day.drop_column("form")
