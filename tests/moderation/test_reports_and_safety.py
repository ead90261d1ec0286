"""Reports find the right people, repeats are joined, and what is dangerous has its own history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from accounts.rules import Role
from core import clock, personal
from core.clock import now
from core.db import db
from moderation.actions import retention
from moderation.models import Case, Decision, Report, SafetyEntry
from tests import make
from tests.browser import Browser
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place, decide, report
from wiki.models import Suggestion


@pytest.fixture
def guard(office: Office, cast: Cast, sign_in: Callable[[int], Browser]) -> Browser:
    """Gwen, as safety officer and nothing else but analyst."""
    with office.open():
        make.grant(cast.gwen, Role.SAFETY)
        db.session.commit()
    return sign_in(cast.gwen)


def unsafe(people: People, place: Place) -> str:
    sent = {"kind": "suggestion", "id": place.suggestion, "reason": "harassment", "unsafe": "y"}
    return str(people.ada.post("/reports", sent).headers["Location"])


def test_who_feels_unsafe_reaches_the_safety_officer_and_reads_whom_to_ring(
    people: People, place: Place, office: Office, guard: Browser
) -> None:
    form = people.ada.get(f"/reports/new?kind=suggestion&id={place.suggestion}").text
    assert "I disagree</a>" in form
    receipt = people.ada.get(unsafe(people, place)).text
    case = office.newest()

    assert "999" in receipt
    assert (case.kind, case.is_urgent) == ("illegal_content", True)
    assert "Perhaps against the law" in guard.get("/moderation").text
    people.dilys.get("/moderation", status=403)
    guard.get("/access")


def test_a_safety_officer_sees_no_other_case(
    people: People, place: Place, office: Office, guard: Browser
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")

    assert "Nothing is waiting" in guard.get("/moderation").text
    guard.get(f"/cases/{office.newest().id}", status=404)


def test_the_steward_of_a_clp_does_not_open_a_safety_case(
    people: People, place: Place, office: Office, cast: Cast, sign_in: Callable[[int], Browser]
) -> None:
    unsafe(people, place)
    with office.open():
        make.grant(cast.emrys, Role.STEWARD, cast.ashford)
        db.session.commit()

    sign_in(cast.emrys).get(f"/cases/{office.newest().id}", status=404)


def test_reading_the_evidence_is_written_down_before_it_is_shown(
    people: People, place: Place, office: Office, guard: Browser
) -> None:
    unsafe(people, place)
    case = office.newest()
    page = f"/cases/{case.id}"
    closed = guard.get(page).text
    assert "watches.example" not in closed
    assert f"S-{case.opened_at.year}-{case.id:05}" in closed
    assert "watches.example" not in guard.get("/moderation").text

    guard.post(f"{page}/entries", {"version": case.version, "kind": "read"})

    opened = guard.get(page).text
    assert "watches.example" in opened
    assert "<bdi>Gwen Price</bdi>: Read the evidence" in opened
    with clock.freeze(now() + timedelta(minutes=31)):
        assert "watches.example" not in guard.get(page).text


def test_a_hand_over_says_to_whom_and_the_end_is_marked(
    people: People, place: Place, office: Office, guard: Browser
) -> None:
    unsafe(people, place)
    entries = f"/cases/{office.newest().id}/entries"
    sent = {"version": 1, "kind": "handed_over", "entry_words": "By telephone."}
    assert "Say to whom" in guard.post(entries, sent, status=422).text
    guard.post(entries, {**sent, "handed_to": "Kent Police, 26/1234"})
    guard.post(entries, {"version": 1, "kind": "ended"})

    assert "Kent Police, 26/1234" in guard.get(f"/cases/{office.newest().id}").text
    assert office.newest().ended_at is not None
    guard.post(entries, {**sent, "kind": "rubbish"}, status=422)


def test_what_was_looked_at_and_left_opens_no_second_case_until_it_is_changed(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "off_topic")
    decide(people.chen, office.newest(), "no_action", words="It is a proposal.")
    first = office.newest()
    receipt = report(people.dilys, "suggestion", place.suggestion, "off_topic")

    assert office.newest().id == first.id
    assert "Left as it is" in people.dilys.get(receipt).text
    assert "Nothing is waiting" in people.chen.get("/moderation").text
    with office.open():
        db.session.get_one(Suggestion, place.suggestion).title = "Buy gold at gold.example"
        db.session.commit()
    report(people.stella, "suggestion", place.suggestion, "spam")
    assert office.newest().id != first.id


def test_danger_opens_a_new_case_however_often_it_was_left(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "off_topic")
    decide(people.chen, office.newest(), "no_action")
    left = office.newest().id
    report(people.dilys, "suggestion", place.suggestion, "threat")

    assert office.newest().id != left


def test_a_steward_opens_a_case_without_a_report_and_the_author_reads_so(
    people: People, place: Place, office: Office
) -> None:
    sent = {"kind": "suggestion", "id": place.suggestion, "reason": "spam", "own": "y"}
    people.ada.post("/reports", sent, status=422)
    people.chen.post("/reports", sent)
    case = office.newest()
    with office.open():
        assert db.session.scalar(sa.select(sa.func.count(Report.id))) == 0
    decide(people.chen, case, "hide", reason="spam")

    assert "Moderators came upon it themselves" in office.mail()["bola@demo.example"]


def settle(office: Office, days: int) -> int:
    with office.open():
        count = retention.destroy_what_is_due(now() + timedelta(days=days))
        db.session.commit()
        return count


def test_evidence_goes_when_its_time_is_over_and_the_decision_stays(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "off_topic", "Sells watches.")
    decide(people.chen, office.newest(), "no_action", words="A proposal.")
    kept = office.newest().evidence
    assert kept["by"] == "Bola Adeyemi"

    assert settle(office, 182) == 0
    assert settle(office, 184) == 1
    assert settle(office, 184) == 0  # again: nothing more to do

    case = office.newest()
    assert "watches" not in str(case.evidence)
    assert case.evidence["sha256"] == kept["sha256"]
    with office.open():
        assert db.session.scalars(sa.select(Report.words)).one() == ""
        assert db.session.scalars(sa.select(Decision.words)).one() == "A proposal."
    assert "Left as it is" in people.eve.get("/log").text
    assert "Destroyed" in people.chen.get(f"/cases/{case.id}").text


def test_what_was_acted_on_is_kept_two_years_and_a_threat_until_it_is_ended(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    decide(people.chen, office.newest(), "hide", reason="spam")
    report(people.dilys, "argument", place.argument, "threat")
    decide(people.chen, office.newest(), "hide", reason="threat")

    assert settle(office, 700) == 0
    assert settle(office, 731) == 1
    with office.open():
        threat = db.session.scalars(sa.select(Case).order_by(Case.id.desc())).first()
        assert threat is not None
        threat.ended_at = now()
        db.session.commit()
    assert settle(office, 731) == 1


def test_evidence_outlives_edits_and_the_account(
    people: People, place: Place, office: Office, cast: Cast
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    with office.open():
        kept = db.session.get_one(Suggestion, place.suggestion)
        kept.title, kept.hidden_at = "Changed", now()
        personal.erase(cast.bola)
        db.session.commit()

    evidence = office.newest().evidence
    assert "Cheap watches" in evidence["heading"]
    assert evidence["by"] == "Bola Adeyemi"


def test_nothing_of_the_target_says_who_reported(
    people: People, place: Place, office: Office, cast: Cast
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam", "Sells watches, says Ada.")
    decide(people.chen, office.newest(), "hide", reason="spam")
    with office.open():
        export = str(personal.held_about(cast.bola))
        assert db.session.scalar(sa.select(sa.func.count(SafetyEntry.id))) == 0
    everything = export + office.mail()["bola@demo.example"] + people.bola.get("/log").text
    everything += people.bola.get("/decisions/1").text + people.bola.get("/account").text
    everything += people.bola.get("/notices").text

    assert "Ada" not in everything
    assert "says Ada" not in everything
    assert "Sells watches" not in everything
