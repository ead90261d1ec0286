from moderation.models import Case
from tests.browser import Browser
from tests.moderation.conftest import Office, People, Place, decide, report


def appeal(
    browser: Browser, decision_id: int, *, status: int = 303, words: str = "I meant no harm."
) -> str:
    return browser.post(f"/decisions/{decision_id}/appeals", {"words": words}, status=status).text


def judge(browser: Browser, case: Case, action: str, *, status: int = 303) -> str:
    sent = {"version": case.version, "action": action, "words": "We looked again."}
    return browser.post(f"/cases/{case.id}/judgements", sent, status=status).text


def hidden(people: People, place: Place, office: Office) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    decide(people.chen, office.newest(), "hide", reason="spam")


def test_an_appeal_that_succeeds_puts_it_back_at_once(
    people: People, place: Place, office: Office
) -> None:
    hidden(people, place, office)
    assert "Send appeal" in people.bola.get("/decisions/1").text
    appeal(people.bola, 1)
    case = office.newest()
    assert case.kind == "appeal"
    assert "I meant no harm." in people.stella.get(f"/cases/{case.id}").text

    judge(people.stella, case, "overturn")

    assert office.subject("suggestion", place.suggestion).hidden_at is None
    assert "reversed on appeal" in people.eve.get("/log").text
    assert "reversed on appeal" in people.bola.get("/decisions/1").text
    mail = office.mail()
    assert "The decision was reversed." in mail["bola@demo.example"]
    assert "The decision was reversed." in mail["ada@demo.example"]


def test_an_appeal_that_fails_changes_nothing_and_says_why(
    people: People, place: Place, office: Office
) -> None:
    hidden(people, place, office)
    appeal(people.bola, 1)

    judge(people.stella, office.newest(), "uphold")

    assert office.subject("suggestion", place.suggestion).hidden_at is not None
    assert "We looked again." in office.mail()["bola@demo.example"]
    assert "Appeal: decision stands" in people.eve.get("/log").text


def test_another_steward_decides_the_appeal(people: People, place: Place, office: Office) -> None:
    hidden(people, place, office)
    appeal(people.bola, 1)
    case = office.newest()

    assert "you signed the decision" in people.chen.get(f"/cases/{case.id}").text
    assert "you signed the decision" in judge(people.chen, case, "uphold", status=422)


def test_there_is_one_appeal_by_whom_it_went_against(
    people: People, place: Place, office: Office
) -> None:
    hidden(people, place, office)

    appeal(people.dilys, 1, status=404)
    assert "Only the person" in appeal(people.ada, 1, status=422)
    assert "what should be looked at again" in appeal(people.bola, 1, words="", status=422)
    appeal(people.bola, 1)
    assert "There can be one" in appeal(people.bola, 1, status=422)


def test_a_reporter_may_ask_for_another_look_and_a_new_case_follows(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    decide(people.chen, office.newest(), "no_action", words="Fine.")
    appeal(people.ada, 1, words="It links to a shop.")

    judge(people.stella, office.newest(), "overturn")

    again = office.newest()
    assert (again.kind, again.state) == ("report", "open")
    assert "1 report" in people.stella.get("/moderation").text
    assert "bola@demo.example" not in office.mail()
