"""Asking for a branch as PDF booklets, stopping and going on. Nothing here commits but the job."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlalchemy as sa

from core import events, jobs, personal
from core.clock import now
from core.db import db, reading
from core.errors import Refused
from core.jobs import every, job
from core.web import settings
from wiki.briefing import paper, pdf
from wiki.models import Printing
from wiki.queries.branches import Branch, branch
from wiki.rules.briefings import KEPT_FOR, MOST_IN_BOOKLET, pages_of, why_not_booklets

WAIT_SECONDS = 300  # for a PDF that a reader is having made


def ask_booklets(shown: Branch, member_id: int) -> Printing:
    """Have the branch made into booklets; the same again while it is under way. Raises Refused."""
    mine = db.session.scalars(
        sa.select(Printing).where(Printing.member_id == member_id, Printing.made < Printing.parts)
    ).all()
    same = [one for one in mine if one.topic_id == shown.topic_id]
    if same:
        go_on(same[0])
        return same[0]
    unfinished = sum(one.stopped_at is None for one in mine)
    if reason := why_not_booklets(unfinished=unfinished):
        raise Refused(reason)
    made = Printing(
        topic_id=shown.topic_id,
        member_id=member_id,
        title=shown.title,
        parts=pages_of(shown.entries, most=MOST_IN_BOOKLET),
        asked_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    jobs.later("wiki.booklet", printing_id=made.id)
    return made


def stop(printing: Printing) -> None:
    """Make no more parts; those that are made stay."""
    printing.stopped_at = printing.stopped_at or now()


def go_on(printing: Printing) -> None:
    """Go on with the next part after it was stopped."""
    if printing.stopped_at is not None and not printing.is_done:
        printing.stopped_at = None
        jobs.later("wiki.booklet", printing_id=printing.id)


@job("wiki.booklet")
def make_next(printing_id: int) -> None:
    """Make the next part, and queue the one after it. May be killed anywhere and run twice.

    Reads, then lays out with no transaction open, then writes: nobody waits for the layout.
    """
    with reading():
        printing = db.session.get(Printing, printing_id)
        if printing is None or printing.is_done or printing.stopped_at:
            return
        number = printing.made + 1
        shown = branch(printing.topic_id)
        html = paper.booklet(shown, number) if shown else ""
        db.session.commit()  # of nothing: the transaction ends here
    made = pdf.pdf_of(html, wait_seconds=WAIT_SECONDS)
    _keep(printing_id, number, made)
    claimed = db.session.execute(  # of two workers with the same part only one goes on
        sa.update(Printing)
        .where(Printing.id == printing_id, Printing.made == number - 1)
        .values(made=number)
    )
    if claimed.rowcount and number < printing.parts:  # type: ignore[attr-defined]
        jobs.later("wiki.booklet", printing_id=printing_id)
    events.commit()


def _keep(printing_id: int, number: int, made: bytes) -> None:
    """Written beside and then renamed, so that a part is there whole or not at all."""
    path = file_of(printing_id, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(made)
    beside.replace(path)


def file_of(printing_id: int, number: int) -> Path:
    """Where a part lies."""
    return folder_of(printing_id) / f"part-{number:03d}.pdf"


def folder_of(printing_id: int) -> Path:
    """Where the parts of one printing lie."""
    return settings().data_path / "booklets" / str(printing_id)


@every(seconds=3600, name="wiki.old_booklets")
def forget_old() -> None:
    """Throw away booklets that have been there for a week. Commits."""
    _forget(Printing.asked_at < now() - KEPT_FOR)
    events.commit()


def _forget(which: sa.ColumnElement[bool]) -> None:
    for printing_id in db.session.scalars(sa.select(Printing.id).where(which)).all():
        shutil.rmtree(folder_of(printing_id), ignore_errors=True)
    db.session.execute(sa.delete(Printing).where(which))


def _held(member_id: int) -> list[dict[str, object]]:
    rows = db.session.scalars(sa.select(Printing).where(Printing.member_id == member_id))
    return [{"branch": row.title, "asked": row.asked_at.isoformat()} for row in rows]


personal.part("booklets", _held, lambda member_id: _forget(Printing.member_id == member_id))
