"""Finding out whether a thing is there: without JavaScript, by keyboard, and when it is not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, NewPage, Site, axe_finds, look_at, sign_in

pytestmark = pytest.mark.browser


def test_what_is_there_is_found_and_what_is_not_is_proposed(new_page: NewPage) -> None:
    page = sign_in(new_page(width=PHONE, javascript=False), "ada")
    page.goto("/topics")
    page.get_by_role("search").get_by_role("searchbox").fill("free school meals")
    page.get_by_role("search").get_by_role("button").click()
    expect(page.get_by_role("main").get_by_role("link").filter(has_text="Filter")).to_be_visible()
    page.get_by_label("Polls (").check()
    page.get_by_role("button", name="Apply").click()
    assert "kind=poll" in page.url
    expect(page.locator(".result")).to_have_count(1)
    page.get_by_role("link", name="take this filter away").click()
    assert "kind=" not in page.url
    expect(page.locator(".result__title").first).to_have_text("Free school meals")

    page.get_by_label("Search topics").fill("zeppelins quxwort")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.get_by_role("link", name="Propose a topic").click()
    expect(page.get_by_role("main").locator("[name=title]")).to_have_value("zeppelins quxwort")


def test_titles_are_offered_to_the_keyboard_and_trends_lead_to_what_was_written(
    new_page: NewPage, site: Site
) -> None:
    page = new_page()
    page.goto("/search?q=buses")
    page.goto("/topics")
    box = page.get_by_label("Search Folkmoot")
    box.press("ArrowDown")
    expect(page.get_by_role("option", name="buses (looked for before)")).to_be_visible()
    box.press("Escape")
    box.press_sequentially("free scho")
    offered = page.get_by_role("option", name="Free school meals (Topic)")
    expect(offered).to_be_visible()
    expect(page.locator("[aria-live]").filter(has_text="offered")).to_be_attached()
    assert axe_finds(page) == []
    box.press("ArrowDown")
    expect(offered).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Free school meals")

    site.flask("count-words")
    page = new_page(width=PHONE, dark=True)
    page.goto("/trends")
    page.get_by_role("link", name="England", exact=True).click()
    assert look_at(page) == []
    page.get_by_role("row", name="bus ").get_by_role("link").first.click()
    expect(page.locator(".result mark").first).to_be_visible()
