"""Posts can answer an invitation by lot."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invited_answer",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_invited_answer_post_id_post")
        ),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_invited_answer")),
    )


def downgrade() -> None:
    op.drop_table("invited_answer")
