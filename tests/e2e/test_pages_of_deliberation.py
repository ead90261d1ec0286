"""Every kind of page of forums, proposals, CLPs, meetings, polls, notices and house rules is sound.

Each is opened by its address in the demo community, as narrow as a phone and dark, then wide
and light: axe-core finds nothing, nothing scrolls sideways. No crawl has to reach it first.
What test_pages and test_pages_of_the_wiki look at is not looked at again.
"""

from __future__ import annotations

import pytest

from tests.e2e.conftest import OpenAs, by_person, look_at

pytestmark = pytest.mark.browser

CLP = "/clps/ashford-vale"
# Rows of the demo, which are made in the same order every time.
GATHERING, SUPPORTED, ANSWERED, RESOLUTION = (f"/proposals/{number}" for number in (1, 3, 4, 5))
SUMMED_UP, IN_CLP, MOVED = (f"/threads/{number}" for number in (1, 9, 19))

FOR_EVERYONE = {
    "all forums": "/forums",
    "forums of topics": "/forums/topics",
    "forums of CLPs": "/forums/clps",
    "national rooms": "/forums/national",
    "room": "/forums/room/rural-members",
    "forum list with filters": "/forums/national?kind=question&sort=newest",
    "log of forums": "/forums/log",
    "log of a thread": f"{MOVED}/log",
    "history of summaries": f"{SUMMED_UP}/summary",
    "proposals": "/proposals",
    "proposal answered": ANSWERED,
    "resolution": RESOLUTION,
    "history of a proposal": f"{GATHERING}/history",
    "proposal to print": f"{GATHERING}/print",
    "amendment": "/amendments/1",
    "CLPs": "/clps",
    "CLP": CLP,
    "region": "/regions/south-east",
    "calendar of a region": "/regions/south-east/calendar",
    "announcements": f"{CLP}/announcements",
    "announcement": "/announcements/1",
    "meetings of a CLP": f"{CLP}/meetings",
    "pack": f"{IN_CLP}/pack",
    "vote on paper": "/polls/5/paper",
    "paper ballots": "/polls/5/paper/ballots",
    "strength over waves": "/polls/2/waves",
    "result of a ranking": "/polls/6/results",
}
FOR_MEMBERS = {
    "unread": "/forums/unread",
    "thread": IN_CLP,
    "begin a discussion": "/threads/new",
    "reply": "/posts/1/reply?quote=yes",
    "propose for the wiki": "/posts/1/propose",
    "what a summary misses": f"{SUMMED_UP}/summary/missing",
    "proposal": GATHERING,
    "make a proposal": "/proposals/new",
    "amend": f"{SUPPORTED}/amend",
    "notices": "/notices",
    "settings of notices": "/notices/settings",
    "add an entry": "/entries/new?clp=ashford-vale",
    "meeting": "/meetings/1",
    "subscribe": f"{CLP}/calendar/subscribe",
}
FOR_OFFICERS = {
    "announce": f"{CLP}/announcements/new",
    "digest to print": f"{CLP}/printed",
    "change an entry": "/entries/1/edit",
    "take a thread to a meeting": f"{IN_CLP}/meeting",
    "page of the chair": "/meetings/1/chair",
    "contributions": f"{CLP}/contributions",
    "enter a contribution": f"{IN_CLP}/contributions/new",
    "paper votes": "/paper/1",
    "vote on paper, for officers": "/polls/5/paper",
}
FOR_EDITORS = {
    "prepare a poll": "/polls/new?method=ranked",
    "ask again": "/polls/1/again",
    "officers of a poll": "/polls/1/officers",
    "polls that wait": "/polls/waiting",
}
FOR_STEWARDS = {
    "steward’s page of a thread": f"{SUMMED_UP}/steward",
    "write a summary": f"{SUMMED_UP}/summary/write",
}
ALL = {
    "": FOR_EVERYONE,
    "ada": FOR_MEMBERS,
    "farah": FOR_OFFICERS,
    "dilys": FOR_EDITORS,
    "chen": FOR_STEWARDS,
}


@pytest.mark.parametrize(("person", "address"), by_person(ALL))
def test_a_page_of_deliberation_is_sound(open_as: OpenAs, person: str, address: str) -> None:
    assert look_at(open_as(person, address)) == []
