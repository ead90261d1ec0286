"""From the title to the answer, on the pages that people use."""

from datetime import timedelta

import pytest

from accounts.models import Clp
from accounts.rules import Role
from core import personal
from core.clock import today
from core.db import db
from deliberation.actions import answering, proposals, publishing
from deliberation.models import Proposal
from deliberation.rules import Where
from tests import make

WORDS = {
    "title": "Breakfast clubs in every school",
    "summary": "Every primary school offers a breakfast.",
    "text": "We ask for **breakfast**.\n\nThe state pays.",
}


@pytest.fixture
def out(app, town):
    """The id of a proposal of Ada's about the option that has come out."""
    with app.app_context():
        made = proposals.begin(
            WORDS["title"],
            WORDS["summary"],
            WORDS["text"],
            by=town.ada,
            where=Where(option_id=town.option),
        )
        publishing.publish(made, by=town.ada)
        db.session.commit()
        return made.id


def test_a_draft_is_seen_by_its_authors_only_until_it_is_published(sign_in, browser, cast, town):
    ada = sign_in(cast.ada)
    ada.get(f"/proposals/new?option={town.option}")
    form = ada.get(f"/proposals/new?option={town.option}&title=Breakfast+clubs")
    assert 'value="Breakfast clubs"' in form.text
    page = ada.follow(ada.post("/proposals", {**WORDS, "option": str(town.option)}))
    address = page.request.path
    sign_in(cast.bola).get(address, status=404)
    browser.get(address, status=404)
    assert WORDS["title"] not in browser.get("/proposals").text

    ada.post(f"{address}/authors", {"who": "bola adeyemi"})
    bola = sign_in(cast.bola)
    assert "you are asked to be an author" in bola.get("/proposals").text
    assert "asked, has not answered" in bola.get(address).text
    bola.post(f"{address}/agree")
    ada.post(f"{address}/publish")

    page = browser.get(address).text
    assert "Ada Okafor" in page
    assert "Bola Adeyemi" in page
    assert "<strong>breakfast</strong>" in page
    assert "Published by Ada Okafor" in page
    assert WORDS["title"] in browser.get(f"/proposals?topic={town.topic}&state=gathering").text
    assert WORDS["title"] not in browser.get("/proposals?state=answered").text
    assert WORDS["title"] in browser.get(f"/forums/topic/{town.topic}").text


def test_what_was_typed_is_kept_when_the_words_are_refused(sign_in, cast, town):
    page = sign_in(cast.ada).post(
        "/proposals", {**WORDS, "summary": "One two. Three four. Five six."}, status=422
    )

    assert "The summary has 3 sentences" in page.text
    assert "The state pays." in page.text


def test_support_is_a_number_and_can_be_taken_back(sign_in, browser, cast, out):
    bola = sign_in(cast.bola)
    assert "Support this" in bola.get(f"/proposals/{out}").text
    bola.post(f"/proposals/{out}/support")
    bola.post(f"/proposals/{out}/support")
    assert "<b>2 of 20</b>" in browser.get(f"/proposals/{out}").text
    assert "Bola Adeyemi" not in browser.get(f"/proposals/{out}").text
    assert "You are behind this" in bola.get(f"/proposals/{out}").text
    bola.post(f"/proposals/{out}/unsupport")
    assert "<b>1 of 20</b>" in browser.get(f"/proposals/{out}").text
    sign_in(cast.ada).post(f"/proposals/{out}/unsupport", status=409)


def test_an_amendment_is_shown_as_a_difference_and_decided_by_the_authors(
    sign_in, browser, cast, out
):
    bola, ada = sign_in(cast.bola), sign_in(cast.ada)
    bola.get(f"/proposals/{out}/amend")
    text = WORDS["text"].replace("The state", "The council")
    sent = {"summary": WORDS["summary"], "text": text, "reason": "It is theirs.", "base": "1"}
    page = bola.follow(bola.post(f"/proposals/{out}/amend", sent))
    address = page.request.path
    assert "<del>" in page.text
    assert "Agree to it" not in page.text
    sign_in(cast.chen).post(f"{address}/support")
    ada.post(f"{address}/refuse", {"reason": ""}, status=422)
    assert "Agree to it" in ada.get(address).text
    ada.post(f"{address}/agree")

    page = browser.get(f"/proposals/{out}").text
    assert "The council pays" in page
    assert "An amendment was accepted" in page
    assert "<ins>" in browser.get(f"/proposals/{out}/history").text
    browser.get(f"/proposals/{out}/print")
    again = bola.post(f"/proposals/{out}/amend", {**sent, "base": "2"}, status=422)
    assert "Nothing is changed" in again.text


