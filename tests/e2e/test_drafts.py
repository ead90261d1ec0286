"""What is typed stays on the device until it is sent, and only while its writer is signed in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import NewPage, sign_in

pytestmark = pytest.mark.browser

THREAD = "/threads/1"
KEPT = "Object.keys(localStorage).length"


def _typed(page: Page) -> Page:
    page.goto(THREAD)
    page.get_by_label("Your post").fill("The last bus leaves before the shift ends.")
    # The content policy forbids what wait_for_function does, so we look again and again.
    for _ in range(50):
        if page.evaluate(KEPT):
            break
        page.wait_for_timeout(100)
    return page


def test_a_draft_is_there_again_after_the_page_was_lost(new_page: NewPage) -> None:
    page = _typed(sign_in(new_page(), "ada"))
    page.goto("/")
    page.goto(THREAD)

    assert page.get_by_label("Your post").input_value().startswith("The last bus")


def test_signing_out_takes_the_drafts_along(new_page: NewPage) -> None:
    page = _typed(sign_in(new_page(), "ada"))
    page.goto("/sign-out")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").first.wait_for()

    assert page.evaluate(KEPT) == 0
