"""The proof of a poll as people meet it: pages, files to take away, and “was mine counted?”."""

import json
import re
from datetime import timedelta

import pytest

from core.clock import freeze, now
from core.db import db
from tests.voting.bundles import TOOL, verify
from voting import codes
from voting.actions import polls
from voting.methods.support_scale import Answer
from voting.proof.chain import Kind
from voting.views.proof import WORDS


@pytest.fixture
def counted(hall):
    """A counted poll, and the code of one who voted."""
    code = hall.vote_all(hall.members[:30])[0]
    hall.vote_all(hall.members[30:44], Answer.AGAINST)
    hall.finish()
    return hall, code


def test_the_bundle_that_the_site_gives_holds_before_the_tool_it_gives(counted, browser, tmp_path):
    hall, code = counted
    visitor = browser
    (tmp_path / "bundle.json").write_bytes(visitor.client.get(f"{hall.url}/bundle.json").data)
    tool = visitor.client.get("/proof/verify_poll.py")

    assert tool.data == TOOL.read_bytes()
    key = json.loads(visitor.client.get("/proof/1.json").data)["body"]["public_key"]
    ended, said = verify(tmp_path / "bundle.json", "--code", code, "--key", key)
    assert (ended, "44 ballots" in said, "among them" in said) == (0, True, True)
    page = visitor.get(f"{hall.url}/proof").text
    assert key in page
    assert "/proof/1.json" not in page  # of another subject than this poll


def test_whoever_has_the_code_reads_that_it_was_counted_and_never_what_it_was(hall, browser):
    """The pages of one who was for it and of one who was against differ by their marks alone."""
    ours = [hall.vote(member, answer) for member, answer in zip(hall.members, Answer, strict=False)]
    hall.vote_all(hall.members[10:30])
    hall.finish()

    pages = set()
    for code in ours:
        page = ask(browser, hall.poll_id, code)
        assert "Yes, your ballot is in the list" in page.text
        assert page.headers["Cache-Control"] == "private, no-store"
        text = page.text.replace(code, "").replace(codes.printed(code), "")
        pages.add(re.sub(r"[0-9a-f]{20}|Number \d+|(form_key|csrf_token)\W+value=\S+", "", text))
    assert len(pages) == 1


def test_the_proof_of_one_ballot_is_checked_alone_and_only_with_its_own_code(
    counted, browser, tmp_path
):
    hall, code = counted
    file = tmp_path / "mine.json"
    file.write_bytes(ask(browser, hall.poll_id, code, "/box/counted.json").data)

    assert verify(file, "--code", code)[0] == 0
    assert verify(file, "--code", codes.new_code()) == (
        1,
        "NOT PROVED. This proof is of another ballot than that of the vote code.",
    )
    altered = json.loads(file.read_text())
    altered["tracker"] = "00" * 10
    file.write_text(json.dumps(altered))
    assert verify(file)[0] == 1
    assert code not in file.read_text()


def test_it_can_still_be_asked_when_the_ballots_are_destroyed(counted, browser):
    hall, code = counted
    with hall.app.app_context(), freeze(now() + timedelta(days=60)):
        polls.purge_poll(hall.poll())
        db.session.commit()

    page = ask(browser, hall.poll_id, code)
    assert "Yes, your ballot is in the list" in page.text


def test_a_code_of_nobody_and_what_is_no_code_get_a_sentence(counted, browser):
    hall, _ = counted
    other = ask(browser, hall.poll_id, codes.new_code())
    assert "No ballot of this code is in the list" in other.text
    for wrong in ("", "hello", "x" * 101, "7H2K\x00"):
        ask(browser, hall.poll_id, wrong, status=422)
        ask(browser, hall.poll_id, wrong, "/box/counted.json", status=422)
    for number in ("", "0", "-1", "9" * 30, "1;--", "²"):
        ask(browser, number, codes.new_code(), status=404)


def test_before_the_result_there_is_no_bundle_and_nothing_says_who_or_how_many(hall, browser):
    code = hall.vote_all(hall.members[:30])[0]
    visitor = browser

    assert visitor.client.get(f"{hall.url}/bundle.json").status_code == 404
    ask(visitor, hall.poll_id, code, status=404)
    with hall.app.app_context():
        polls.close_poll(hall.poll())
        db.session.commit()
    stated = json.loads(visitor.client.get("/proof/chain.json").data)["chain"]
    assert [entry["header"]["kind"] for entry in stated] == ["key", "opening", "note"]
    assert set(stated[-1]["body"]) == {"box", "root"}


def test_a_hidden_poll_keeps_its_place_in_the_chain_and_none_of_its_words(
    counted, browser, tmp_path
):
    hall, _ = counted
    with hall.app.app_context():
        hall.poll().hidden_at = now()
        db.session.commit()
    visitor = browser

    assert visitor.client.get(f"{hall.url}/bundle.json").status_code == 404
    for address in ("/proof", "/proof.atom", "/proof/2.json", "/proof/chain.json"):
        assert "free school meals" not in visitor.client.get(address).text
    assert [e["header"]["number"] for e in _chain(visitor)] == [1, 2, 3, 4]


def ask(browser, poll, code, address="/box/counted", *, status=200):
    return browser.post(address, {"poll": str(poll), "code": code}, status=status)


def _chain(visitor):
    return json.loads(visitor.client.get("/proof/chain.json?after=0").data)["chain"]


def test_addresses_that_lead_nowhere_answer_404(hall, browser):
    client = browser.client
    for address in ("/proof/99.json", "/polls/999/proof", "/polls/999/bundle.json"):
        assert client.get(address).status_code == 404
    assert client.get("/proof/chain.json?after=-5").status_code == 200
    assert client.get("/proof/chain.json?after=" + "9" * 40).status_code == 200
    assert client.get("/proof?page=99999999").status_code == 200


def test_the_chain_has_a_page_a_feed_and_says_how_to_check(counted, browser):
    hall, _ = counted
    visitor = browser
    page = visitor.get("/proof").text
    assert "If the chain breaks" in page
    assert page.index("Counted: the table") < page.index("Opened: what is asked")
    assert "Counted: the table" in visitor.client.get("/proof.atom").text
    assert "PROVED" in visitor.get("/proof/how").text
    assert "/proof/how" in visitor.get(f"{hall.url}/results").text


def test_every_kind_of_statement_has_words_on_the_pages():
    assert set(WORDS) == set(Kind)
