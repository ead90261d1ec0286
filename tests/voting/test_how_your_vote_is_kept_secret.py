from pathlib import Path

import pytest

from tests.test_docs import functions_in
from tests.tree import ROOT
from voting.secrecy import PARTS

CLAIMS = [claim for part in PARTS for claim in part.claims]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.says[:40])
def test_every_claim_names_a_test_that_is_there(claim):
    assert claim.tests
    for test in claim.tests:
        file, _, function = test.partition("::")
        path = Path("tests/voting") / file
        assert (ROOT / path).is_file(), test
        assert function in functions_in(path), test


def test_the_page_says_every_claim_what_is_tried_and_what_cannot_be_promised(browser):
    page = browser.get("/how-your-vote-is-kept-secret").text

    for claim in CLAIMS:
        assert claim.says in page
    assert page.count("What is tried") == len(CLAIMS)
    assert "could secretly change the program" in page


def test_it_is_linked_from_every_ballot_and_every_page_of_polls(hall, browser, sign_in):
    link = 'href="/how-your-vote-is-kept-secret"'
    ada = sign_in(hall.cast.ada)

    for page in ("/polls", hall.url, f"{hall.url}/results", "/box"):
        assert link in browser.get(page).text, page
    assert link in ada.get(f"{hall.url}/vote").text
    hall.vote_all(hall.members[:20])
    hall.finish()
    assert link in browser.get(f"{hall.url}/results").text
    assert link in browser.get(hall.url).text
