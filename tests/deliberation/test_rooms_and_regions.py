"""Regions have forums by themselves; admins make national rooms."""

from __future__ import annotations

import pytest

from accounts.models import Clp, Region
from core.db import db
from core.errors import Refused
from deliberation import actions
from deliberation.rules import Where
from tests import make


@pytest.fixture
def wessex(app, town, cast):
    """The region of Ashford Vale and Brambleton."""
    with app.app_context():
        region_id = db.session.get_one(Clp, cast.ashford).region_id
        return db.session.get_one(Region, region_id)


@pytest.fixture
def health(app, town, hari):
    """A room made by the admin."""
    with app.app_context():
        room = actions.make_room("Health workers", "For people who work in the NHS.", hari)
        db.session.commit()
        return room


def test_a_regions_forum_is_there_from_the_first_day(sign_in, cast, wessex):
    ada = sign_in(cast.ada)
    forum = f"/forums/region/{wessex.slug}"
    assert "No discussions yet" in ada.get(forum).text

    words = {"region": wessex.slug, "title": "Our buses", "text": "Late.", "asks": "discussion"}
    thread = ada.follow(ada.post("/threads", words))

    assert "Wessex forum" in thread.text
    assert "Our buses" in ada.get(forum).text
    assert "Our buses" not in ada.get("/forums/national").text


def test_members_of_other_regions_read_and_reply_and_are_marked(app, sign_in, cast, town, wessex):
    with app.app_context():
        gwynedd = make.clp("Gwynedd", of=make.region("Wales"))
        dai = make.member("Dai Rees", of=gwynedd).id
        thread = actions.start_thread(
            "Our buses", "Late.", by=town.ada, where=Where(region_id=wessex.id)
        )
        db.session.commit()
    dai = sign_in(dai)

    assert "Only members of this region" in dai.get(f"/forums/region/{wessex.slug}").text
    words = {"region": wessex.slug, "title": "Trains", "text": "Too.", "asks": "discussion"}
    assert "Only members of this region" in dai.post("/threads", words, status=422).text
    answer = dai.post(f"{thread.url}/posts", {"text": "Ours too."})

    assert dai.follow(answer).text.count("member from elsewhere") == 1


def test_an_admin_makes_a_room_and_anybody_starts_a_discussion_in_it(sign_in, cast, town):
    hari, ada = sign_in(cast.hari), sign_in(cast.ada)
    made = hari.post("/forums/rooms", {"title": "Health workers", "about": "For the NHS."})
    room = ada.follow(made)
    assert "For the NHS." in room.text

    words = {"room": "health-workers", "title": "Rotas", "text": "Nights.", "asks": "discussion"}
    ada.post("/threads", words)

    assert "Rotas" in ada.get("/forums/room/health-workers").text
    assert "Health workers" in ada.get("/forums").text
    assert "Rotas" not in ada.get("/forums/national").text


def test_nobody_else_makes_rooms(sign_in, cast, town):
    sign_in(cast.chen).get("/forums/rooms/new", status=403)
    sign_in(cast.chen).post("/forums/rooms", {"title": "Mine"}, status=403)


def test_in_a_closed_room_nothing_is_started_and_people_go_on_replying(
    app, sign_in, cast, town, health
):
    ada, hari = sign_in(cast.ada), sign_in(cast.hari)
    words = {"room": health.slug, "title": "Rotas", "text": "Nights.", "asks": "discussion"}
    thread = ada.post("/threads", words).location
    hari.post(f"{health.url}/edit", {"title": "Health", "is_closed": "y"})

    assert "This room is closed" in ada.get(health.url).text
    assert "This room is closed" in ada.post("/threads", words, status=422).text
    ada.post(f"{thread}/posts", {"text": "Days."})
    assert "Health" in ada.get(thread).text


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("", "Enter the name"),
        ("R" * 61, "the most is 60"),
        ("health WORKERS", "There is a room of this name"),
        ("National room", "There is a room of this name"),
    ],
)
def test_a_room_has_a_name_of_its_own(inside, health, hari, title, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.make_room(title, "", hari)


def test_two_rooms_whose_names_make_one_address_have_two(inside, health, hari):
    second = actions.make_room("Health, workers!", "", hari)

    assert (health.slug, second.slug) == ("health-workers", "health-workers-2")


def test_a_thread_stands_in_one_forum(inside, town, cast, health):
    with pytest.raises(Refused, match="in one forum"):
        actions.start_thread(
            "Both", "Words.", by=town.ada, where=Where(clp_id=cast.ashford, room_id=health.id)
        )


@pytest.mark.parametrize("where", [Where(region_id=99), Where(room_id=99)])
def test_a_thread_needs_a_forum_that_is_there(inside, town, where):
    with pytest.raises(Refused, match="There is no such"):
        actions.start_thread("A title", "Words.", by=town.ada, where=where)


def test_forums_are_found_by_region_and_by_name(browser, town, wessex):
    regions = browser.get("/forums/clps").text
    assert "Wessex forum" in regions
    assert "Ashford Vale" not in regions
    assert "Ashford Vale" in browser.get(f"/forums/clps?region={wessex.slug}").text
    assert "Ashford Vale" in browser.get("/forums/clps?find=aSHford").text
    assert "No CLP has that" in browser.get("/forums/clps?find=100%25").text
    assert "School meals" in browser.get("/forums/topics?find=school").text
