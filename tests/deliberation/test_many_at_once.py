"""Writers at the same time lose nothing and never get the same number."""

from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa

from core.db import db
from deliberation.models import Post
from tests.browser import Browser

WRITERS, EACH = 4, 5


def test_many_writers_in_one_thread_lose_no_post_and_share_no_number(app, cast, town):
    people = (cast.ada, cast.bola, cast.chen, cast.dilys)

    def write(member_id):
        person = Browser(app, member_id=member_id)
        for number in range(EACH):
            person.post("/threads/1/posts", {"text": f"Thought {number} of {member_id}."})

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, people))

    with app.app_context():
        numbers = db.session.scalars(sa.select(Post.number).order_by(Post.number)).all()
    assert numbers == list(range(1, 2 + WRITERS * EACH))
