"""Trends are counted anew: of one stem are now one and many (bus, buses), and nations are places."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_QUARTERS = sa.table("trend_quarter", sa.column("is_stale", sa.Boolean()))


def upgrade() -> None:
    op.execute(sa.update(_QUARTERS).values(is_stale=True))


def downgrade() -> None:
    op.execute(sa.update(_QUARTERS).values(is_stale=True))
