"""Moderation end to end: a view that hardly anybody voices is heard, and rude words have their end.

A detector tells a steward whose view is missing; the steward lets it be said on behalf of those who
are not here, until a member who holds it says it. What another member wrote is reported, hidden
with its reason, written down for everybody, and appealed against.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, NewPage, Site, sign_in
from tests.e2e.hardly_voiced import OPTION, RUDE, TITLE
from tests.e2e.test_the_main_job import Reader

pytestmark = pytest.mark.browser

THEIRS = "A firm of six cannot pay two people for one job."
HERS = "I do the accounts of a bakery. With two off sick it would have closed in March."
REASON = "Tell him that he is wrong, and not to be silent."
ANSWER = "He had called all of us idlers, and that still stands there."


def test_every_view_is_voiced_and_every_decision_can_be_questioned(
    site: Site, new_page: NewPage
) -> None:
    thread = site.python("tests.e2e.hardly_voiced").strip()
    site.flask("work", "--once")

    chen = Reader(sign_in(new_page(width=PHONE), "chen"), looks=True)
    _read_what_is_missing(chen)
    _speak_for_who_is_not_here(chen)

    ada = sign_in(new_page(javascript=False, width=PHONE), "ada")
    _say_it_herself(ada, thread)
    _report_in_three_presses(ada, thread)

    _hide_it(chen)
    _sign_as_the_second(Reader(sign_in(new_page(width=PHONE), "stella"), looks=True))
    visitor = new_page(javascript=False, width=PHONE)
    _find_the_tombstone(visitor, thread)
    _find_it_in_the_log(visitor)

    bola = Reader(sign_in(new_page(width=PHONE), "bola"), looks=True)
    _read_why_and_appeal(bola)
    visitor.goto("/log?appeal=open")
    expect(visitor.get_by_role("row").filter(has_text="Hidden").first).to_contain_text("appealed")


def _read_what_is_missing(chen: Reader) -> None:
    page = chen.page
    prompt = page.get_by_role("article").filter(has_text=OPTION).get_by_role("link").first
    for _second in range(90):  # until a worker has raised it: ours, or the one that runs beside
        page.goto("/moderation?kind=prompt")
        if prompt.count():
            break
        page.wait_for_timeout(1_000)
    prompt.click()
    chen.look()
    main = page.get_by_role("main")
    expect(main).to_contain_text("About two in five of the members who took a side")
    expect(main).to_contain_text("1 of the 20 people")
    page.get_by_text("How this was worked out").click()
    expect(page.get_by_role("region", name="Figures")).to_contain_text("40%")


def _speak_for_who_is_not_here(chen: Reader) -> None:
    page = chen.page
    page.get_by_text("Open a steelman slot", exact=True).click()
    chen.press("Put it at the top")  # without a word, and without a source
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("They would say").fill(THEIRS)
    page.get_by_label("Where this comes from").fill("A slip on paper, handed in at a meeting")
    chen.press("Put it at the top")
    expect(page.get_by_role("status")).to_contain_text("not your own view")


def _say_it_herself(ada: Page, thread: str) -> None:
    """The label stands over the discussion until a member who holds the view takes its place."""
    ada.goto(thread)
    slot = ada.get_by_role("complementary", name="For members who are not here")
    expect(slot).to_contain_text("Written by Chen Wei on behalf of members who are not here")
    expect(slot).to_contain_text("Not their own view, not a vote, counted in no statistic.")
    expect(slot).to_contain_text(THEIRS)
    slot.get_by_role("link", name="Is this your view?").click()
    ada.get_by_label("Not quite. My view is:").fill(HERS)
    ada.get_by_role("button", name="Say it in my words").click()
    ada.goto(thread)
    said = ada.get_by_role("complementary", name="Said by a member who holds this view")
    expect(said).to_contain_text(HERS)
    expect(said).to_contain_text("Ada Okafor")
    expect(slot).to_have_count(0)


def _report_in_three_presses(ada: Page, thread: str) -> None:
    ada.goto(f"{thread}?order=oldest")
    rude = ada.get_by_role("article").filter(has_text=RUDE)
    rude.get_by_role("link", name="Report").click()
    ada.get_by_label("Personal abuse").check()
    ada.get_by_role("button", name="Send report").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text("Your report")


def _hide_it(chen: Reader) -> None:
    page = chen.page
    page.goto("/moderation?kind=report")
    page.get_by_role("article").filter(has_text=TITLE).get_by_role("link").first.click()
    chen.look()
    page.get_by_label("Hide it", exact=True).check()
    page.get_by_label("which rule").select_option(label="Personal abuse")
    page.get_by_label("Why, in a sentence").fill(REASON)
    chen.press("Decide")
    expect(page.get_by_role("status")).to_contain_text("Decided.")


def _sign_as_the_second(stella: Reader) -> None:
    """It takes a position, so nobody hides it alone for good."""
    page = stella.page
    page.goto("/moderation?kind=report")
    page.get_by_role("article").filter(has_text=TITLE).get_by_role("link").first.click()
    stella.look()
    page.get_by_label("Yes, it stays so").check()
    stella.press("Sign")
    expect(page.get_by_role("status")).to_be_visible()


def _find_the_tombstone(visitor: Page, thread: str) -> None:
    visitor.goto(f"{thread}?order=oldest")
    main = visitor.get_by_role("main")
    expect(main).to_contain_text("personal abuse (rule 1)")
    expect(main).not_to_contain_text(RUDE)


def _find_it_in_the_log(visitor: Page) -> None:
    visitor.goto("/log")
    hidden = visitor.get_by_role("row").filter(has_text="Personal abuse (rule 1)").first
    expect(hidden).to_contain_text("Hidden")
    expect(hidden).to_contain_text("national steward")
    expect(hidden).not_to_contain_text("Bola")
    opened = visitor.get_by_role("row").filter(has_text="Opened a steelman slot").first
    expect(opened).to_be_visible()


def _read_why_and_appeal(bola: Reader) -> None:
    page = bola.page
    page.goto("/account")
    page.locator("a[href^='/decisions/']").filter(has_text=TITLE).click()
    bola.look()
    main = page.get_by_role("main")
    for line in (RUDE, REASON, "Personal abuse (rule 1)", "The national steward"):
        expect(main).to_contain_text(line)
    bola.press("Send appeal")  # with nothing said
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("What should be looked at again").fill(ANSWER)
    bola.press("Send appeal")
    expect(main).to_contain_text("There was an appeal against this decision")
