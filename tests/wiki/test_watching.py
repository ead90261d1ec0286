"""Who watches a topic or a branch is told what others do there, as the tree stood then."""

import random
import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Grant, Role
from core import clock, personal
from core.db import db, statements
from core.errors import Refused
from core.events import Event
from notices.actions import watch as begin_watching
from notices.models import Happening, Watch
from notices.queries import news
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.models import Place, Topic

START = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
LATER = START + timedelta(hours=1)


@pytest.fixture
def tree(app, cast):
    """Ids: Education, Schools under it, Sport under that, Land beside; there before any watch."""
    with app.app_context(), clock.freeze(START - timedelta(hours=1)):
        education, schools, sport = chain("Education", "Schools", "Sport")
        (land,) = chain("Land")
        db.session.commit()
        return education.id, schools.id, sport.id, land.id


def watch(member_id, topic_id, *, branch):
    with clock.freeze(START):
        begin_watching(db.session.get(Topic, topic_id), member_id, whole_branch=branch)
        db.session.commit()


def told(member_id, audiences=("public",), **between):
    with clock.freeze(LATER + timedelta(minutes=5)):
        return [(one.says, one.heading) for one in news(member_id, audiences, **between)]


def add(topic_id, title, *, by=EDITOR):
    with clock.freeze(LATER):
        option = actions.add_option(db.session.get(Topic, topic_id), title, by=by)
        db.session.commit()
        return option


def test_a_watched_branch_tells_of_topics_that_are_added_later(app, cast, tree):
    education, schools, _, land = tree
    with app.app_context():
        watch(cast.ada, education, branch=True)
        with clock.freeze(LATER):
            (new,) = chain("Music", root=schools)
        add(new.id, "A choir in every school")
        add(land, "Elsewhere")

        assert told(cast.ada) == [
            ("New option", "A choir in every school"),
            ("New topic", "Music"),
        ]


def test_a_watched_topic_tells_of_itself_and_not_of_what_stands_under_it(app, cast, tree):
    _, schools, sport, _ = tree
    with app.app_context():
        watch(cast.ada, schools, branch=False)
        add(sport, "Below")
        add(schools, "Here")

        assert told(cast.ada) == [("New option", "Here")]


def test_what_happened_counts_where_the_topic_stood_then_not_where_it_stands_now(app, cast, tree):
    education, _, sport, land = tree
    with app.app_context():
        watch(cast.ada, education, branch=True)
        watch(cast.bola, land, branch=True)
        add(sport, "Before the move")
        with clock.freeze(LATER):
            topic = db.session.get(Topic, sport)
            old = db.session.scalar(sa.select(Place).where(Place.child_id == sport))
            actions.place(topic, land, by=EDITOR, home=True)
            actions.remove_place(old, by=EDITOR)
            db.session.commit()
        add(sport, "After the move")

        assert told(cast.ada) == [
            ("Taken out of a place", "Sport"),
            ("Now also filed in another place", "Sport"),
            ("New option", "Before the move"),
        ]
        assert told(cast.bola) == [
            ("New option", "After the move"),
            ("Taken out of a place", "Sport"),
            ("Now also filed in another place", "Sport"),
        ]


@pytest.mark.parametrize("seed", range(3))
def test_after_random_moves_every_event_is_noted_in_the_branches_of_its_moment(app, seed):
    chance = random.Random(seed)
    expected = {}
    with app.app_context():
        topics = [chain(f"Topic {number}")[0] for number in range(7)]
        for number in range(40):
            topic = chance.choice(topics)
            try:
                actions.place(topic, chance.choice(topics).id, by=EDITOR)
                spots = db.session.scalars(sa.select(Place).where(Place.child_id == topic.id)).all()
                if len(spots) > 2:
                    actions.remove_place(chance.choice(spots), by=EDITOR)
            except Refused:
                pass
            one = chance.choice(topics)
            option = actions.add_option(one, f"Option {number}", by=EDITOR)
            expected[option.id] = above(one.id)
        rows = db.session.execute(
            sa.select(Event.subject_id, Happening.subject_id)
            .join(Happening, Happening.event_id == Event.id)
            .where(Event.name == "option.added", Happening.subject_kind == "topic")
        ).all()

    assert {id_: {on for of, on in rows if of == id_} for id_ in expected} == expected


def above(topic_id):
    """The topic and all above it, found by walking one place after the other."""
    edges = db.session.execute(sa.select(Place.child_id, Place.parent_id)).all()
    reached, waiting = set(), [topic_id]
    while waiting:
        one = waiting.pop()
        reached.add(one)
        waiting += [up for child, up in edges if child == one and up and up not in reached]
    return reached


