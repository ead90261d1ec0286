"""The file of the public wiki that anyone may take away, made by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from core.db import snapshot
from core.events import Event
from core.jobs import every
from core.web import settings
from wiki.exchange.exporting import export
from wiki.exchange.tables import wiki_kinds
from wiki.models import Topic

NAME = "wiki.jsonl.gz"


def offered() -> Path:
    """Where the file is, once it was made on this machine."""
    return settings().data_path / "downloads" / NAME


@every(seconds=86_400, name="wiki.offer", everywhere=True)
def offer() -> None:
    """Make the file anew, unless nothing has happened in the wiki since. Only reads."""
    file = offered()
    with snapshot() as database:
        last = database.scalar(
            sa.select(Event.at)
            .where(Event.subject_kind.in_(wiki_kinds()))
            .order_by(Event.id.desc())
            .limit(1)
        )
        is_empty = database.scalar(sa.select(Topic.id).limit(1)) is None
    made = datetime.fromtimestamp(file.stat().st_mtime, UTC) if file.exists() else None
    if is_empty or (made and last and last < made):
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    export(file, only_public=True)


@dataclass(frozen=True, slots=True)
class Offered:
    """The file as it is now."""

    path: Path
    made_at: datetime
    megabytes: float


def about() -> Offered | None:
    """The file on this machine; None until the worker has made it."""
    try:
        facts = offered().stat()
    except FileNotFoundError:
        return None
    made = datetime.fromtimestamp(facts.st_mtime, UTC)
    return Offered(offered(), made, facts.st_size / 1_000_000)
