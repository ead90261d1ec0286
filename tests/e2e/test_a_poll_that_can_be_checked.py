"""Straw polls end to end, with JavaScript and without.

An editor asks members to put choices in order; they vote on a phone, look their vote up, change it,
take it back; the poll closes, the code tells that the ballot was counted, and a file that anybody
can take away proves the result.
"""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from core.clock import now
from tests.e2e.conftest import PHONE, ROOT, NewPage, Site, sign_in
from tests.e2e.test_the_main_job import Reader

pytestmark = pytest.mark.browser

CHOICES = ["Leave it as it is", "A bus every hour", "A bus on demand"]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_choices_are_put_in_order_and_the_result_is_proved(
    site: Site, new_page: NewPage, tmp_path: Path, *, javascript: bool
) -> None:
    def person(name: str) -> Reader:
        page = new_page(javascript=javascript, width=PHONE)
        return Reader(sign_in(page, name), looks=javascript)

    question = f"Which bus should a village have{'' if javascript else ' on Sundays'}?"
    ada, bola, dilys = person("ada"), person("bola"), person("dilys")

    poll = _ask_for_an_order(dilys, question)
    code = _put_in_order(ada, poll)
    _look_and_change(ada, code)
    _take_back_and_vote_again(bola, poll)
    site.flask("poll", "close", poll.rsplit("/", 1)[1])
    _see_it_counted(ada, poll, code)
    _prove(f"{poll}/bundle.json", tmp_path, code)


def _ask_for_an_order(dilys: Reader, question: str) -> str:
    """A ranked poll of all members, open; gives its address."""
    page = dilys.page
    page.goto("/polls/new")
    page.get_by_text("Take another kind of poll").click()
    dilys.press("Ranking", role="link")
    page.get_by_label("The question").fill(question)
    page.get_by_label("choices").fill("\n".join(CHOICES))
    page.get_by_label("Last day", exact=True).fill((now() + timedelta(days=9)).date().isoformat())
    dilys.press("Go on")
    for choice in CHOICES:
        expect(page.get_by_role("main")).to_contain_text(choice)
    dilys.press("Open this poll")
    return page.url


def _put_in_order(reader: Reader, poll: str) -> str:
    """Vote; gives the vote code."""
    page = reader.page
    page.goto(poll)
    reader.press("Have your say", role="link")
    code = page.locator(".vote-code").inner_text()
    reader.press("Send my vote")
    expect(page.get_by_role("alert")).to_contain_text("Give at least one choice a place")
    assert page.locator(".vote-code").inner_text() == code
    page.get_by_label(CHOICES[1]).select_option("1")
    page.get_by_label(CHOICES[2]).select_option("1")
    reader.press("Send my vote")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote is recorded")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("sent it first")
    return code


def _look_and_change(ada: Reader, code: str) -> None:
    page = ada.page
    page.goto("/box")
    page.get_by_label("vote code").fill(code.lower().replace("-", " "))
    ada.press("Find my vote")
    expect(page.get_by_role("main")).to_contain_text(f"1. {CHOICES[1]}, {CHOICES[2]} (level)")
    page.get_by_label(CHOICES[2]).select_option("2")
    ada.press("Change my vote")
    expect(page.get_by_role("main")).to_contain_text(f"2. {CHOICES[0]}, {CHOICES[2]} (level)")


def _take_back_and_vote_again(bola: Reader, poll: str) -> None:
    code = _put_in_order(bola, poll)
    page = bola.page
    page.goto("/box")
    page.get_by_label("vote code").fill(code)
    bola.press("Find my vote")
    bola.press("Take my vote back")
    expect(page.get_by_role("heading", level=1)).to_contain_text("taken")
    assert _put_in_order(bola, poll) != code


def _see_it_counted(ada: Reader, poll: str, code: str) -> None:
    page = ada.page
    for _second in range(90):  # until the worker has counted
        page.goto(f"{poll}/results")
        if "So few" in page.get_by_role("main").inner_text():
            break
        page.wait_for_timeout(1_000)
    ada.look()
    expect(page.get_by_role("main")).to_contain_text("So few")
    page.goto(f"{poll}/proof")
    ada.look()
    page.get_by_label("Your vote code").fill(code)
    ada.press("Look")
    expect(page.get_by_role("main")).to_contain_text("Yes, your ballot is in the list")
    expect(page.get_by_role("main")).not_to_contain_text(CHOICES[1])


def _prove(bundle: str, folder: Path, code: str) -> None:
    """The tool that is shipped says so, and says the opposite of a file with one figure changed."""
    with urllib.request.urlopen(bundle) as answer:
        text = answer.read().decode()
    assert _said_of(text, folder, code).startswith("PROVED")
    assert _said_of(text.replace(CHOICES[1], CHOICES[1].upper()), folder).startswith("NOT PROVED")


def _said_of(bundle: str, folder: Path, code: str = "") -> str:
    file = folder / "bundle.json"
    file.write_text(bundle)
    tool = [sys.executable, str(ROOT / "tools/verify_poll.py"), str(file)]
    ran = subprocess.run(
        [*tool, *(("--code", code) if code else ())], capture_output=True, text=True, check=False
    )
    assert ran.returncode in {0, 1}, ran.stderr
    return ran.stdout