def test_who_watched_a_topic_that_was_joined_to_another_watches_that_one(app, cast, tree):
    _, _, sport, land = tree
    with app.app_context():
        watch(cast.ada, sport, branch=False)
        with clock.freeze(LATER):
            actions.merge(
                db.session.get(Topic, sport), db.session.get(Topic, land), by=EDITOR, why="Same"
            )
            db.session.commit()
        add(land, "After the merge")

        assert ("New option", "After the merge") in told(cast.ada)


def test_nobody_is_told_of_what_they_did_themselves_or_what_came_before(app, cast, tree):
    education, schools, _, _ = tree
    ada = Viewer(id=cast.ada, grants=(Grant(Role.EDITOR, None),))
    with app.app_context():
        with clock.freeze(START - timedelta(days=1)):
            actions.add_option(db.session.get(Topic, schools), "Long ago", by=EDITOR)
        watch(cast.ada, education, branch=True)
        add(schools, "My own", by=ada)

        assert told(cast.ada) == []


def test_nobody_is_told_of_what_they_may_not_read(app, cast, tree):
    education, schools, _, _ = tree
    with app.app_context():
        watch(cast.ada, education, branch=True)
        option = add(schools, "To be hidden")
        option.hidden_at = START
        db.session.commit()

        assert told(cast.ada) == []
        option.hidden_at = None
        assert told(cast.ada, audiences=("members",)) == []
        assert len(told(cast.ada)) == 1


def test_watching_and_stopping_by_the_pages(app, cast, sign_in, browser, tree):
    education, *_ = tree
    assert "/sign-in" in browser.client.get(f"/topics/{education}/watch").headers["Location"]
    ada = sign_in(cast.ada)
    page = ada.get(f"/topics/{education}/watch").text
    assert "once a day" in page
    with app.app_context():
        url = db.session.get(Topic, education).url
    assert f'href="/topics/{education}/watch"' in ada.get(url).text

    assert (
        "You watch this topic and all"
        in ada.follow(ada.post(f"/topics/{education}/watch", {"what": "branch"})).text
    )
    assert "and all that stands under it" in ada.get("/notices/watched").text
    ada.post(f"/topics/{education}/watch", {"what": "topic"})
    assert "and all that stands under it" not in ada.get("/notices/watched").text
    assert "Stop watching" in ada.get(f"/topics/{education}/watch").text
    ada.post(f"/topics/{education}/unwatch")
    assert "You watch nothing yet" in ada.get("/notices/watched").text
    ada.get("/topics/999/watch", status=404)


def test_news_stand_on_a_page_until_they_are_marked_as_read(app, cast, sign_in, tree):
    education, schools, _, _ = tree
    ada = sign_in(cast.ada)
    with app.app_context():
        watch(cast.ada, education, branch=True)
        with clock.freeze(datetime.now(UTC) - timedelta(minutes=1)):
            actions.add_option(db.session.get(Topic, schools), "A longer break", by=EDITOR)
            db.session.commit()
    page = ada.get("/notices").text
    assert "A longer break" in page
    assert "New</span>" in page
    assert "New</span>" in ada.get("/notices").text

    up_to = re.search(r'name="up_to" value="(\d+)"', page).group(1)
    ada.post("/notices/read", {"up_to": up_to})
    assert "New</span>" not in ada.get("/notices").text


def test_what_a_member_watches_is_theirs_to_see_and_goes_with_the_account(app, cast, sign_in, tree):
    education, *_ = tree
    with app.app_context():
        watch(cast.ada, education, branch=True)
        watch(cast.bola, education, branch=True)
        held = personal.held_about(cast.ada)["watching"]
        assert held[0]["watches"] == f"topic:{education}"
        assert held[1] == {"mail": "daily", "quiet": "21 to 7"}
        db.session.remove()
        taken = sign_in(cast.ada).get("/account/data").json
        assert taken["watching"] == held
        assert taken["member"]["email"] == "ada@demo.example"
        assert "argon2" not in str(taken)
        personal.erase(cast.ada)

        assert personal.held_about(cast.ada)["watching"] == []
        assert db.session.scalar(sa.select(Watch.member_id)) == cast.bola


def test_an_event_costs_one_statement_more_and_news_few(app, cast, tree):
    education, schools, _, _ = tree
    with app.app_context():
        watch(cast.ada, education, branch=True)
        for number in range(10):
            add(schools, f"Option {number}")
        with statements(app) as sent, clock.freeze(LATER + timedelta(hours=1)):
            assert len(news(cast.ada, ("public",))) == 10
    assert len(sent) <= 8, sent
