"""What a published result was before it was corrected, and why it was."""

import json
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model
from voting.rows import Level, Row


class PollCorrection(Model):
    """One correction: the reason, and the whole table as everybody had seen it until then."""

    __tablename__ = "poll_correction"

    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 1
    reason: Mapped[str]
    corrected_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"), default=None)

    headline: Mapped[str]  # as they were before, like all that follows
    counted_at: Mapped[datetime]
    spoiled: Mapped[int]
    table: Mapped[str] = mapped_column("rows", sa.Text)  # JSON of the rows, the total first

    @property
    def url(self) -> str:
        """Where the figures from before can be read."""
        return f"/polls/{self.poll_id}/results/before/{self.number}"

    @property
    def rows(self) -> list[Row]:
        """The table from before."""
        return [Row(**{**row, "level": Level(row["level"])}) for row in json.loads(self.table)]


def written(rows: Sequence[Row]) -> str:
    """A table as it is kept in a correction."""
    return json.dumps(
        [
            {
                "level": row.level.value,
                "label": row.label,
                "eligible": row.eligible,
                "took_part": row.took_part,
                "percents": dict(row.percents),
                "counts": None if row.counts is None else dict(row.counts),
            }
            for row in rows
        ]
    )
