"""Pages in a real browser: axe-core finds nothing, nothing scrolls sideways, no link is broken."""

from __future__ import annotations

import gzip
import re
from collections import deque
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Response

from tests.e2e.conftest import (
    PHONE,
    NewPage,
    OpenAs,
    Site,
    axe_finds,
    by_person,
    look_at,
    scrolls_sideways,
)

pytestmark = pytest.mark.browser

# The pages that matter most, by the form of their address.
KEY_PAGES = {
    "home": r"/",
    "contents": r"/topics",
    "topic": r"/topics/\d+-[^/?]+",
    "forum": r"/forums/[^?]+",
    "thread": r"/threads/\d+",
    "polls": r"/polls",
    "poll": r"/polls/\d+",
    "results": r"/polls/\d+/results",
    "strength of opinion": r"/polls/strength",
    "proof of a poll": r"/polls/\d+/proof",
    "proof of all polls": r"/proof",
    "how votes are kept secret": r"/how-your-vote-is-kept-secret",
    "search": r"/search\?q=.+",
    "what people talk about": r"/trends",
    "what a topic talks about": r"/trends/topic/\d+",
    "how to search": r"/search",
    "suggestions": r"/suggestions",
    "log": r"/log",
    "access": r"/access",
    "how policy is made": r"/how-policy-is-made",
    "style guide": r"/styleguide",
    "sign in": r"/sign-in",
}
WIDE = {  # tables that scroll
    *("results", "strength of opinion", "style guide"),
    *("proof of a poll", "proof of all polls"),
}
FOR_MEMBERS = {
    "ada": {
        "account": "/account",
        "calendar": "/clps/ashford-vale/calendar",
        "how to check a result": "/proof/how",
    },
    "farah": {
        "home of a CLP": "/clps/ashford-vale",
        "list of a calendar": "/clps/ashford-vale/calendar?view=list",
        "entry": "/entries/1",
    },
    "chen": {"moderation queue": "/moderation"},
}
MOST = 400  # addresses a crawl visits


@pytest.fixture(scope="session")
def crawled(site: Site) -> dict[str, int]:
    """Every address a visitor reaches by links, nearest first, with its status."""
    seen: dict[str, int] = {}
    waiting = deque(["/", "/styleguide", "/search?q=school"])
    while waiting and len(seen) < MOST:
        address = waiting.popleft()
        if address in seen:
            continue
        status, text = _fetch(site.address + address)
        seen[address] = status
        links = re.findall(r'href="(/[^"#]*)', text)
        waiting.extend(link.replace("&amp;", "&") for link in links if link not in seen)
    return seen


def _fetch(url: str) -> tuple[int, str]:
    try:
        with urlopen(url, timeout=20) as answer:
            html = answer.headers.get_content_type() == "text/html"
            return answer.status, answer.read().decode() if html else ""
    except HTTPError as error:
        return error.code, ""


def _address(crawled: dict[str, int], name: str) -> str:
    form = re.compile(KEY_PAGES[name] + "$")
    return next(address for address in crawled if form.match(address))


def test_no_link_is_broken(crawled: dict[str, int]) -> None:
    broken = {address: status for address, status in crawled.items() if status != 200}
    assert not broken
    assert len(crawled) > 60


@pytest.mark.parametrize("name", KEY_PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    new_page: NewPage, crawled: dict[str, int], name: str
) -> None:
    page = new_page(width=PHONE, dark=True)
    page.goto(_address(crawled, name))
    assert look_at(page) == []


@pytest.mark.parametrize("name", [n for n in KEY_PAGES if n not in WIDE])
def test_text_of_twice_the_size_still_fits_a_phone(
    new_page: NewPage, crawled: dict[str, int], name: str
) -> None:
    """WCAG 1.4.4. Those left out hold wide tables, which may scroll."""
    page = new_page(width=PHONE)
    page.goto(_address(crawled, name))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not scrolls_sideways(page)


@pytest.mark.parametrize(("person", "address"), by_person(FOR_MEMBERS))
def test_pages_of_members_are_as_sound(open_as: OpenAs, person: str, address: str) -> None:
    assert look_at(open_as(person, address)) == []


def test_a_refused_form_is_as_sound(new_page: NewPage) -> None:
    page = new_page(width=PHONE)
    page.goto("/sign-up")
    page.get_by_role("button", name="Sign up").click()

    page.get_by_role("heading", name="There is a problem").wait_for()
    assert axe_finds(page) == []
    assert not scrolls_sideways(page)
    page.get_by_role("link", name="Enter your name.").click()
    assert page.get_by_label("Your name").evaluate("field => field === document.activeElement")


@pytest.mark.parametrize("name", ["home", "topic", "thread", "results"])
def test_the_first_view_of_a_page_is_light(
    new_page: NewPage, crawled: dict[str, int], name: str
) -> None:
    """At most 12 KB of HTML, 8 KB of style, 6 KB of script, gzipped; four requests."""
    page = new_page()
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(_address(crawled, name), wait_until="load")
    sizes = {answer.url: len(gzip.compress(answer.body(), 6)) for answer in answers}

    assert sizes.pop(page.url) <= 12_000
    assert sum(sizes.values()) <= 14_000
    assert len(sizes) <= 3
