"""Pages of forums ask the database little, however much is in it."""

import pytest
import sqlalchemy as sa

from core.db import db
from deliberation import actions
from deliberation.models import Thread


@pytest.fixture
def statements(app):
    """The statements run so far."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", note)


PAGES = (
    "/threads/1",
    "/forums",
    "/forums/clps",
    "/forums/topics",
    "/forums/topic/1",
    "/forums/national",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_thread_takes_nine_statements_others_eight_and_three_when_kept(
    app, page, town, cast, sign_in, statements
):
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        for number in range(30):
            actions.reply(thread, f"Number {number}.", by=town.ada, answers=1)
        db.session.commit()
    ada = sign_in(cast.ada)
    statements.clear()

    ada.client.get(page)
    first = len(statements)
    statements.clear()
    ada.client.get(page)

    assert first <= (9 if page == "/threads/1" else 8)  # of a thread: how many prompts are open too
    assert len(statements) <= 3


def test_a_new_post_costs_the_same_in_a_long_thread(inside, town, statements):
    thread = db.session.get_one(Thread, town.thread)
    costs = []
    for _ in range(3):
        statements.clear()
        actions.reply(thread, "Once more.", by=town.ada)
        db.session.commit()
        costs.append(len(statements))

    assert max(costs) <= 11  # one of them asks whether the writer may write just now
