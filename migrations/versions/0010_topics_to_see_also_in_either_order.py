"""Two topics name each other in either order, so that a merge of topics can take the line along."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("see_also", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_see_also_once"), type_="check")
        batch_op.create_check_constraint(op.f("ck_see_also_not_itself"), "one_id <> other_id")


def downgrade() -> None:
    op.execute("DELETE FROM see_also WHERE one_id > other_id")
    with op.batch_alter_table("see_also", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_see_also_not_itself"), type_="check")
        batch_op.create_check_constraint(op.f("ck_see_also_once"), "one_id < other_id")
