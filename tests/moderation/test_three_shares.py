"""Posts, people and ballots stand side by side, as exactly as the ballots were published."""

import pytest
import sqlalchemy as sa

from accounts.models import Clp
from core.db import db, statements
from deliberation.actions import reply, start_thread
from deliberation.models import Thread
from deliberation.rules import Position, Where
from moderation.actions import sharing
from moderation.rules.shares import Published, line
from tests import make
from tests.moderation.conftest import Office, Place
from tests.moderation.test_prompts import as_viewer, publish
from voting.models import Poll


def test_the_worked_example_reads_as_it_should():
    found = line(
        {"for": 18, "against": 7, "unsure": 0},
        {"for": 11, "against": 9, "unsure": 0},
        20,
        Published({"for": "40%", "against": "55%", "unsure": "under 5%"}, "about 60", 150),
    )

    assert found is not None
    assert found.sentence == "For 72% of posts · 55% of people · 40% of ballots."
    assert found.counts == "20 people have spoken; about 60 voted; 150 are members."
    assert found.rows[2] == ["unsure", "0%", "0%", "under 5%"]


@pytest.fixture
def loud(office: Office, place: Place, cast) -> int:
    """A thread of Ashford Vale: one writes nine posts for it, three write one each against."""
    with office.open():
        home = db.session.get_one(Clp, cast.ashford)
        people = [as_viewer(make.member(of=home)) for _ in range(4)]
        thread = start_thread(
            "Who runs them?",
            "Councils know the roads.",
            by=people[0],
            where=Where(option_id=place.option, clp_id=cast.ashford),
            position=Position.FOR,
        )
        for _ in range(8):
            reply(thread, "And again.", by=people[0], position=Position.FOR)
        for person in people[1:]:
            reply(thread, "They do not.", by=person, position=Position.AGAINST)
        publish(place, cast)
        db.session.execute(sa.update(Poll).values(topic_id=place.topic))
        db.session.commit()
        return thread.id


def test_one_loud_person_shows_as_one(loud, place, office, browser):
    office.work()
    page = browser.get(f"/threads/{loud}").text
    topic = browser.get("/topics/1-buses").text
    explained = browser.get(f"/shares/thread/{loud}").text

    said = "For 75% of posts · 1 of 4 of people · 60% of ballots."
    assert said in page
    assert "For 75% of posts · 2 of 5 of people · 60% of ballots." in topic  # an argument’s author
    assert said in explained
    assert "4 people have spoken; about 60 voted; 60 are members." in page
    assert "a margin of error is for samples drawn by lot" in explained
    assert "If everyone absent agreed or disagreed, support would be anywhere from" in page
    assert said in browser.get(f"/threads/{loud}/pack").text


def test_what_is_written_later_is_counted_and_costs_the_page_nothing(
    loud, office, app, browser, cast
):
    with statements(app) as before:
        browser.get(f"/threads/{loud}")
    office.work()
    with statements(app) as after:
        browser.get(f"/threads/{loud}")
    assert len(after) <= len(before)
    with office.open():
        someone = as_viewer(make.member(of=db.session.get_one(Clp, cast.ashford)))
        reply(db.session.get_one(Thread, loud), "For it.", by=someone, position=Position.FOR)
        db.session.commit()
    with office.open():
        sharing.follow()
    assert "For 77% of posts · 2 of 5 of people" in browser.get(f"/threads/{loud}").text


def test_a_small_or_unpublished_discussion_has_no_line(office, place, cast, browser):
    with office.open():
        thread = start_thread(
            "Few",
            "Short.",
            by=as_viewer(make.member(of=db.session.get_one(Clp, cast.ashford))),
            where=Where(option_id=place.option),
            position=Position.FOR,
        )
        db.session.commit()
    office.work()

    assert "of ballots" not in browser.get(f"/threads/{thread.id}").text
    assert "not enough yet" in browser.get(f"/shares/thread/{thread.id}").text
    browser.get("/shares/post/1", status=404)
    browser.get("/shares/thread/99999", status=404)
