"""Editing in a real browser: a preview beside the form and drafts, with script and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, NewPage, axe_finds, scrolls_sideways, sign_in

pytestmark = pytest.mark.browser

TEXT = "# Fares\n\nFree for **everyone** who is young."
FIELD = "What our policy says now"


def _edit(page: Page) -> str:
    """Open the form of the first topic that anything changed in; gives its address."""
    page.goto("/changes")
    href = page.locator(".revisions a").first.get_attribute("href") or ""
    found = re.match(r"/topics/\d+", href)
    assert found
    page.goto(f"{found[0]}/edit")
    return f"{found[0]}/edit"


def test_what_is_typed_is_shown_and_kept_while_it_is_typed(new_page: NewPage) -> None:
    dilys = sign_in(new_page(), "dilys")
    address = _edit(dilys)
    dilys.get_by_label(FIELD).fill(TEXT)

    shown = dilys.get_by_role("region", name="Preview")
    expect(shown.get_by_text("everyone", exact=True)).to_be_visible()
    expect(dilys.get_by_text("Draft saved at")).to_be_visible(timeout=10_000)
    assert axe_finds(dilys) == []
    dilys.goto("/drafts")
    dilys.goto(address)
    expect(dilys.get_by_label(FIELD)).to_have_value(TEXT)
    dilys.get_by_role("button", name="Throw this draft away").click()
    expect(dilys.get_by_text("You have no drafts.")).to_be_visible()


def test_preview_and_draft_are_buttons_where_there_is_no_script(new_page: NewPage) -> None:
    emrys = sign_in(new_page(javascript=False, width=PHONE), "emrys")
    _edit(emrys)
    emrys.get_by_label(FIELD).fill(TEXT)
    emrys.get_by_role("button", name="Preview").click()
    shown = emrys.get_by_role("region", name="Preview")
    expect(shown.get_by_text("everyone", exact=True)).to_be_visible()
    assert not scrolls_sideways(emrys)
    emrys.get_by_role("button", name="Save draft").click()
    expect(emrys.get_by_role("heading", name="This is your draft")).to_be_visible()
    expect(emrys.get_by_label(FIELD)).to_have_value(TEXT)
    emrys.get_by_role("button", name="Throw this draft away").click()
