from datetime import timedelta

from accounts.models import Member
from core import clock
from core.clock import now
from core.db import db
from tests import make
from tests.voting.hall import QUESTION, code_on
from voting import codes
from voting.actions import polls
from voting.methods.support_scale import Answer


def test_a_member_votes_with_one_form_and_sees_what_lies_in_the_box(hall, sign_in):
    ada = sign_in(hall.cast.ada)
    ballot = ada.get(f"{hall.url}/vote").text
    code = code_on(ballot)

    answer = ada.post(f"{hall.url}/vote", {"answer": "for", "code": code}, status=200)

    assert ballot.count(code) == 2  # seen by the voter, and sent with the form
    assert "checked" not in ballot
    assert "Your vote is recorded" in answer.text
    assert code in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert hall.sizes().ballots == 1


def test_sending_the_form_again_says_the_same_and_changes_nothing(hall, sign_in):
    ada = sign_in(hall.cast.ada)
    code = code_on(ada.get(f"{hall.url}/vote").text)
    ada.post(f"{hall.url}/vote", {"answer": "for", "code": code}, status=200)

    again = ada.post(f"{hall.url}/vote", {"answer": "against", "code": code}, status=200)

    assert "<strong>For</strong>" in again.text
    assert "Sending it again has changed nothing." in again.text
    assert hall.sizes().ballots == 1


def test_a_second_vote_is_refused_in_words(hall, sign_in):
    hall.vote(hall.cast.ada)
    ada = sign_in(hall.cast.ada)

    page = ada.get(f"{hall.url}/vote").text
    answer = ada.post(f"{hall.url}/vote", {"answer": "for", "code": codes.new_code()}, status=422)

    assert "You have had your say" in page
    assert "You have voted in this poll already." in answer.text
    assert hall.sizes().ballots == 1


def test_without_an_answer_the_form_comes_back_with_the_same_code(hall, sign_in):
    ada = sign_in(hall.cast.ada)
    code = code_on(ada.get(f"{hall.url}/vote").text)

    answer = ada.post(f"{hall.url}/vote", {"code": code}, status=422)

    assert code_on(answer.text) == code
    assert "Choose one answer." in answer.text
    assert hall.sizes().ballots == 0


def test_what_is_no_answer_or_no_code_is_refused(hall, sign_in):
    ada = sign_in(hall.cast.ada)

    ada.post(f"{hall.url}/vote", {"answer": "maybe", "code": codes.new_code()}, status=422)
    fresh = ada.post(f"{hall.url}/vote", {"answer": "", "code": "<b>"}, status=422)

    assert codes.read_code(code_on(fresh.text))
    assert hall.sizes().ballots == 0


def test_two_people_with_one_code_do_not_share_a_ballot(hall, sign_in):
    code = hall.vote(hall.cast.bola, Answer.AGAINST)

    answer = sign_in(hall.cast.ada).post(
        f"{hall.url}/vote", {"answer": "for", "code": code}, status=422
    )

    assert "This vote code has been used." in answer.text
    assert codes.read_code(code_on(answer.text)) not in {None, code}
    assert hall.sizes().ballots == 1


def test_the_code_alone_finds_and_changes_the_vote(hall, browser):
    code = hall.vote(hall.cast.ada, Answer.FOR)
    browser.get("/box")

    seen = browser.post("/box", {"code": codes.printed(code).lower()}, status=200)
    changed = browser.post("/box/change", {"code": code, "answer": "against"}, status=200)
    seen_again = browser.post("/box", {"code": code}, status=200)

    assert "<strong>For</strong>" in seen.text
    assert "no-store" in seen.headers["Cache-Control"]
    assert "<strong>Against</strong>" in changed.text
    assert "<strong>Against</strong>" in seen_again.text
    assert hall.sizes().ballots == 1


def test_a_wrong_code_is_explained(browser, hall):
    mistyped = browser.post("/box", {"code": "not a code"}, status=422)
    unknown = browser.post("/box", {"code": codes.new_code()}, status=422)

    assert "That is not a vote code." in mistyped.text
    assert "No vote lies under this code." in unknown.text
    browser.post("/box", {"code": ""}, status=422)
    browser.post("/box/change", {"code": codes.new_code(), "answer": "for"}, status=422)


def test_only_the_member_takes_their_vote_back_and_may_vote_again(hall, sign_in, browser):
    code = hall.vote(hall.cast.ada)

    assert "/sign-in" in browser.post("/box/withdraw", {"code": code}).headers["Location"]
    refused = sign_in(hall.cast.bola).post("/box/withdraw", {"code": code}, status=422)
    taken = sign_in(hall.cast.ada).post("/box/withdraw", {"code": code}, status=200)

    assert "Only the member who cast this vote can take it back." in refused.text
    assert "Your vote was taken back" in taken.text
    assert hall.sizes().took_part == 0
    hall.vote(hall.cast.ada)
    assert hall.sizes().took_part == 1


def test_people_who_may_not_vote_are_told_why(hall, sign_in, app):
    with app.app_context():
        late = make.member("Late", of=None).id
        guest = make.member("Guest", membership_number=None, clp_id=hall.cast.ashford).id
        db.session.commit()

    assert "members when it was opened" in sign_in(late).get(f"{hall.url}/vote").text
    assert "Only members of the party" in sign_in(guest).get(f"{hall.url}/vote").text
    for person_id in (late, guest):
        sign_in(person_id).post(
            f"{hall.url}/vote", {"answer": "for", "code": codes.new_code()}, status=422
        )
    assert hall.sizes().ballots == 0


