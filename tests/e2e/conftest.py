"""A real server with the demo community, a real worker, a real browser."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import chromium

ROOT = Path(__file__).resolve().parents[2]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
PASSWORD = "folkmoot-demo"
PHONE, DESK = 320, 1280  # CSS pixels

expect.set_options(timeout=15_000)  # a busy machine is no failure


@dataclass(frozen=True, slots=True)
class Site:
    """A running Folkmoot."""

    address: str
    environment: dict[str, str]

    def flask(self, *arguments: str) -> str:
        """Run a flask command on its data; gives what it printed."""
        return self.python("flask", *arguments)

    def python(self, module: str, *arguments: str) -> str:
        """Run a module of ours on its data; gives what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for all tests of a process, with the demo community in it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("FOLKMOOT_")},
        "FOLKMOOT_DATA_DIR": str(tmp_path_factory.mktemp("site")),
        "FOLKMOOT_DATABASE_URL": "",
        "FOLKMOOT_DEMO": "true",
        "FOLKMOOT_SITE_URL": address,
    }
    made = Site(address, environment)
    made.flask("db", "upgrade")
    made.flask("demo")
    # One journey of a person begins where the last one ended, sooner than people write again.
    made.flask("set-rule", "post.gap", "0", "--why", "Journeys follow each other at once.")
    web = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "app:create_app()", "--bind", f"127.0.0.1:{port}"),
            *("--worker-class", "gthread", "--threads", "4", "--log-level", "warning"),
        ],
        cwd=ROOT,
        env=environment,
    )
    work = subprocess.Popen([sys.executable, "-m", "flask", "work"], cwd=ROOT, env=environment)
    try:
        _wait_for(address)
        yield made
    finally:
        for process in (web, work):
            process.terminate()
            process.wait(20)


def _wait_for(address: str) -> None:
    """Until the site answers and everything of the demo is in the index."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:
                if json.load(answer)["search"].get("behind") == 0:
                    return
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail("the site did not start")


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.OPTIONS)
        yield browser
        browser.close()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(chrome: Browser, site: Site) -> Iterator[NewPage]:
    """Open a browser of somebody's own: `new_page(javascript=False, width=320, dark=True)`."""
    contexts = []

    def make(*, javascript: bool = True, width: int = DESK, dark: bool = False) -> Page:
        context = chrome.new_context(
            base_url=site.address,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 740},
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        return page

    yield make
    for context in contexts:
        context.close()


_cookies: dict[tuple[str, str], Any] = {}  # by address of the site and name


def sign_in(page: Page, first_name: str) -> Page:
    """Sign in one of the cast: through the form the first time, then with the same cookies.

    From one address ten sign-ins a minute are allowed, and there are more journeys than that.
    """
    yours = page.get_by_role("link", name="Your account")
    page.goto("/")
    site = page.url
    if cookies := _cookies.get((site, first_name)):
        page.context.add_cookies(cookies)
        page.goto("/")
        if yours.count():
            return page
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(f"{first_name}@demo.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    yours.wait_for()
    _cookies[site, first_name] = page.context.cookies()
    return page


@pytest.fixture(scope="session")
def cookies(chrome: Browser, site: Site) -> Callable[[str], Any]:
    """What a browser of one of the cast keeps; each signs in once for all tests."""

    @cache
    def kept_by(person: str) -> Any:
        context = chrome.new_context(base_url=site.address)
        kept = sign_in(context.new_page(), person).context.cookies()
        context.close()
        return kept

    return kept_by


Pages = Mapping[str, str]  # addresses by the names of pages
OpenAs = Callable[[str, str], Page]


@pytest.fixture
def open_as(new_page: NewPage, cookies: Callable[[str], Any]) -> OpenAs:
    """A page, there for this one of the cast or for a visitor, as on a phone in the dark."""

    def opened(person: str, address: str) -> Page:
        page = new_page(width=PHONE, dark=True)
        if person:
            page.context.add_cookies(cookies(person))
        answer = page.goto(address)
        if person and not page.get_by_role("link", name="Your account").count():
            sign_in(page, person)  # a journey has signed this person out since
            answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        return page

    return opened


def by_person(pages: Mapping[str, Pages]) -> list[Any]:
    """Parameters for tests of one page each: who opens it, and its address."""
    return [
        pytest.param(person, address, id=f"{name} {person}".strip())
        for person, of_theirs in pages.items()
        for name, address in of_theirs.items()
    ]


TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def axe_finds(page: Page, *rules: str) -> list[str]:
    """What axe-core finds on this page, as lines; by all of its rules, or by those named."""
    page.evaluate(AXE)
    chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found: dict[str, Any] = page.evaluate("runOnly => axe.run(document, {runOnly})", chosen)
    return [
        f"{page.url}: {violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def look_at(page: Page) -> list[str]:
    """What is unsound about a page that was opened on a phone in the dark, there and on a desk.

    In the light and at another width only colours and widths can be different.
    """
    found = axe_finds(page) + _too_wide(page)
    page.set_viewport_size({"width": DESK, "height": 740})
    page.emulate_media(color_scheme="light")
    return found + axe_finds(page, "color-contrast") + _too_wide(page)


def _too_wide(page: Page) -> list[str]:
    return [f"scrolls sideways at {page.viewport_size}"] if scrolls_sideways(page) else []


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )
