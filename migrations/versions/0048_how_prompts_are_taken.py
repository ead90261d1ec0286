"""How members take what prompts bring them is counted by detector and day, and nobody with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prompt_reaction",
        sa.Column("detector", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("detector", "day", "said", name=op.f("pk_prompt_reaction")),
    )


def downgrade() -> None:
    op.drop_table("prompt_reaction")