def test_a_withdrawn_proposal_stays_readable_with_its_reason(sign_in, browser, cast, out):
    ada = sign_in(cast.ada)
    ada.get(f"/proposals/{out}/withdraw")
    sign_in(cast.bola).get(f"/proposals/{out}/withdraw", status=404)
    ada.post(f"/proposals/{out}/withdraw", {"reason": "It was promised."})

    page = browser.get(f"/proposals/{out}").text
    assert "It was promised." in page
    assert "breakfast" in page
    assert "Withdrawn by Ada Okafor." in page


def test_the_answer_stands_under_the_title_with_reason_and_results(app, sign_in, cast, out, town):
    with app.app_context():
        make.grant(cast.emrys, Role.SPOKESPERSON)
        made = db.session.get_one(Proposal, out)
        made.needed = 1
        db.session.flush()
        proposals.hold(made)
        proposals.reach(made)
        answering.put_to_poll(out, 1, by=town.dilys)
        answering.poll_counted(out, 1)
        db.session.commit()
    emrys = sign_in(cast.emrys)
    assert "It is to be answered by" in emrys.get(f"/proposals/{out}").text
    emrys.get(f"/proposals/{out}/answer")
    given = {"outcome": "in_part", "reason": "Yes, from 2030.", "results": f"/topics/{town.topic}"}
    wrong = emrys.post(
        f"/proposals/{out}/answer", {**given, "results": "https://example.org"}, status=422
    )
    assert "no address of this site" in wrong.text
    sign_in(cast.dilys).post(f"/proposals/{out}/answer", given, status=403)
    page = emrys.follow(emrys.post(f"/proposals/{out}/answer", given)).text

    assert page.index("Answer: Accepted in part") < page.index("Moved by")
    assert "Yes, from 2030." in page
    assert ">School meals</a>" in page
    assert "Answered by Emrys Vaughan: accepted in part." in page


def test_a_member_is_given_what_is_held_about_them(app, sign_in, cast, out):
    sign_in(cast.bola).post(f"/proposals/{out}/support")
    with app.app_context():
        held = personal.held_about(cast.bola)["proposals"]

    assert [(one["what"], one["proposal_id"]) for one in held] == [("proposals supported", out)]


def test_a_member_finds_their_proposals_on_their_account(sign_in, cast, out):
    bola = sign_in(cast.bola)
    bola.post(f"/proposals/{out}/support")

    assert "You are behind" in bola.get("/account").text
    assert WORDS["title"] in sign_in(cast.ada).get("/account").text


def test_a_straw_poll_takes_the_proposal_along_and_both_lead_to_each_other(
    app, sign_in, browser, cast, out
):
    dilys = sign_in(cast.dilys)
    form = {
        "question": "Breakfast?",
        "asked": "everyone",
        "closes_on": f"{today() + timedelta(days=20)}",
    }
    page = dilys.follow(dilys.post("/polls", {**form, "proposal_id": str(out)}))
    poll = page.request.path
    assert WORDS["title"] in page.text
    dilys.post(f"{poll}/open")
    assert "in a straw poll" not in browser.get(f"/proposals/{out}").text
    with app.app_context():
        for _ in range(20):
            make.member(of=db.session.get_one(Clp, cast.ashford))
        made = db.session.get_one(Proposal, out)
        made.needed = 1
        proposals.reach(made)
        db.session.commit()
    dilys.post(f"{poll}/open")

    shown = browser.get(f"/proposals/{out}").text
    assert "in a straw poll" in shown
    assert f'href="{poll}/vote"' in shown
    assert f'href="/proposals/{out}"' in browser.get(poll).text
    dilys.post(f"/proposals/{out}/support", status=409)
