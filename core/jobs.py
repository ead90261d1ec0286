"""Work outside requests: jobs in a table, claimed by row; and tasks that come round again.

`flask work` runs both. Any number of machines may run it: a claim is one conditional UPDATE.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.orm import Mapped, mapped_column

from core.clock import now
from core.db import Model, db

LEASE = timedelta(minutes=10)
MOST_TRIES = 6
# After which pauses work that failed is tried again: a mail server may be away for half a day.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
log = logging.getLogger("folkmoot.work")


class Job(Model):
    """One piece of work to be done at or after `due_at`. Deleted when done, kept when it failed."""

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    arguments: Mapped[dict[str, Any]]
    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    failed_because: Mapped[str | None] = mapped_column(default=None)


class Round(Model):
    """When a recurring task is next due, so that only one machine runs it."""

    __tablename__ = "round"

    name: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Task:
    """Something done every so many seconds; `everywhere`: by each machine for itself.

    `apart`: in a thread of its own, so that no other work delays it.
    """

    name: str
    seconds: float
    run: Callable[[], object]
    everywhere: bool
    apart: bool = False


_jobs: dict[str, Callable[..., object]] = {}
_tasks: dict[str, Task] = {}


def job(name: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Register a function as the job of this name. It commits its own work and may be run twice."""

    def register(function: Callable[..., object]) -> Callable[..., object]:
        _jobs[name] = function
        return function

    return register


def every(
    seconds: float, name: str, *, everywhere: bool = False, apart: bool = False
) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a function that the worker runs every so many seconds. It commits its own work."""

    def register(function: Callable[[], object]) -> Callable[[], object]:
        _tasks[name] = Task(name, seconds, function, everywhere, apart)
        return function

    return register


def later(name: str, due_at: datetime | None = None, **arguments: Any) -> None:
    """Queue a job in the caller's transaction; due at once unless told."""
    if name not in _jobs:
        raise KeyError(name)
    db.session.add(Job(name=name, arguments=arguments, due_at=due_at or now()))


def work_once() -> int:
    """Run every due job and every task, each in its own transaction. Returns how many ran."""
    ran = sum(_run_task(task) for task in list(_tasks.values()))
    while _run_next_job():
        ran += 1
    return ran


def work_forever(stop: Callable[[], bool], pause_seconds: float = 0.5) -> None:
    """Run jobs and tasks until `stop()`. Finishes what it has begun.

    A database that does not answer, or is locked for long, is logged and asked again.
    """
    stopped = Event()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    tasks = [task for task in _tasks.values() if task.apart]
    apart = [Thread(target=_go_on, args=(app, task, stopped), name=task.name) for task in tasks]
    for thread in apart:
        thread.start()
    next_at = {name: 0.0 for name, task in _tasks.items() if not task.apart}
    try:
        while not stop():
            _guarded("a round of work", lambda: _go_round(next_at, stop))
            time.sleep(pause_seconds)
    finally:
        stopped.set()
        for thread in apart:
            thread.join()


def _go_on(app: Flask, task: Task, stopped: Event) -> None:
    """Do one task, and nothing else."""
    with app.app_context():
        while not stopped.is_set():
            due = time.monotonic() + task.seconds
            _guarded(task.name, lambda: _run_task(task))
            stopped.wait(max(0.0, due - time.monotonic()))


def _go_round(next_at: dict[str, float], stop: Callable[[], bool]) -> None:
    for name, due in list(next_at.items()):
        task, began = _tasks[name], time.monotonic()
        if began >= due:
            _run_task(task)
            next_at[name] = began + task.seconds
    while not stop() and _run_next_job():
        pass


def _run_task(task: Task) -> bool:
    if not task.everywhere and not _claim_round(task):
        return False
    return _guarded(task.name, task.run)


def _claim_round(task: Task) -> bool:
    """True for the one machine that moved the due time on."""
    moment = now()
    if db.session.get(Round, task.name) is None:
        db.session.add(Round(name=task.name, due_at=moment))
        db.session.commit()
    claimed = db.session.execute(
        sa.update(Round)
        .where(Round.name == task.name, Round.due_at <= moment)
        .values(due_at=moment + timedelta(seconds=task.seconds))
    )
    db.session.commit()
    return bool(claimed.rowcount)  # type: ignore[attr-defined]


def _run_next_job() -> bool:
    found = _claim_job()
    if found is None:
        return False
    id_, name, arguments, tries = found.id, found.name, found.arguments, found.tries
    if _guarded(name, lambda: _jobs[name](**arguments)):
        db.session.execute(sa.delete(Job).where(Job.id == id_))
    else:
        again = now() + PAUSES[min(tries, len(PAUSES)) - 1]
        failed = sa.update(Job).where(Job.id == id_)
        db.session.execute(failed.values(failed_because="see the log", due_at=again))
    db.session.commit()
    return True


def _claim_job() -> Job | None:
    """The oldest due job, its next try put off by the lease, so that a crash only delays it."""
    due = (
        sa.select(Job)
        .where(Job.due_at <= now(), Job.tries < MOST_TRIES)
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    found = db.session.scalar(due)
    if found is not None:
        found.tries += 1
        found.due_at = now() + LEASE
    db.session.commit()
    return found


def _guarded(name: str, run: Callable[[], object]) -> bool:
    """Run one piece of work; a failure is logged, rolled back and does not stop the worker."""
    try:
        run()
    except Exception:
        db.session.rollback()
        log.exception("%s failed", name)
        if current_app.testing:
            raise
        return False
    finally:
        db.session.remove()
    return True
