"""How many ballots a second one process puts into the box, beside the least that storing costs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Grant, Role
from benchmarks.data import Site, application_on
from core import events
from core.clock import now
from core.db import db
from voting import codes
from voting.actions import polls, votes
from voting.methods.support_scale import Answer
from voting.models import Poll

BLOCK = b"\0" * 4096


def cast(site: Site, *, seconds: float, rounds: int) -> tuple[list[float], list[float]]:
    """Ballots per second, and 4 KB writes with fdatasync per second, in turns."""
    application = application_on(site.folder)
    with application.app_context():
        turns = _turns(_voters())
        chance = Random(1)

        def vote() -> None:
            poll, voter = next(turns)
            answer = chance.choice(list(Answer))
            votes.cast(poll, voter, typed_code=codes.new_code(), answer=answer, at=now())

        ballots, writes = [], []
        for _round in range(rounds):
            writes.append(_synced_writes(site.folder, seconds))
            ballots.append(_per_second(vote, seconds))
    return ballots, writes


def _turns(voters: list[Viewer]) -> Iterator[tuple[Poll, Viewer]]:
    """Everyone votes in one poll, then everyone in the next, for as long as it is asked."""
    while True:
        poll = _open_poll()
        for voter in voters:
            yield poll, voter


def _open_poll() -> Poll:
    editor = Viewer(id=1, on_roll=True, grants=(Grant(Role.EDITOR, None),))
    poll = polls.draft_poll(
        editor, question="How fast is the box?", closes_at=now() + timedelta(days=1)
    )
    polls.open_poll(poll, editor)
    events.commit()
    return poll


def _voters() -> list[Viewer]:
    rows = sa.select(Member.id, Member.clp_id, Member.joined_on).order_by(Member.id).limit(20_000)
    return [
        Viewer(id=row.id, clp_id=row.clp_id, joined_on=row.joined_on, on_roll=True)
        for row in db.session.execute(rows)
    ]


def _per_second(act: Callable[[], None], seconds: float) -> float:
    began = time.monotonic()
    for done in count(1):
        act()
        if time.monotonic() - began >= seconds:
            return done / (time.monotonic() - began)
    raise AssertionError


def _synced_writes(folder: Path, seconds: float) -> float:
    path = folder / "synced"
    file = os.open(path, os.O_CREAT | os.O_WRONLY)

    def write() -> None:
        os.pwrite(file, BLOCK, 0)
        os.fdatasync(file)

    try:
        return _per_second(write, seconds)
    finally:
        os.close(file)
        path.unlink()
