"""In lanes no side and nobody drowns the others; every post is there once."""

from hypothesis import given
from hypothesis import strategies as some

from core.db import db
from deliberation import actions
from deliberation.models import Thread
from deliberation.rules import Position
from deliberation.rules.lanes import Said, in_lanes

POSITIONS = some.sampled_from(["for", "against", "unsure", "question", None])
THREADS = some.lists(some.tuples(some.integers(1, 5), POSITIONS), min_size=1, max_size=40)


@given(THREADS)
def test_every_post_is_there_once_and_the_first_stays_first(thread):
    said = [Said(number, *who) for number, who in enumerate(thread, start=1)]

    order = in_lanes(said)

    assert order[0] == 1
    assert sorted(order) == list(range(1, len(said) + 1))


def test_someone_who_posts_a_lot_waits_behind_everyone_else_on_their_side():
    loud = [Said(number, 1, "for") for number in range(2, 8)]
    quiet = [Said(8, 2, "for"), Said(9, 3, "against"), Said(10, 4, None)]

    order = in_lanes([Said(1, 9, None), *loud, *quiet])

    assert order == [1, 2, 9, 10, 8, 3, 4, 5, 6, 7]


def test_the_page_says_by_which_rule_and_leads_back_to_time(app, browser, town):
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        for who, position in ((town.ada, Position.FOR), (town.ada, Position.FOR)):
            actions.reply(thread, "I say yes.", by=who, position=position)
        actions.reply(thread, "I say no.", by=town.dilys, position=Position.AGAINST)
        db.session.commit()

    page = browser.get("/threads/1?order=lanes").text

    assert "The sides take turns" in page
    assert 'href="/threads/1">Show in order of time' in page
    assert [page.index(f'id="p{number}"') for number in (1, 2, 4, 3)] == sorted(
        page.index(f'id="p{number}"') for number in (1, 2, 3, 4)
    )
