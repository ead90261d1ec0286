"""The three trails of one topic about football in primary schools."""

import pytest

from accounts.access import Viewer
from core.db import db
from core.errors import Refused
from tests.wiki.conftest import EDITOR, add_football, chain
from wiki import actions
from wiki.models import Place, Topic, home_trails, trail_rows
from wiki.models.topics import BETWEEN


def test_the_trails_are_one_for_each_place_climbing_by_home_places(app):
    with app.app_context():
        topic = add_football()
        trails: dict[int, list[str]] = {}
        for row in trail_rows(topic.id):
            trails.setdefault(row.trail, []).append(row.title)

        assert [" > ".join(steps) for steps in trails.values()] == [
            "Education > Primary > Subjects > Sport > Football",
            "Education > Subjects > Sport > Football > Primary schools",
            "Education > Resources > Land > Sports pitches > Football > Primary schools",
        ]
        assert Topic.wheres([topic]) == {
            topic.id: BETWEEN.join(["Education", "Primary", "Subjects", "Sport"])
        }


def test_a_topic_cannot_come_to_stand_under_itself(app):
    with app.app_context():
        first, _, third = chain("First", "Second", "Third")

        with pytest.raises(Refused, match="stands under this topic"):
            actions.place(first, third.id, by=EDITOR)
        with pytest.raises(Refused, match="stands under this topic"):
            actions.place(first, first.id, by=EDITOR)


def test_a_trail_has_at_most_sixteen_steps(app):
    with app.app_context():
        *_, deepest = chain(*[f"Step {number}" for number in range(1, 17)])

        with pytest.raises(Refused, match="17 steps"):
            chain("One more", root=deepest.id)


def test_making_another_place_home_leaves_one_home(app):
    with app.app_context():
        topic = add_football()
        spots = db.session.query(Place).filter_by(child_id=topic.id).order_by(Place.id).all()

        actions.make_home(spots[2], by=EDITOR)
        db.session.flush()

        db.session.expire_all()
        assert [spot.is_home for spot in spots] == [False, False, True]
        assert "Land" in home_trails([topic.id])[topic.id]


def test_taking_the_home_place_away_makes_the_oldest_left_home(app):
    with app.app_context():
        topic = add_football()
        home = db.session.query(Place).filter_by(child_id=topic.id, is_home=True).one()

        actions.remove_place(home, by=EDITOR)
        db.session.flush()

        assert home_trails([topic.id])[topic.id].split(BETWEEN)[1:3] == ["Subjects", "Sport"]


def test_readers_cannot_change_the_structure(app):
    with app.app_context(), pytest.raises(Refused, match="Only editors change the wiki"):
        actions.add_topic("Education", by=Viewer())
