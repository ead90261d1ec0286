"""Fixtures of the wiki's tests."""

import pytest

from accounts.access import Viewer
from accounts.rules import Grant, Role
from tests import scenes
from wiki import actions
from wiki.models import Topic

EDITOR = Viewer(grants=(Grant(Role.EDITOR, None),))


def chain(*path, root=None):
    """Topics, each under the one before; a step may be (title, label)."""
    parent_id, made = root, []
    for step in path:
        title, label = step if isinstance(step, tuple) else (step, "")
        topic = actions.add_topic(title, "", f"About {title}.", parent_id, label, by=EDITOR)
        made.append(topic)
        parent_id = topic.id
    return made


def add_football() -> Topic:
    """The topic of the design's example: football in primary schools, in three places."""
    (education,) = chain("Education")
    _, _, sport = chain(
        "Primary",
        ("Subjects in primary schools", "Subjects"),
        ("Sport in primary schools", "Sport"),
        root=education.id,
    )
    _, _, game = chain("Subjects", "Sport", "Football", root=education.id)
    *_, pitches = chain(
        "Resources", "Land", "Sports pitches", ("Football pitches", "Football"), root=education.id
    )
    topic = actions.add_topic(
        "Football in primary schools",
        "Should every primary school teach football?",
        "Most schools teach it; pitches are scarce.",
        sport.id,
        "Football",
        by=EDITOR,
    )
    actions.place(topic, game.id, "Primary schools", by=EDITOR)
    actions.place(topic, pitches.id, "Primary schools", by=EDITOR)
    return topic


@pytest.fixture
def football(app):
    """Id of the topic in three places, with one option argued on one side."""
    with app.app_context():
        return scenes.lay("football", _football_argued)


def _football_argued() -> int:
    topic = add_football()
    option = actions.add_option(topic, "Two hours a week", "For *every* class.", by=EDITOR)
    actions.add_argument(
        option, "for", "Children who play learn better", "", by=EDITOR, sources="https://a.example/"
    )
    return topic.id


@pytest.fixture
def meals(app, cast):
    """A topic with one option, and people who talk about it."""
    with app.app_context():
        topic = actions.add_topic("School meals", "Who should get one?", by=EDITOR)
        option = actions.add_option(topic, "Free meals for all", by=EDITOR)
        yield Meals(topic, option, cast)


class Meals:
    def __init__(self, topic, option, cast):
        self.topic, self.option, self.cast = topic, option, cast
        self.ada = Viewer(id=cast.ada, name="Ada Okafor", on_roll=True)
        self.dilys = Viewer(id=cast.dilys, on_roll=True, grants=EDITOR.grants)
        self.emrys = Viewer(id=cast.emrys, on_roll=True, grants=EDITOR.grants)

    def suggest(self, **more):
        facts = {"title": "Hungry children cannot learn", "option": self.option, "side": "for"}
        return actions.suggest("argument", by=self.ada, **{**facts, **more})
