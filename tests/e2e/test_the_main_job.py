"""The main job, end to end, with JavaScript, without, and by keyboard alone.

A member finds a policy, argues, votes; an editor takes the point in; a steward is told whose view
is missing.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, NewPage, axe_finds, scrolls_sideways, sign_in

pytestmark = pytest.mark.browser

TOPIC = "Football in primary schools"
OPTION = "A weekly hour of football for every pupil"

# The kinds of element on a page, each with its parent's kind and the names of its attributes.
BUILD = """() => {
    const kind = (one) =>
        one.tagName + "." + one.className + "[" + one.getAttributeNames().sort() + "]";
    const all = [...document.querySelectorAll("*")];
    const kinds = all.map((one) => kind(one.parentElement ?? one) + ">" + kind(one));
    return [...new Set(kinds)].sort().join("\\n");
}"""
_passed: set[str] = set()


class Reader:
    """Somebody at a page who looks at it after every step."""

    def __init__(self, page: Page, *, looks: bool) -> None:
        self.page = page
        self.looks = looks  # axe needs JavaScript

    def press(self, name: str, role: str = "button") -> None:
        """Press the button or link of this name in the page's main part."""
        main = self.page.get_by_role("main")
        main.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.look()

    def look(self) -> None:
        """Fail if the page scrolls sideways, or axe-core finds something.

        axe takes a second or two, so it is not asked again about a page built like one it passed.
        """
        self.page.wait_for_load_state()
        if not self.looks:
            return
        assert not scrolls_sideways(self.page)
        build: str = self.page.evaluate(BUILD)
        if build not in _passed:
            assert axe_finds(self.page) == []
            _passed.add(build)


def _find(reader: Reader, words: str, title: str) -> None:
    page = reader.page
    page.goto("/")
    page.get_by_label("Search Folkmoot").fill(words)
    reader.press("Search")
    reader.press(title, role="link")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def _argue(reader: Reader, claim: str) -> None:
    page = reader.page
    page.get_by_role("link", name=f"Add an argument against “{OPTION}”").click()
    page.get_by_label("What is the argument against, in one sentence?").fill(claim)
    reader.press("Continue")
    reader.press("Send to the editors")
    expect(page.get_by_role("status")).to_be_visible()


def _vote(reader: Reader) -> str:
    page = reader.page
    page.goto("/")
    page.get_by_role("region").or_(page.get_by_role("main")).get_by_role(
        "link", name=re.compile(r"\?$")
    ).first.click()
    reader.press("Have your say", role="link")
    code = page.locator(".vote-code").inner_text()
    reader.press("Send my vote")
    expect(page.get_by_role("alert")).to_contain_text("Choose")
    code_again = page.locator(".vote-code").inner_text()
    assert code_again == code
    page.get_by_label("Against", exact=True).check()
    reader.press("Send my vote")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is recorded")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is recorded")
    return code


def _check_the_vote(reader: Reader, code: str) -> None:
    page = reader.page
    page.goto("/box")
    page.get_by_label("vote code").fill(code.lower())
    reader.press("Find my vote")
    expect(page.get_by_role("main")).to_contain_text("Against")
    page.get_by_label("Strongly against").check()
    reader.press("Change my vote")
    expect(page.get_by_role("main")).to_contain_text("Strongly against")


def _take_in(reader: Reader, claim: str) -> None:
    page = reader.page
    page.goto("/suggestions")
    reader.press(claim, role="link")
    reader.press("I am reading this now")
    reader.press("Take it in")


def _ask_for_the_missing_view(reader: Reader) -> None:
    page = reader.page
    page.goto("/moderation?kind=prompt")
    missing = page.get_by_role("article").filter(has_text="took a side in the straw poll")
    missing.get_by_role("link").first.click()
    reader.look()
    page.get_by_text("How this was worked out").click()
    reader.look()
    if not page.get_by_role("button", name="Ask in the discussion").is_visible():
        page.get_by_text("Ask for it", exact=True).click()
    reader.press("Ask in the discussion")


@pytest.mark.parametrize(
    ("javascript", "member"),
    [(True, "Ada Okafor"), (False, "Bola Adeyemi")],
    ids=["with JavaScript", "without"],
)
def test_a_member_is_heard_from_search_to_wiki(
    new_page: NewPage, *, javascript: bool, member: str
) -> None:
    def person(name: str) -> Reader:
        page = new_page(javascript=javascript, width=PHONE)
        return Reader(sign_in(page, name), looks=javascript)

    claim = f"Some children are only happy alone with a ball{' and a wall' if javascript else ''}."
    author = person(member.split(maxsplit=1)[0].lower())
    _find(author, "football primary", TOPIC)
    _argue(author, claim)
    code = _vote(author)
    _check_the_vote(Reader(new_page(javascript=javascript, width=PHONE), looks=javascript), code)

    _take_in(person("dilys"), claim)

    author.page.goto("/account")
    author.look()
    expect(author.page.get_by_role("main")).to_contain_text("our point was included")
    author.press(claim, role="link")
    _find(author, "football primary", TOPIC)
    expect(author.page.get_by_role("main")).to_contain_text(claim)
    expect(author.page.get_by_role("main")).to_contain_text(f"From {member}")


def test_a_steward_is_told_whose_view_is_missing_and_asks_for_it(new_page: NewPage) -> None:
    chen = Reader(sign_in(new_page(width=PHONE), "chen"), looks=True)
    _ask_for_the_missing_view(chen)
    expect(chen.page.get_by_role("main")).to_contain_text("strongest case")
