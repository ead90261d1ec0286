"""A small wiki to search, written by an editor."""

from dataclasses import dataclass

from accounts.access import Viewer
from accounts.rules import Grant, Role
from core import events
from core.clock import now
from core.db import db
from search.indexer import drain
from wiki import actions
from wiki.models import Topic

EDITOR = Viewer(grants=(Grant(Role.EDITOR, None),))


@dataclass(frozen=True, slots=True)
class Wiki:
    """Ids of what is in it."""

    education: int
    meals: int
    free: int
    hungry: int
    buses: int


def write_wiki() -> Wiki:
    """School meals under Education, with an option and an argument, and a topic about buses."""
    education = actions.add_topic("Education", "How should we learn?", by=EDITOR)
    meals = actions.add_topic(
        "School meals", "Who should eat free?", "Lunch at school.", education.id, by=EDITOR
    )
    free = actions.add_option(meals, "Free lunch for all pupils", "Every **pupil**.", by=EDITOR)
    hungry = actions.add_argument(free, "for", "Hungry children cannot learn", by=EDITOR)
    buses = actions.add_topic("Buses", "Should they be free?", by=EDITOR, text="<b>Bus</b> & tram")
    db.session.commit()
    return Wiki(education.id, meals.id, free.id, hungry.id, buses.id)


def indexed(app) -> None:
    """What the worker does each second."""
    with app.app_context():
        drain()


def topic(topic_id: int) -> Topic:
    """The topic, for changing it."""
    found = db.session.get(Topic, topic_id)
    assert found
    return found


def hide(app, topic_id: int, *, hidden: bool = True) -> None:
    """What a decision does to a topic."""
    with app.app_context():
        found = topic(topic_id)
        found.hidden_at = now() if hidden else None
        events.record("topic.hidden" if hidden else "topic.put_back", found, actor_id=None)
        db.session.commit()
