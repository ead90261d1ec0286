from core.db import db
from tests import make
from tests.browser import Browser
from tests.moderation.conftest import Office, People, Place, decide, report
from wiki.models import Suggestion


def test_a_report_becomes_a_case_a_decision_a_tombstone_and_a_line_in_the_log(
    people: People, place: Place, office: Office
) -> None:
    form = people.ada.get(f"/reports/new?kind=suggestion&id={place.suggestion}")
    assert "Cheap watches" in form.text
    assert "Answer it instead" in form.text
    assert 'href="/rules#rule-6"' in form.text

    receipt = report(people.ada, "suggestion", place.suggestion, "spam")
    case = office.newest()
    assert f"<dd>{case.id}</dd>" in people.ada.get(receipt).text

    queue = people.chen.get("/moderation").text
    assert "1 case waiting" in queue
    assert "Possible danger to a person first" in queue
    assert "Cheap watches" in people.chen.get(f"/cases/{case.id}").text

    decide(people.chen, case, "hide", reason="spam", words="This is an advertisement.")

    hidden = office.subject("suggestion", place.suggestion)
    assert hidden.hidden_at is not None
    assert "spam or advertising (rule 6)" in (hidden.hidden_because or "")
    log = people.eve.get("/log").text
    assert "Hidden" in log
    assert "Spam or advertising (rule 6)" in log
    assert "national steward" in log
    assert not any(name in log for name in ("Ada", "Bola", "Chen"))
    assert "Nothing is waiting" in people.chen.get("/moderation").text
    assert "Hidden." in people.ada.get(receipt).text


def test_author_and_reporter_are_told_word_for_word(
    people: People, place: Place, office: Office
) -> None:
    with office.open():
        make.rule("appeal.days", 90)
        db.session.commit()
    report(people.ada, "suggestion", place.suggestion, "spam", "Sells watches.")
    decide(people.chen, office.newest(), "hide", reason="spam", words="This is an advertisement.")

    mail = office.mail()

    assert "This is an advertisement." in mail["bola@demo.example"]
    assert "Spam or advertising (rule 6)" in mail["bola@demo.example"]
    assert "appeal within 90 days" in mail["bola@demo.example"]
    assert "What was decided: It is hidden." in mail["ada@demo.example"]


def test_author_and_reporter_find_it_on_their_own_pages(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    assert "waiting" in people.ada.get("/account").text
    decide(people.chen, office.newest(), "hide", reason="spam")

    assert "Decisions about what you wrote" in people.bola.get("/account").text
    assert "decided" in people.ada.get("/account").text


def test_nothing_the_author_can_open_says_who_reported(
    people: People, place: Place, office: Office
) -> None:
    receipt = report(people.ada, "suggestion", place.suggestion, "spam", "Sells watches, I think.")
    case = office.newest()
    decide(people.chen, case, "hide", reason="spam")

    statement = people.bola.get("/decisions/1").text
    told = office.mail()["bola@demo.example"] + statement

    assert "Ada" not in told
    assert "Sells watches" not in told
    people.bola.get(receipt, status=404)
    people.bola.get(f"/cases/{case.id}", status=403)
    assert "Ada" not in people.chen.get(f"/cases/{case.id}").text


def test_leaving_it_tells_the_reporter_and_nobody_else(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    decide(people.chen, office.newest(), "no_action", words="It is a real proposal.")

    mail = office.mail()

    assert "It is a real proposal." in mail["ada@demo.example"]
    assert "bola@demo.example" not in mail
    assert office.subject("suggestion", place.suggestion).hidden_at is None
    people.bola.get("/decisions/1", status=404)
    assert "It is a real proposal." in people.ada.get("/decisions/1").text


def test_a_second_report_attaches_to_the_case_and_raises_its_urgency(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    first = office.newest()
    report(people.dilys, "suggestion", place.suggestion, "threat")
    case = office.newest()

    assert case.id == first.id
    assert case.is_urgent
    assert case.due_at < first.due_at
    assert "2 reports" in people.chen.get("/moderation").text


def test_a_report_is_refused_in_a_sentence(people: People, place: Place, office: Office) -> None:
    def refused(browser: Browser, reason: str, words: str = "") -> str:
        sent = {"kind": "argument", "id": place.argument, "reason": reason, "words": words}
        return browser.post("/reports", sent, status=422).text

    assert "You wrote this yourself" in refused(people.bola, "spam")
    assert "Choose what is wrong" in refused(people.ada, "")
    assert "Say in your own words" in refused(people.ada, "other")
    report(people.ada, "argument", place.argument, "spam")
    assert "already reported this" in refused(people.ada, "spam")
    people.ada.post("/reports", {"kind": "member", "id": 1, "reason": "spam"}, status=404)
    people.ada.post("/reports", {"kind": "argument", "id": "x", "reason": "spam"}, status=404)


def test_signed_out_one_is_asked_to_sign_in_and_comes_back(people: People, place: Place) -> None:
    answer = people.eve.get(f"/reports/new?kind=argument&id={place.argument}", status=303)

    assert "/sign-in" in answer.headers["Location"]


def test_only_stewards_see_the_queue(people: People) -> None:
    people.ada.get("/moderation", status=403)
    people.chen.get("/moderation")


def test_the_evidence_is_what_stood_there_when_it_was_reported(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    with office.open():
        db.session.get_one(Suggestion, place.suggestion).title = "Changed since"
        db.session.commit()

    assert "Cheap watches" in people.chen.get(f"/cases/{office.newest().id}").text


def test_the_house_rules_and_the_counting_are_explained(people: People) -> None:
    assert "Spam or advertising" in people.eve.get("/rules").text
    assert "20 times better" in people.eve.get("/how-views-are-counted").text
