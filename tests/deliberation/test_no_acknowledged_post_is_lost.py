"""The real server under load: nothing is lost, nothing comes twice, and busy is said clearly."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import sqlalchemy as sa

from core import jobs
from core.db import db
from deliberation.models import Post
from search import doctor
from tests.deliberation.real_server import people, serving

WRITERS = 200
BUSY = HTTPStatus.SERVICE_UNAVAILABLE
WITHIN_SECONDS = 60


def posts_in(app, thread_id):
    with app.app_context():
        rows = db.session.execute(
            sa.select(Post.number, Post.text)
            .where(Post.thread_id == thread_id)
            .order_by(Post.number, Post.id)
        )
        return [(number, text) for number, text in rows]


def test_two_hundred_write_at_once_and_press_twice(app, town):
    cookies = people(app, WRITERS)
    answers = []

    with serving(app, cookies) as server:
        together = threading.Barrier(WRITERS)

        def press(person):
            together.wait()
            for _try in range(20):
                answer = server.write(person, town.thread, f"Said by {person}.", f"key{person}")
                answers.append(answer)
                if answer.status != BUSY:
                    break
            # Whoever is unsure whether it went sends the same form again.
            again = server.write(person, town.thread, f"Said by {person}.", f"key{person}")
            return person, answer.number, again

        with ThreadPoolExecutor(WRITERS) as pool:
            done = list(pool.map(press, cookies))

    assert {one.status for one in answers} <= {HTTPStatus.SEE_OTHER, BUSY}
    assert all(one.retry_after for one in answers if one.status == BUSY)
    assert {again.number for _, number, again in done if again.number != number} <= {0}
    acknowledged = [(number, f"Said by {person}.") for person, number, _ in done]
    stored = posts_in(app, town.thread)
    assert stored[1:] == sorted(acknowledged)
    assert [number for number, _ in stored] == list(range(1, WRITERS + 2))


def test_killed_under_load_every_acknowledged_post_is_there_and_soon_found(app, town):
    cookies = people(app, 30)
    acknowledged: list[tuple[int, str]] = []

    def keep_writing(person):
        for turn in range(9):  # ten a minute are allowed
            text = f"word{person}x{turn} said."
            try:
                answer = server.write(person, town.thread, text, f"key{person}-{turn}")
            except OSError:
                return  # killed
            if answer.status == HTTPStatus.SEE_OTHER:
                acknowledged.append((answer.number, text))

    with serving(app, cookies) as server, ThreadPoolExecutor(len(cookies)) as pool:
        writing = [pool.submit(keep_writing, person) for person in cookies]
        while len(acknowledged) < 40 and not all(one.done() for one in writing):
            time.sleep(0.01)
        server.kill()
        for one in writing:
            one.result()

    stored = posts_in(app, town.thread)
    assert len(acknowledged) >= 40
    assert set(acknowledged) <= set(stored)
    assert [number for number, _ in stored] == list(range(1, len(stored) + 1))
    assert is_indexed_soon(app)


def is_indexed_soon(app):
    until = time.monotonic() + WITHIN_SECONDS
    while time.monotonic() < until:
        with app.app_context():
            jobs.work_once()
            report = doctor.examine()
        if report.is_well:
            return True
        time.sleep(0.2)
    return False


def test_who_waits_too_long_hears_when_to_come_again_and_keeps_the_words(
    app, town, sign_in, monkeypatch
):
    path = f"/threads/{town.thread}/posts"
    ada = sign_in(town.ada.id)
    secrets = ada._secrets()
    with app.app_context():
        engine = db.engine
    monkeypatch.setattr("core.db.WAIT_SECONDS", 0.05)
    engine.dispose()  # connections are told how long to wait when they are made
    with engine.connect() as other:
        other.execute(sa.text("UPDATE thread SET posts = posts WHERE id = 1"))
        answer = ada.client.post(path, data={**secrets, "text": "Still here."})
        other.rollback()

    assert answer.status_code == BUSY
    assert answer.headers["Retry-After"] == "5"
    assert "Nothing was saved" in answer.text
    assert "Still here." in answer.text
    assert ada.client.post(path, data={**secrets, "text": "Still here."}).status_code == 303
    engine.dispose()
