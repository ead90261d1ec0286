"""Writers at the same time lose nothing and never get the same number."""

from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from deliberation.actions.nudging import remember_nudge
from deliberation.models import Post
from tests.browser import Browser

WRITERS, EACH = 4, 5


def test_many_writers_in_one_thread_lose_no_post_and_share_no_number(app, cast, town):
    people = (cast.ada, cast.bola, cast.chen, cast.dilys)
    with app.app_context():
        for member_id in people:  # they have been asked to let others speak, and go on
            remember_nudge(town.thread, Viewer(id=member_id))
        db.session.commit()

    def write(member_id):
        person = Browser(app, member_id=member_id)
        for number in range(EACH):
            person.post("/threads/1/posts", {"text": f"Thought {number} of {member_id}."})

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, people))

    with app.app_context():
        numbers = db.session.scalars(sa.select(Post.number).order_by(Post.number)).all()
    assert numbers == list(range(1, 2 + WRITERS * EACH))


def test_pressing_twice_at_the_same_moment_makes_one_post(app, cast, town):
    ada = Browser(app, member_id=cast.ada)
    same = {**ada._secrets(), "text": "Only once."}

    def press(_):
        person = Browser(app, member_id=cast.ada)
        with person.client.session_transaction() as session:
            session["csrf_token"] = token
        return person.client.post("/threads/1/posts", data=same)

    with ada.client.session_transaction() as session:
        token = session["csrf_token"]
    with ThreadPoolExecutor(WRITERS) as pool:
        answers = list(pool.map(press, range(WRITERS)))

    assert {answer.status_code for answer in answers} == {303}
    assert {answer.headers["Location"] for answer in answers} == {"/threads/1?order=oldest#p2"}
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Post)) == 2
