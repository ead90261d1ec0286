"""The life of a view, in twenty steps: suggested, taken in, filed, archived by two, appealed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, NewPage, sign_in
from tests.e2e.test_the_main_job import Reader

pytestmark = pytest.mark.browser

TOPIC = "Football in primary schools"
OPTION = "A weekly hour of football for every pupil"
TRAILS = (
    ["Education", "Primary", "Subjects", "Sport", "Football"],
    ["Education", "Subjects", "Sport", "Football", "Primary schools"],
    ["Education", "Resources", "Land", "Sports pitches", "Football", "Primary schools"],
)


def _trails(page: Page) -> list[list[str]]:
    """The labels of every trail, also of those that are folded away."""
    trails = page.get_by_role("navigation", name="Where this page is").locator("ol").all()
    return [
        [label.strip() for label in trail.locator("li").all_text_contents()] for trail in trails
    ]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_view_is_suggested_taken_in_archived_by_two_and_appealed(
    new_page: NewPage, *, javascript: bool
) -> None:
    def person(name: str) -> Reader:
        page = new_page(javascript=javascript, width=PHONE)
        return Reader(sign_in(page, name), looks=javascript)

    claim = f"A ball costs less than a book{'' if javascript else ' does'}."
    ada, dilys, emrys = person("ada"), person("dilys"), person("emrys")

    _find_it(ada)
    _suggest(ada, claim)
    _take_in_with_changes(dilys, claim)
    argument = _see_it_included(ada, claim)
    _file_in_another_place(dilys, "Libraries" if javascript else "Children online")
    removal = _archive_by_two(dilys, emrys, argument)
    _appeal(ada, removal, argument)


def _find_it(ada: Reader) -> None:
    """1 by the contents, 2 by search, 3 with every trail."""
    page = ada.page
    page.goto("/topics")
    ada.press("Education", role="link")
    for step in ("Primary", "Subjects", "Sport", "Football"):
        ada.press(step, role="link")
    expect(page.get_by_role("heading", level=1)).to_have_text(TOPIC)
    page.goto("/search?q=fotball+primary")
    ada.press(TOPIC, role="link")
    expect(page.get_by_role("heading", level=1)).to_have_text(TOPIC)
    trails = _trails(page)
    for trail in TRAILS:
        assert trail in trails


def _suggest(ada: Reader, claim: str) -> None:
    """4 what is missing, 5 what is like it, 6 sent, 7 in the public queue."""
    page = ada.page
    page.get_by_role("link", name=f"Add an argument for “{OPTION}”").click()
    page.get_by_label("What is the argument for, in one sentence?").fill(claim)
    ada.press("Continue")
    page.get_by_label("More about it").fill("The school has **forty** of them.")
    ada.press("Send to the editors")
    expect(page.get_by_role("status")).to_be_visible()
    page.goto("/suggestions")
    expect(page.get_by_role("main")).to_contain_text(claim)


def _take_in_with_changes(dilys: Reader, claim: str) -> None:
    """8 an editor claims it, 9 and takes it in with changes."""
    page = dilys.page
    page.goto("/suggestions")
    dilys.press(claim, role="link")
    dilys.press("I am reading this now")
    page.get_by_text("Take it in with changes", exact=True).click()
    page.get_by_label(re.compile(r"^Text\b")).fill("One school has **forty** of them.")
    page.get_by_label("A sentence to the member").fill("Thank you. I made it one school.")
    dilys.press("Take it in with these changes")
    expect(page.get_by_role("main")).to_contain_text(claim)


def _see_it_included(ada: Reader, claim: str) -> str:
    """10 the member is told, 11 reads where it stands, 12 with her name. Gives its address."""
    page = ada.page
    page.goto("/account")
    expect(page.get_by_role("main")).to_contain_text("our point was included")
    ada.press(claim, role="link")
    expect(page.get_by_role("main")).to_contain_text("One school has forty of them.")
    expect(page.get_by_role("main")).to_contain_text("Ada Okafor")
    return page.url


def _file_in_another_place(dilys: Reader, parent: str) -> None:
    """13 an editor files the topic elsewhere too, 14 the new trail is on its page."""
    page = dilys.page
    page.goto("/search?q=football+primary")
    dilys.press(TOPIC, role="link")
    topic = page.url
    dilys.press("Places", role="link")
    page.get_by_label("Stands under").fill(parent)
    page.get_by_label("Called there").fill("Kicking about")
    dilys.press("File it there")
    page.goto(topic)
    assert [parent, "Kicking about"] in [trail[-2:] for trail in _trails(page)]


def _archive_by_two(dilys: Reader, emrys: Reader, argument: str) -> str:
    """15 one editor proposes, 16 another agrees, 17 the view still stands, marked."""
    page = dilys.page
    page.goto(argument)
    dilys.press("Remove this argument", role="link")
    page.get_by_label("Archive: it is out of date").check()
    page.get_by_label("Why, in your own words").fill("The school has sold its balls.")
    dilys.press("Propose")
    expect(page.get_by_role("main")).to_contain_text("second editor")
    removal = page.url

    emrys.page.goto(removal)
    emrys.press("I agree")
    emrys.page.goto(argument)
    expect(emrys.page.get_by_role("main")).to_contain_text("Two editors want to archive this")
    return removal


def _appeal(ada: Reader, removal: str, argument: str) -> None:
    """18 its author is told, 19 appeals in one press, 20 and the public log says so."""
    page = ada.page
    page.goto("/account")
    page.get_by_role("main").locator(
        f"a[href='{re.sub('^https?://[^/]+', '', removal)}']"
    ).first.click()
    ada.look()
    ada.press("Appeal")
    expect(page.get_by_role("main")).to_contain_text("Appealed")
    page.goto("/removals?show=open")
    ada.look()
    expect(page.get_by_role("main")).to_contain_text("appeal")
    page.goto(argument)
    expect(page.get_by_role("main")).to_contain_text("One school has forty of them.")
