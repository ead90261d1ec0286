"""The three trails of one topic about football in primary schools."""

import pytest

from accounts.access import Viewer
from accounts.rules import Grant, Role
from core.db import db
from core.errors import Refused
from wiki import actions
from wiki.models import Place, Topic, home_trails, trail_rows
from wiki.models.topics import BETWEEN

EDITOR = Viewer(grants=(Grant(Role.EDITOR, None),))


def topics(*path, root=None):
    """A chain of topics; a step may be (title, label)."""
    parent_id, made = root, []
    for step in path:
        title, label = step if isinstance(step, tuple) else (step, "")
        topic = actions.add_topic(title, "", f"About {title}.", parent_id, label, by=EDITOR)
        made.append(topic)
        parent_id = topic.id
    return made


def football() -> Topic:
    (education,) = topics("Education")
    _, _, sport = topics(
        "Primary",
        ("Subjects in primary schools", "Subjects"),
        ("Sport in primary schools", "Sport"),
        root=education.id,
    )
    _, _, game = topics("Subjects", "Sport", "Football", root=education.id)
    *_, pitches = topics(
        "Resources", "Land", "Sports pitches", ("Football pitches", "Football"), root=education.id
    )
    topic = actions.add_topic(
        "Football in primary schools", "", "", sport.id, "Football", by=EDITOR
    )
    actions.place(topic, game.id, "Primary schools", by=EDITOR)
    actions.place(topic, pitches.id, "Primary schools", by=EDITOR)
    return topic


def test_the_trails_are_one_for_each_place_climbing_by_home_places(app):
    with app.app_context():
        topic = football()
        trails: dict[int, list[str]] = {}
        for row in trail_rows(topic.id):
            trails.setdefault(row.trail, []).append(row.title)

        assert [" > ".join(steps) for steps in trails.values()] == [
            "Education > Primary > Subjects > Sport > Football",
            "Education > Subjects > Sport > Football > Primary schools",
            "Education > Resources > Land > Sports pitches > Football > Primary schools",
        ]
        assert Topic.wheres([topic.id]) == {
            topic.id: BETWEEN.join(["Education", "Primary", "Subjects", "Sport"])
        }


def test_a_topic_cannot_come_to_stand_under_itself(app):
    with app.app_context():
        first, _, third = topics("First", "Second", "Third")

        with pytest.raises(Refused, match="stands under this topic"):
            actions.place(first, third.id, by=EDITOR)
        with pytest.raises(Refused, match="stands under this topic"):
            actions.place(first, first.id, by=EDITOR)


def test_a_trail_has_at_most_sixteen_steps(app):
    with app.app_context():
        *_, deepest = topics(*[f"Step {number}" for number in range(1, 17)])

        with pytest.raises(Refused, match="17 steps"):
            topics("One more", root=deepest.id)


def test_making_another_place_home_leaves_one_home(app):
    with app.app_context():
        topic = football()
        spots = db.session.query(Place).filter_by(child_id=topic.id).order_by(Place.id).all()

        actions.make_home(spots[2], by=EDITOR)
        db.session.flush()

        db.session.expire_all()
        assert [spot.is_home for spot in spots] == [False, False, True]
        assert "Land" in home_trails([topic.id])[topic.id]


def test_taking_the_home_place_away_makes_the_oldest_left_home(app):
    with app.app_context():
        topic = football()
        home = db.session.query(Place).filter_by(child_id=topic.id, is_home=True).one()

        actions.remove_place(home, by=EDITOR)
        db.session.flush()

        assert home_trails([topic.id])[topic.id].split(BETWEEN)[1:3] == ["Subjects", "Sport"]


def test_readers_cannot_change_the_structure(app):
    with app.app_context(), pytest.raises(Refused, match="Only editors change the wiki"):
        actions.add_topic("Education", by=Viewer())
