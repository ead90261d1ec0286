"""Deliberation end to end, with JavaScript and without.

A member debates in the forum of her CLP, a point of hers is taken into the wiki; a proposal gathers
support, goes to a straw poll and is answered; an officer brings points on paper and the record of a
meeting; a member reads what is new.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.clock import now
from tests.e2e.conftest import PHONE, NewPage, Site, sign_in
from tests.e2e.test_the_main_job import Reader

pytestmark = pytest.mark.browser

OPTION = "A free pass from 5 to 25"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_point_is_debated_and_taken_into_the_wiki(new_page: NewPage, *, javascript: bool) -> None:
    def person(name: str) -> Reader:
        page = new_page(javascript=javascript, width=PHONE)
        return Reader(sign_in(page, name), looks=javascript)

    point = f"An apprentice pays more than a director{'' if javascript else ' does'}."
    ada, bola, dilys = person("ada"), person("bola"), person("dilys")

    thread = _start_in_our_clp(ada, f"Passes for apprentices{'' if javascript else ' too'}")
    _answer(bola, thread, point)
    _endorse(ada, thread)
    _take_in_two_clicks(dilys, thread)
    _see_it_taken(bola, thread, point)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_proposal_goes_its_way_to_the_answer(
    site: Site, new_page: NewPage, *, javascript: bool
) -> None:
    def person(name: str) -> Reader:
        page = new_page(javascript=javascript, width=PHONE)
        return Reader(sign_in(page, name), looks=javascript)

    title = f"Lights on every footpath{'' if javascript else ' at night'}"
    ada, bola, dilys, gwen = person("ada"), person("bola"), person("dilys"), person("gwen")
    site.flask("set-rule", "proposal.supports_needed", "2", "--why", "We are few today.")

    proposal = _propose(ada, title)
    _amend(bola, ada, proposal)
    _support(bola, proposal)
    poll = _put_to_a_poll(dilys, proposal)
    site.flask("poll", "close", poll)
    _answer_for_the_party(gwen, proposal)
    _see_what_happened(ada, proposal)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_meeting_brings_points_on_paper_and_its_record(
    new_page: NewPage, *, javascript: bool
) -> None:
    def person(name: str) -> Reader:
        page = new_page(javascript=javascript, width=PHONE)
        return Reader(sign_in(page, name), looks=javascript)

    title = f"Members’ meeting{'' if javascript else ' on paper'}"
    ada, bola, farah = person("ada"), person("bola"), person("farah")

    thread = _start_in_our_clp(ada, f"What the room said{'' if javascript else ' again'}")
    _add_yesterday(farah, title)
    meeting = _take_to_the_meeting(farah, thread, title)
    _enter_three_slips(farah, thread)
    _record(farah, meeting)
    _sign(farah, meeting)
    _sign(bola, meeting)
    _read_the_record(ada, thread, title)
    _read_what_is_new(ada)


def _start_in_our_clp(ada: Reader, title: str) -> str:
    """A discussion of an option in the forum of her own CLP; gives its address."""
    page = ada.page
    page.goto("/search?q=free+pass")
    ada.press(OPTION, role="link")
    page.get_by_role("link", name=re.compile("Discuss this option.*" + OPTION)).click()
    ada.press("Start it in our CLP’s forum", role="link")
    page.get_by_label("What do you want to discuss?").fill(title)
    ada.press("Continue")
    page.get_by_label("A discussion", exact=True).check()
    page.get_by_label("For it", exact=True).check()
    page.get_by_label("Your post").fill(f"{title}. What do they pay in your town?")
    ada.press("Preview")
    expect(page.get_by_label("Preview", exact=True)).to_contain_text("in your town")
    ada.press("Publish")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def _answer(bola: Reader, thread: str, point: str) -> None:
    page = bola.page
    page.goto(thread)
    bola.press("Quote", role="link")
    written = page.get_by_label("Your post").input_value()
    assert "What do they pay" in written
    page.get_by_label("Your post").fill(f"{written}\n\n{point}")
    page.get_by_label("For it", exact=True).check()
    bola.press("Publish")
    expect(page.get_by_role("article").last).to_contain_text(point)


def _endorse(ada: Reader, thread: str) -> None:
    page = ada.page
    page.goto(thread)
    page.get_by_role("article").last.get_by_role("button", name="A good point").click()
    ada.look()
    expect(page.get_by_role("article").last).to_contain_text("You find this a good point")


def _take_in_two_clicks(dilys: Reader, thread: str) -> None:
    page = dilys.page
    page.goto(thread)
    page.get_by_role("article").last.get_by_role("link", name="Take into the wiki").click()
    dilys.look()
    dilys.press("Take in")
    expect(page.get_by_role("status")).to_contain_text("Taken into the wiki")


def _see_it_taken(bola: Reader, thread: str, point: str) -> None:
    page = bola.page
    page.goto("/notices")
    bola.look()
    page.goto(thread)
    bola.press("See what it became", role="link")
    expect(page.get_by_role("main")).to_contain_text(point)
    expect(page.get_by_role("main")).to_contain_text("Bola Adeyemi")


def _propose(ada: Reader, title: str) -> str:
    """Drafted and published; gives its address."""
    page = ada.page
    page.goto("/proposals")
    ada.press("Make a proposal", role="link")
    page.get_by_label("What should be done?").fill(title)
    ada.press("Continue")
    page.get_by_label("In one or two sentences").fill(f"{title}, by spring.")
    page.get_by_label("The text", exact=True).fill(
        f"{title}: every council lights the paths to its schools."
    )
    ada.press("Keep as a draft")
    ada.press("Publish it")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url.split("#", maxsplit=1)[0]


def _amend(bola: Reader, ada: Reader, proposal: str) -> None:
    page = bola.page
    page.goto(proposal)
    bola.press("Suggest an amendment", role="link")
    text = page.get_by_label("The text as it should be")
    text.fill(text.input_value().replace("schools", "schools and stations"))
    page.get_by_label("Why", exact=True).fill("People walk home from trains too.")
    bola.press("Send the amendment")
    ada.page.goto(page.url)
    ada.press("Agree to it")
    ada.page.goto(proposal)
    expect(ada.page.get_by_role("main")).to_contain_text("schools and stations")


def _support(bola: Reader, proposal: str) -> None:
    page = bola.page
    page.goto(proposal)
    expect(page.get_by_role("main")).to_contain_text("1 of 2")
    bola.press("Support this")
    expect(page.get_by_role("main")).to_contain_text("has the support it needs")


def _put_to_a_poll(dilys: Reader, proposal: str) -> str:
    """The straw poll about it is prepared and opened; gives its number."""
    page = dilys.page
    page.goto(proposal)
    dilys.press("Prepare its straw poll", role="link")
    page.get_by_label("The question").fill("Should every path to a school be lit?")
    page.get_by_label("Last day").fill(f"{now() + timedelta(days=7):%Y-%m-%d}")
    dilys.press("Go on")
    dilys.press("Open this poll")
    expect(page.get_by_role("main")).to_contain_text("Should every path to a school be lit?")
    return page.url.rsplit("/", maxsplit=1)[-1]


def _answer_for_the_party(gwen: Reader, proposal: str) -> None:
    page = gwen.page
    to_answer = page.get_by_role("link", name="Answer it for the party")
    for _second in range(90):  # until the worker has counted
        page.goto(proposal)
        if to_answer.count():
            break
        page.wait_for_timeout(1_000)
    gwen.press("Answer it for the party", role="link")
    gwen.press("Answer it")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Accepted in part").check()
    page.get_by_label("The reason").fill("Paths to schools first, stations when there is money.")
    gwen.press("Answer it")


def _see_what_happened(ada: Reader, proposal: str) -> None:
    page = ada.page
    page.goto(proposal)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Answer: Accepted in part")
    for step in ("Published by", "An amendment was accepted", "support it needs", "answered"):
        expect(main).to_contain_text(re.compile(step, re.IGNORECASE))
    ada.look()


def _add_yesterday(farah: Reader, title: str) -> None:
    page = farah.page
    page.get_by_role("link", name="Your CLP").click()
    farah.press("The calendar", role="link")
    farah.press("Add an entry", role="link")
    page.get_by_label("What is it?").first.fill(title)
    page.get_by_label("A meeting of members").check()
    page.get_by_label("Day", exact=True).fill(f"{now() - timedelta(days=1):%Y-%m-%d}")
    page.get_by_label("Starts at").fill("19:30")
    page.get_by_label("Ends at").fill("21:00")
    farah.press("Add it")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def _take_to_the_meeting(farah: Reader, thread: str, title: str) -> str:
    """Gives the address of the meeting."""
    page = farah.page
    page.goto(thread)
    farah.press("Take this to a meeting", role="link")
    meetings = page.get_by_label("Meeting", exact=True)
    (chosen,) = [
        option.get_attribute("value")
        for option in meetings.get_by_role("option").all()
        if (option.text_content() or "").startswith(f"{title},")
    ]
    meetings.select_option(chosen)
    farah.press("Take it to this meeting")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def _enter_three_slips(farah: Reader, thread: str) -> None:
    page = farah.page
    page.goto(thread)
    farah.press("Enter points of members who are not online", role="link")
    page.get_by_label("On paper").check()
    for number, who in enumerate(("Stella Marsh", "Bola Adeyemi", "Ada Okafor"), 1):
        slip = page.get_by_role("group", name=f"Slip {number}")
        slip.get_by_label("Whose point is it?").fill(who)
        slip.get_by_label("The point, in the member’s own words").fill(f"Point {number} by hand.")
        slip.get_by_label("Name", exact=True).select_option(label="Show the name with it")
    farah.press("Enter and publish")
    page.goto(thread)
    expect(page.get_by_role("main")).to_contain_text("entered by Farah Khan")


def _record(farah: Reader, meeting: str) -> None:
    page = farah.page
    page.goto(meeting)
    farah.press("Record what came of it", role="link")
    page.get_by_label("How many people were there?").fill("12")
    page.get_by_label("Who took the chair?").fill("Farah Khan")
    page.get_by_label("A straw poll by show of hands").check()
    page.get_by_label("What was said, and what was decided").fill("Most were for it.")
    page.get_by_label("Hands for option 1").fill("8")
    page.get_by_label("Hands for option 2").fill("3")
    farah.press("Record it")
    expect(page.get_by_role("alert")).to_contain_text("losing side")
    page.get_by_label("Statement of the losing side").fill("It will cost more than we are told.")
    farah.press("Record it")


def _sign(someone: Reader, meeting: str) -> None:
    someone.page.goto(meeting)
    someone.press("I was there, and this is right: sign")


def _read_the_record(ada: Reader, thread: str, title: str) -> None:
    page = ada.page
    page.goto(thread)
    expect(page.get_by_role("main")).to_contain_text("Show of hands at a meeting, not verified")
    ada.press(title, role="link")
    expect(page.get_by_role("main")).to_contain_text("It will cost more than we are told.")


def _read_what_is_new(ada: Reader) -> None:
    page = ada.page
    page.goto("/notices")
    ada.look()
    expect(page.get_by_role("main")).not_to_contain_text("Nothing has happened yet")
