"""The change log is followed in order; jobs run once, tasks come round, a failure stops nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts.models import Clp
from core import clock, events, gaps, jobs
from core.db import db, reading
from core.events import Event
from tests import make

done: list[int] = []


@jobs.job("test.note")
def note(number: int) -> None:
    if number < 0:
        raise ValueError(number)
    done.append(number)


@pytest.fixture(autouse=True)
def _clean() -> None:
    done.clear()


def test_a_follower_reads_each_event_once_and_in_order(app: Flask, cast: make.Cast) -> None:
    with app.app_context():
        clp = db.session.get_one(Clp, cast.ashford)
        for number in range(5):
            events.record("clp.changed", clp, actor_id=None, number=number)
        events.commit()
        first = events.follow("reader", limit=3)
        events.advance("reader", first[-1])
        events.commit()
        second = events.follow("reader")
        assert [event.detail["number"] for event in first + second] == [0, 1, 2, 3, 4]


def test_a_follower_does_not_wait_at_a_gap_that_nobody_can_fill(
    app: Flask, cast: make.Cast
) -> None:
    with app.app_context():
        clp = db.session.get_one(Clp, cast.ashford)
        for _ in range(4):
            events.record("clp.changed", clp, actor_id=None)
        events.commit()
        ids = list(db.session.scalars(sa.select(Event.id).order_by(Event.id)))
        db.session.execute(sa.delete(Event).where(Event.id.in_([ids[0], ids[2]])))
        db.session.commit()
        assert [event.id for event in events.follow("reader")] == [ids[1], ids[3]]


def test_a_follower_never_passes_an_event_whose_transaction_goes_on(
    app: Flask, cast: make.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it takes: an hour here. A transaction rolled back keeps nobody waiting."""
    monkeypatch.setattr(gaps, "PATIENCE_SECONDS", 0.0)
    row = {"name": "clp.changed", "subject_kind": "clp", "subject_id": cast.ashford, "detail": {}}
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("SQLite has one writer: nothing can come before what is committed")
        clp = db.session.get_one(Clp, cast.ashford)
        with db.engine.connect() as slow:
            written = [written_about(clp)]
            late = slow.execute(sa.insert(Event).values(at=clock.now(), **row).returning(Event.id))
            written.append(late.scalar_one())
            written.append(written_about(clp))
            with clock.freeze(clock.now() + timedelta(hours=1)):
                assert [event.id for event in events.follow("reader")] == written[:1]
                began = gaps.oldest_writer()
                assert began is not None
                assert events.settled(began) < written[0]
            slow.commit()
            assert [event.id for event in events.follow("reader")] == written

            slow.execute(sa.insert(Event).values(at=clock.now(), **row))
            slow.rollback()
            written.append(written_about(clp))
            assert [event.id for event in events.follow("reader")] == written
            assert gaps.oldest_writer() is None


def written_about(clp: Clp) -> int:
    happened = events.record("clp.changed", clp, actor_id=None)
    events.commit()
    return happened.id


def test_a_job_runs_when_it_is_due_and_once(app: Flask) -> None:
    with app.app_context():
        jobs.later("test.note", number=1)
        jobs.later("test.note", clock.now() + timedelta(hours=1), number=2)
        db.session.commit()
        jobs.work_once()
        jobs.work_once()
        assert done == [1]
        with clock.freeze(clock.now() + timedelta(hours=2)):
            jobs.work_once()
        assert done == [1, 2]


def test_a_job_of_a_rolled_back_change_never_runs(app: Flask) -> None:
    with app.app_context():
        jobs.later("test.note", number=1)
        db.session.rollback()
        jobs.work_once()
    assert done == []


def test_a_job_that_fails_is_kept_and_the_others_run(app: Flask) -> None:
    app.testing = False
    try:
        with app.app_context():
            jobs.later("test.note", number=-1)
            jobs.later("test.note", number=3)
            db.session.commit()
            jobs.work_once()
            failed = db.session.scalars(sa.select(jobs.Job)).one()
            assert failed.arguments == {"number": -1}
            assert failed.tries == 1
    finally:
        app.testing = True
    assert done == [3]


def test_a_worker_outlives_a_database_that_does_not_answer(app: Flask) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        if asked == 2:
            _rename("round_away", "round")
        return done == [7] or asked > 50

    app.testing = False
    try:
        with app.app_context():
            jobs.later("test.note", number=7)
            db.session.commit()
            _rename("round", "round_away")
            jobs.work_forever(stop, pause_seconds=0)
    finally:
        app.testing = True
    assert done == [7]


def _rename(table: str, to: str) -> None:
    db.session.execute(sa.text(f"ALTER TABLE {table} RENAME TO {to}"))
    db.session.commit()


def test_a_get_that_would_write_is_an_error(app: Flask) -> None:
    with app.app_context(), reading():
        db.session.add(jobs.Job(name="x", arguments={}, due_at=clock.now()))
        with pytest.raises(RuntimeError, match="tried to write"):
            db.session.flush()
        db.session.rollback()
