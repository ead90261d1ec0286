"""Every kind of page of the wiki: axe-core finds nothing, nothing scrolls sideways.

Each is looked at as narrow as a phone and dark, then wide and light.
"""

from __future__ import annotations

import re
from urllib.request import urlopen

import pytest

from tests.e2e.conftest import OpenAs, Site, by_person, look_at

pytestmark = pytest.mark.browser

# Topics of the demo, by the words in their address.
FOOTBALL = "{football-in-primary-schools}"  # three trails, two revisions, suggestions waiting
MEALS = "{free-school-meals}"  # removals, sources
BUS = "{free-bus-travel-for-under-25s}"  # effects, own words, costs and benefits
SPORT = "{sport-in-primary-schools}"  # topics under it

FOR_EVERYONE = {
    "outline": "/topics/outline?open=all",
    "structure log": "/topics/structure",
    "unfiled": "/topics/unfiled",
    "filing": "/topics/filing",
    "whole wiki to take away": "/topics/whole",
    "option": "/options/1",
    "argument": "/arguments/1",
    "removals": "/removals",
    "removal in effect": "/removals/1",
    "removal that waits": "/removals/2",
    "archived": "/archived",
    "archived view": "/arguments/210",
    "audit": "/audit",
    "weeks": "/weeks",
    "rewordings": "/rewordings",
    "views protected": "/views-protected",
    "history": f"/topics/{FOOTBALL}/history?from=1&to=2",
    "history of an option": "/options/21/history",
    "old revision": f"/topics/{FOOTBALL}/history/1",
    "who wrote this": f"/topics/{FOOTBALL}/authors",
    "changes": "/changes",
    "changes of a branch": f"/topics/{SPORT}/changes",
    "take away": f"/topics/{SPORT}/take",
    "briefing": f"/topics/{MEALS}/briefing",
    "branch": f"/topics/{SPORT}/branch",
    "what links here": f"/topics/{FOOTBALL}/links",
    "suggestions decided": "/suggestions?show=decided",
    "suggestion accepted": "/suggestions/1",
    "suggestion of words": "/suggestions/5",
    "suggestion figures": "/suggestions/figures",
    "own words": f"/topics/{BUS}/own-words",
    "effects": f"/topics/{BUS}/effects",
    "topic with effects": f"/topics/{BUS}-free-bus-travel-for-under-25s",
    "topic with archived views": f"/topics/{MEALS}-free-school-meals",
    "worklists": "/wiki/worklists",
    "one worklist": "/wiki/worklists/missing-sources",
    "empty worklist": "/wiki/worklists/duplicate-titles",
}
FOR_MEMBERS = {
    "watching": "/notices/watched",
    "watch": f"/topics/{SPORT}/watch",
    "drafts": "/drafts",
    "suggest: choose": f"/suggestions/new?topic={MEALS}",
    "suggest: first line": f"/suggestions/new?asks_for=option&topic={MEALS}",
    "suggest: similar": f"/suggestions/new?asks_for=option&topic={MEALS}&title=Free+lunches",
    "suggest: words": f"/suggestions/new?asks_for=wording&topic={MEALS}",
    "suggest: cost": "/suggestions/new?asks_for=cost&option=3",
    "write own words": "/options/3/own-words",
}
FOR_EDITORS = {
    "edit": f"/topics/{FOOTBALL}/edit",
    "edit an argument": "/arguments/1/edit",
    "new topic": "/topics/new",
    "new option": f"/topics/{MEALS}/options/new",
    "new argument": "/options/3/arguments/new",
    "places": f"/topics/{FOOTBALL}/places",
    "order": f"/topics/order?under={SPORT}",
    "merge": f"/topics/{FOOTBALL}/merge",
    "split": f"/topics/{FOOTBALL}/split",
    "care": f"/topics/{FOOTBALL}/care",
    "new removal": "/options/3/removals/new",
    "new source": f"/topics/{MEALS}/sources/new",
    "edit a source": "/sources/1/edit",
    "new file": f"/topics/{MEALS}/attachments/new",
    "stakes": "/options/21/stakes",
    "effects": f"/topics/{BUS}/effects",
    "suggestion to decide": "/suggestions/3",
    "suggested words to decide": "/suggestions/5",
    "removal to second": "/removals/2",
}
ALL = {"": FOR_EVERYONE, "ada": FOR_MEMBERS, "dilys": FOR_EDITORS}


@pytest.fixture(scope="session")
def numbers(site: Site) -> dict[str, str]:
    """The numbers of topics, by the words of their address."""
    with urlopen(f"{site.address}/topics/outline?open=all", timeout=20) as answer:
        links = re.findall(r'href="/topics/(\d+)-([^"/?]+)"', answer.read().decode())
    return {words: number for number, words in links}


@pytest.mark.parametrize(("person", "address"), by_person(ALL))
def test_a_page_of_the_wiki_is_sound(
    open_as: OpenAs, numbers: dict[str, str], person: str, address: str
) -> None:
    assert look_at(open_as(person, address.format_map(numbers))) == []


def test_the_preview_beside_an_edit_is_as_sound(open_as: OpenAs, numbers: dict[str, str]) -> None:
    page = open_as("dilys", f"/topics/{FOOTBALL}/edit".format_map(numbers))
    page.locator("#preview h2").wait_for()
    assert look_at(page) == []


def test_every_section_of_a_topic_asks_what_is_missing(site: Site, numbers: dict[str, str]) -> None:
    asked: set[str] = set()
    for words in (MEALS, BUS):
        address = f"{site.address}/topics/{words}".format_map(numbers)
        with urlopen(address, timeout=20) as answer:
            asked |= set(re.findall(r'class="missing".*In “([^”]+)”', answer.read().decode()))
    assert asked >= {
        *("In short", "What our policy says now", "In their own words", "Knock-on effects"),
        *("See also", "Discussions", "Sources", "Archived views"),
    }
