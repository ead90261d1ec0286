"""Every kind of page of moderation that the demo community reaches is sound.

Each is opened by its address, as narrow as a phone and dark, then wide and light: axe-core finds
nothing, nothing scrolls sideways.
"""

from __future__ import annotations

import pytest

from tests.e2e.conftest import OpenAs, by_person, look_at

pytestmark = pytest.mark.browser

FOR_EVERYONE = {
    "public log with filters": "/log?kind=hide",
    "representation": "/representation",
    "how views are counted": "/how-views-are-counted",
    "how reports are answered": "/moderation/figures",
    "neutrality audit": "/moderation/neutrality",
    "what is watched": "/moderation/watched",
    "posts, people and ballots": "/shares/thread/1",
    "in the name of members who are not here": "/steelmen/1",
    "quiet round": "/threads/5/quiet-round",
    "who is heard": "/clps/ashford-vale/heard",
}
FOR_MEMBERS = {
    "people not to meet": "/me/people",
    "about you": "/account/about-me",
    "interests": "/interests",
    "report": "/reports/new?kind=post&id=1",
    "weighing arguments": "/options/1/weighing",
}
FOR_STEWARDS = {
    "queue with filters": "/moderation?kind=prompt",
    "case": "/cases/1",
    "appeal": "/cases/3",
    "prompt": "/cases/6",
    "watched words": "/moderation/words",
    "training for appeals": "/moderation/training",
    "turn-taking": "/threads/1/turns",
}
FOR_OFFICERS = {"members to invite": "/clps/ashford-vale/invitations"}
FOR_GWEN = {"held post": "/held/1"}
FOR_ADMINS = {"who is trained": "/moderation/training"}
ALL = {
    "": FOR_EVERYONE,
    "ada": FOR_MEMBERS,
    "chen": FOR_STEWARDS,
    "farah": FOR_OFFICERS,
    "gwen": FOR_GWEN,
    "hari": FOR_ADMINS,
}


@pytest.mark.parametrize(("person", "address"), by_person(ALL))
def test_a_page_of_moderation_is_sound(open_as: OpenAs, person: str, address: str) -> None:
    assert look_at(open_as(person, address)) == []
