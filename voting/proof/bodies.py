"""The words of each statement: plain values with a canonical form. Reads, never writes."""

import hmac
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import sqlalchemy as sa

from accounts.models import Clp, Region
from core import house_rules
from core.db import db
from voting.codes import TRACKER_BYTES
from voting.models import PaperBatch, Poll, PollPool
from voting.proof import code
from voting.proof.reading import reading
from voting.queries.asked import asked_of
from voting.rows import Row
from voting.rules.paper import BatchState
from voting.thresholds import limits_of


def opening(poll: Poll) -> dict[str, Any]:
    """What is asked, of whom, under which rules, and by which program."""
    asked = asked_of(poll)
    return {
        "question": poll.question,
        "kind": asked.method.kind.value,
        "choices": list(asked.choices),
        "rules": rules(poll),
        "asked": _asked(poll),
        "cut_off": poll.cutoff_on.isoformat() if poll.cutoff_on else "",
        "closes": poll.closes_at.isoformat(timespec="minutes"),
        "eligible": poll.eligible,
        "pools": _pools(poll.id),
        "seal_key": (poll.public_key or b"").hex(),
        "program": code.site_hash(),
        "tally": code.tally_hash(),
    }


def rules(poll: Poll) -> dict[str, Any]:
    """The numbers a result has to obey. What is no whole number is given in hundredths."""
    objection_days = house_rules.length("poll.objection_days", at=poll.opened_at).days
    return {
        "shown_from": poll.k_show,
        "pool_from": poll.k_pool_eligible,
        "mixed_from": poll.mix_min,
        "down_to": poll.down_to,
        "visibility": poll.visibility,
        "objection_days": objection_days,
        "labels": {
            name: value if isinstance(value, int) else round(100 * value)
            for name, value in asdict(limits_of(poll.opened_at)).items()
        },
    }


def note(poll: Poll, root: bytes) -> dict[str, Any]:
    """How many took part, as the page says it, and one hash of what was mixed."""
    return {"box": "open", "turnout": poll.turnout_shown, "root": root.hex()}


def blind(pepper: bytes, poll: str, day: date) -> bytes:
    """What is put among the trackers of a daily note, so that nobody can try out which came late.

    Whoever holds the poll's secrets and a copy of that day's box can work the note's hash out.
    """
    return hmac.digest(pepper, f"N\0{poll}\0{day}".encode(), "sha256")[:TRACKER_BYTES]


def shut(root: bytes) -> dict[str, Any]:
    """That the box is shut, and one hash of all that lies in it."""
    return {"box": "shut", "root": root.hex()}


def closing(
    poll: Poll,
    rows: Sequence[Row],
    *,
    trackers: dict[str, Any],
    spoiled: int,
    paper: int,
    mixes: Sequence[int],
    opening: str,
) -> dict[str, Any]:
    """The table as published, and what stands behind it. `opening`: the hash of that statement."""
    return {
        "opening": opening,
        "headline": poll.headline,
        "reading": reading(rows, asked_of(poll), limits_of(poll.opened_at)),
        "rows": [row_as_values(row) for row in rows],
        "trackers": trackers,
        "channels": {"web": trackers["count"], "paper": paper},
        "spoiled": spoiled,
        "box_after_each_mix": list(mixes),
        "paper_sheets": _paper_sheets(poll.id),
        "tally": code.tally_hash(),
    }


def row_as_values(row: Row) -> dict[str, Any]:
    """One line of the table as everybody sees it."""
    return {
        "level": row.level.value,
        "label": row.label,
        "eligible": row.eligible,
        "took_part": row.took_part,
        "pools": list(row.pools),
        "percents": {str(cell): percent for cell, percent in row.percents.items()},
        "counts": {str(cell): people for cell, people in row.counts.items()}
        if row.counts
        else None,
    }


def purge(poll: Poll, by: Sequence[str]) -> dict[str, Any]:
    """What is gone for good, and who did it."""
    return {
        "destroyed": [
            "the locked votes",
            "the voters’ own copies",
            "the marks of who took part",
            "the key that opened the votes and the two that made the marks",
        ],
        "seal_key": (poll.public_key or b"").hex(),
        "by": list(by),
    }


def _asked(poll: Poll) -> dict[str, str]:
    place = ""
    if poll.region_id is not None:
        place = db.session.get_one(Region, poll.region_id).name
    elif poll.clp_id is not None:
        place = db.session.get_one(Clp, poll.clp_id).name
    return {"who": poll.electorate, "place": place}


def _paper_sheets(poll_id: int) -> list[str]:
    """One hash for each sealed batch of paper votes: of its scanned sheet, "" where none was."""
    sheets = sa.select(PaperBatch.sheet_hash).where(
        PaperBatch.poll_id == poll_id, PaperBatch.state == BatchState.SEALED
    )
    return sorted(sheet or "" for sheet in db.session.scalars(sheets))


def _pools(poll_id: int) -> list[dict[str, Any]]:
    statement = (
        sa.select(PollPool.number, PollPool.label, PollPool.eligible, Region.name)
        .join(Region, Region.id == PollPool.region_id)
        .where(PollPool.poll_id == poll_id)
        .order_by(PollPool.number)
    )
    return [
        {"number": number, "region": region, "label": label, "eligible": eligible}
        for number, label, eligible, region in db.session.execute(statement)
    ]
