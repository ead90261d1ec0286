"""A topic with an option, a CLP's slug, and who looks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from accounts.access import Viewer
from accounts.models import Clp
from accounts.rules import Grant, Role
from core.db import db
from deliberation import actions
from deliberation.rules import Where
from tests import scenes
from tests.make import Cast
from wiki.actions import add_option, add_topic

EDITOR = Viewer(grants=(Grant(Role.EDITOR, None),))


@dataclass(frozen=True, slots=True)
class Town:
    """Ids and names that the tests of forums talk about."""

    topic: int
    option: int
    slug: str  # of Ashford Vale
    other_slug: str  # of Brambleton
    thread: int  # about the option, in the topic's forum, started by Bola
    ada: Viewer
    bola: Viewer
    chen: Viewer
    dilys: Viewer


@pytest.fixture
def town(app, cast):
    with app.app_context():
        return scenes.lay("town", lambda: _town(cast))


def _town(cast: Cast) -> Town:
    topic = add_topic("School meals", "Who should get one?", by=EDITOR)
    option = add_option(topic, "Free meals for all", by=EDITOR)
    wessex = db.session.get_one(Clp, cast.ashford).region_id
    home = Viewer(clp_id=cast.ashford, region_id=wessex, on_roll=True)
    bola = replace(home, id=cast.bola, name="Bola Adeyemi")
    thread = actions.start_thread(
        "Who pays for it?", "I **wonder** who pays.", by=bola, where=Where(option_id=option.id)
    )
    db.session.commit()
    return Town(
        topic=topic.id,
        option=option.id,
        slug=db.session.get_one(Clp, cast.ashford).slug,
        other_slug=db.session.get_one(Clp, cast.brambleton).slug,
        thread=thread.id,
        ada=replace(home, id=cast.ada, name="Ada Okafor"),
        bola=bola,
        chen=Viewer(
            id=cast.chen, clp_id=cast.brambleton, on_roll=True, grants=(Grant(Role.STEWARD, None),)
        ),
        dilys=Viewer(id=cast.dilys, clp_id=cast.brambleton, on_roll=True, grants=EDITOR.grants),
    )


@pytest.fixture
def inside(app, town):
    """An open app context, for tests that press no button: a request would share it."""
    with app.app_context():
        yield


@pytest.fixture
def hari(cast):
    """The admin."""
    return Viewer(id=cast.hari, on_roll=True, grants=(Grant(Role.ADMIN, None),))
