"""A report, from the thread to the tombstone, in a real browser: on a telephone, by few presses."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, NewPage, axe_finds, scrolls_sideways, sign_in

pytestmark = pytest.mark.browser

THREAD, RUDE = "Planters on Leabank Road", "post 5"


def look(page: Page) -> None:
    page.wait_for_load_state()
    assert axe_finds(page) == []
    assert not scrolls_sideways(page)


def open_the_case(page: Page) -> None:
    page.goto("/moderation?kind=report")
    page.get_by_role("article").filter(has_text=THREAD).get_by_role("link").first.click()


def test_rude_words_are_reported_in_three_presses_and_hidden_with_their_reason(
    new_page: NewPage,
) -> None:
    chen = sign_in(new_page(width=PHONE), "chen")
    open_the_case(chen)
    look(chen)
    place = chen.get_by_role("link", name="See it in its place").get_attribute("href") or ""

    # Without JavaScript: the link, the reason, the button.
    ada = sign_in(new_page(javascript=False, width=PHONE), "ada")
    ada.goto(place)
    ada.get_by_role("link", name=f"Report {RUDE}").click()
    ada.get_by_label("Personal abuse").check()
    ada.get_by_role("button", name="Send report").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text("Your report")

    open_the_case(chen)
    chen.get_by_label("Hide it", exact=True).check()
    chen.get_by_role("button", name="Decide").click()  # no rule, no sentence: both are asked for
    look(chen)
    expect(chen.get_by_role("alert")).to_contain_text("Say why in a sentence.")
    chen.get_by_label("which rule").select_option(label="Personal abuse")
    chen.get_by_label("Why, in a sentence").fill("You can say this without calling people clowns.")
    chen.get_by_role("button", name="Decide").click()
    expect(chen.get_by_role("status")).to_contain_text("Decided.")
    look(chen)

    visitor = new_page(width=PHONE)
    visitor.goto(place)
    expect(visitor.get_by_role("main")).to_contain_text("personal abuse (rule 1)")
    expect(visitor.get_by_role("main")).not_to_contain_text("clowns")
    visitor.goto("/log")
    expect(visitor.get_by_role("main")).to_contain_text("Personal abuse (rule 1)")
    look(visitor)