def test_somebody_entered_on_the_roll_after_the_opening_cannot_vote(hall, sign_in, app):
    with app.app_context():
        backdated = make.member(clp_id=hall.cast.ashford).id
        db.session.commit()

    assert "members when it was opened" in sign_in(backdated).get(f"{hall.url}/vote").text


def test_visitors_are_asked_to_sign_in_before_they_choose(hall, browser):
    browser.get(hall.url)

    assert "/sign-in" in browser.get(f"{hall.url}/vote", status=303).headers["Location"]


def test_from_the_closing_hour_on_nobody_votes_or_changes_even_before_the_worker_came(
    hall, sign_in
):
    code = hall.vote(hall.cast.ada)
    with clock.freeze(now() + timedelta(days=7, seconds=1)):
        answer = sign_in(hall.cast.bola).post(
            f"{hall.url}/vote", {"answer": "for", "code": codes.new_code()}, status=422
        )
        changed = sign_in(hall.cast.bola).post(
            "/box/change", {"code": code, "answer": "against"}, status=422
        )

    assert "This poll has closed. Your vote was not counted." in answer.text
    assert "This poll has closed. Your vote was not changed." in changed.text
    assert hall.sizes().ballots == 1


def test_after_the_count_the_code_says_that_it_was_counted_and_not_what_it_was(hall, browser):
    code = hall.vote(hall.cast.ada, Answer.STRONGLY_AGAINST)
    hall.finish()

    page = browser.post("/box", {"code": code}, status=200).text

    assert "was in the box when the poll closed, and was counted" in page
    assert "Strongly against" not in page


def test_an_editor_prepares_reads_and_opens_a_poll(hall, sign_in, browser):
    dilys, chen = sign_in(hall.cast.dilys), sign_in(hall.cast.chen)
    form = dilys.get(f"/polls/new?option={hall.option_id}").text
    assert "Free school meals for all" in form

    made = dilys.post(
        "/polls",
        {
            "question": "Are you for longer opening hours?",
            "asked": f"clp:{hall.cast.ashford}",
            "closes_on": (now() + timedelta(days=3)).date().isoformat(),
            "option_id": str(hall.option_id),
        },
    )
    url = made.headers["Location"]

    assert "longer opening hours" in dilys.follow(made).text
    assert "longer opening hours" in dilys.get("/polls").text
    assert "longer opening hours" not in browser.get("/polls").text
    browser.get(url, status=404)
    sign_in(hall.cast.ada).get(url, status=404)
    chen.post(f"{url}/open")
    assert "Have your say" in browser.get(url).text
    assert "longer opening hours" in browser.get("/polls").text
    assert "other CLPs" in sign_in(hall.cast.dilys).get(f"{url}/vote").text
    assert "Send my vote" in sign_in(hall.cast.ada).get(f"{url}/vote").text


def test_members_cannot_prepare_or_open_polls(hall, sign_in):
    ada = sign_in(hall.cast.ada)

    ada.get("/polls/new", status=403)
    ada.post("/polls", {"question": "Why?"}, status=403)
    ada.post(f"{hall.url}/open", status=403)


def test_a_poll_is_opened_once_and_bad_drafts_are_explained(hall, sign_in):
    dilys = sign_in(hall.cast.dilys)

    assert "opened already" in dilys.follow(dilys.post(f"{hall.url}/open")).text
    bad = dilys.post("/polls", {"question": "x" * 500, "asked": "clp:999999"}, status=422)
    past = dilys.post(
        "/polls", {"question": "Why?", "asked": "everyone", "closes_on": "2020-01-01"}, status=422
    )

    assert "Ask in at most 200 characters." in bad.text
    assert "Choose a closing time that is still to come." in past.text


def test_the_pages_of_a_poll_read_well_in_every_state(hall, browser, app):
    assert QUESTION in browser.get("/polls").text
    assert "No results yet" in browser.get(f"{hall.url}/results").text
    browser.get(f"{hall.url}/results.json", status=404)
    browser.get(f"{hall.url}/results.csv", status=404)
    hall.vote_all(hall.members[:30])
    with app.app_context():
        polls.close_poll(hall.poll())
        db.session.commit()
    assert "being counted" in browser.get(hall.url).text
    assert "No results yet" in browser.get(f"{hall.url}/results").text
    with app.app_context():
        polls.count_poll(hall.poll())
        db.session.commit()
    assert "See the result in full" in browser.get(hall.url).text
    assert "How strong opinion is" in browser.get(f"{hall.url}/results").text


def test_a_vote_whose_answer_was_lost_is_acknowledged_also_after_closing(hall, sign_in):
    code = hall.vote(hall.cast.ada)
    hall.finish()

    again = sign_in(hall.cast.ada).post(
        f"{hall.url}/vote", {"answer": "for", "code": code}, status=200
    )
    other = sign_in(hall.cast.bola).post(
        f"{hall.url}/vote", {"answer": "for", "code": code}, status=422
    )

    assert "This was recorded when you sent it first." in again.text
    assert "The poll has closed since" in again.text
    assert "This poll has closed. Your vote was not counted." in other.text


def test_a_member_without_a_clp_is_told_so(hall, sign_in, app):
    with app.app_context():
        ada = db.session.get_one(Member, hall.cast.ada)
        ada.clp_id = None
        db.session.commit()

    assert "We do not know your CLP yet." in sign_in(hall.cast.ada).get(f"{hall.url}/vote").text
