"""A CLP's own thread is shown to its members only, also from kept pages."""

import pytest

from accounts.models import Clp
from core.db import db
from core.errors import Refused
from deliberation import actions, queries
from deliberation.models import Thread
from deliberation.queries import forums
from deliberation.rules import Position, Where
from tests import make


@pytest.fixture
def private(app, town, cast):
    """The id of a thread that Ashford Vale keeps to itself."""
    with app.app_context():
        where = Where(clp_id=cast.ashford, option_id=town.option, only_clp=True)
        thread = actions.start_thread("Who stands?", "Our secret.", by=town.ada, where=where)
        db.session.commit()
        return thread.id


@pytest.mark.parametrize("page", ["/threads/2", "/posts/2", "/posts/2/history"])
def test_others_do_not_find_it_even_after_a_member_has_looked(page, private, cast, sign_in):
    ada = sign_in(cast.ada)
    ada.client.get(page)

    for stranger in (sign_in(cast.dilys), sign_in(cast.chen)):
        stranger.get(page, status=404)


def test_a_plain_member_of_another_clp_does_not_get_the_page_of_one_who_may(
    app, private, cast, sign_in, browser
):
    with app.app_context():
        elsewhere = make.member(of=db.session.get_one(Clp, cast.brambleton)).id
        db.session.commit()
    page = f"/threads/{private}"
    assert "Our secret." in sign_in(cast.ada).get(page).text

    sign_in(elsewhere).get(page, status=404)
    browser.get(page, status=404)
    assert "Our secret." in sign_in(cast.bola).get(page).text


def test_its_members_alone_see_it_in_the_forum(private, town, cast, sign_in, browser):
    forum = f"/forums/clp/{town.slug}"

    assert "Who stands?" in sign_in(cast.ada).get(forum).text
    assert "Who stands?" not in sign_in(cast.gwen).get(forum).text
    assert "Who stands?" not in browser.get(forum).text


@pytest.mark.parametrize("page", ["/forums", "/forums/topic/1", "/forums/national"])
def test_no_other_page_shows_it(page, private, cast, sign_in):
    assert "Who stands?" not in sign_in(cast.ada).get(page).text


def test_nothing_offered_to_other_pages_shows_it(inside, private, town, cast):
    titles = [
        row["title"]
        for row in (*forums.threads_about(town.topic), *forums.clp_threads(cast.ashford))
    ]

    assert titles == ["Who pays for it?"]
    assert db.session.get_one(Thread, private).audience == f"clp:{cast.ashford}"


def test_nobody_else_can_write_in_it(inside, private, town):
    with pytest.raises(Refused, match="for the members of one CLP"):
        actions.reply(db.session.get_one(Thread, private), "Let me in.", by=town.dilys)


def test_its_voices_are_not_counted_in_public(inside, private, town):
    thread = db.session.get_one(Thread, private)
    actions.reply(thread, "For it.", by=town.ada, position=Position.FOR)

    assert queries.voices_on(town.option) == {"for": 0, "against": 0, "unsure": 0}
