"""The whole journey with the keyboard alone: Tab, Shift+Tab, Enter, Space, arrows and letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, NewPage

pytestmark = pytest.mark.browser

MOST_STOPS = 150
FOCUS = """() => {
  const it = document.activeElement;
  const label = it.labels && it.labels[0];
  return [it.tagName, it.getAttribute("aria-label") || (label || it).textContent, it.name || ""]
    .map((words) => words.replace(/\\\\s+/g, " ").trim());
}"""
SEEN = """() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
  const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return marked && box.bottom > 0 && box.top < innerHeight;
}"""


def _tab_to(page: Page, name: str, tag: str = "") -> None:
    """Press Tab until something of this name has the focus; the focus is seen at every stop."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        its_tag, its_name, _ = page.evaluate(FOCUS)
        if its_tag == "BODY":
            continue
        assert page.evaluate(SEEN), f"the focus is not seen on {its_tag} {its_name}"
        if its_name.startswith(name) and its_tag == (tag or its_tag):
            return
    pytest.fail(f"no Tab leads to “{name}” on {page.url}")


def _press(page: Page, name: str, tag: str = "") -> None:
    """Tab to the link or button and press Enter, and wait for the page it leads to."""
    _tab_to(page, name, tag)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _type(page: Page, name: str, words: str) -> None:
    _tab_to(page, name)
    page.keyboard.type(words)


def test_the_whole_journey(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/sign-in")
    _type(page, "E-mail address", "gwen@demo.example")
    _type(page, "Password", PASSWORD)
    _press(page, "Sign in", "BUTTON")

    _type(page, "Search", "football primary schools")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _press(page, "Football in primary schools", "A")

    _press(page, "Add an argument for")
    _type(page, "What is the argument for", "A ball needs no Wi-Fi.")
    _press(page, "Continue")
    _press(page, "Send to the editors")
    expect(page.get_by_role("status")).to_be_visible()

    page.goto("/polls")
    _press(page, "Should every primary school")
    _press(page, "Have your say")
    _tab_to(page, "Strongly for")  # the group is one stop; arrows move within it
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    code = page.locator(".vote-code").inner_text()
    _press(page, "Send my vote")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is recorded")
    expect(page.get_by_role("main")).to_contain_text(code)

    _press(page, "look at your vote")
    _type(page, "Your vote code", code)
    _press(page, "Find my vote")
    expect(page.get_by_role("main")).to_contain_text("Strongly for")

    _press(page, "Sign out")
    _press(page, "Sign out", "BUTTON")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_the_skip_link_leads_past_the_header_in_one_step(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/topics")
    _tab_to(page, "Skip to main content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_an_error_is_reached_and_mended_by_keyboard(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/sign-in")
    _press(page, "Sign in", "BUTTON")
    _tab_to(page, "Enter your e-mail address.")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS)[2] == "email"
