"""What the accountable person runs, and what else of a case comes to its end."""

from __future__ import annotations

import csv
from datetime import timedelta

import sqlalchemy as sa
from click.testing import Result

from core import clock
from core.clock import now
from core.db import db
from moderation.actions import safety
from moderation.models import Case, Decision
from tests.moderation.conftest import Office, People, Place, decide, report
from tests.moderation.doing import act, reported


def run(office: Office, *words: str) -> Result:
    result = office.app.test_cli_runner().invoke(args=["moderation", *words])
    assert result.exit_code == 0, result.output
    return result


def test_a_dry_run_says_what_would_go_and_destroys_nothing(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "off_topic", "Sells watches.")
    decide(people.chen, office.newest(), "no_action")
    assert "no cases would be destroyed" in run(office, "retention", "--dry-run").output

    with clock.freeze(now() + timedelta(days=184)):
        dry = run(office, "retention", "--dry-run").output
        assert "left as it was" in dry
        assert "1 case would be destroyed" in dry
        assert "watches" in str(office.newest().evidence)
        assert "1 case is destroyed" in run(office, "retention").output
        assert "watches" not in str(office.newest().evidence)


def test_complaints_are_a_table_without_reporters(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam", "So says Ada.")
    report(people.dilys, "suggestion", place.suggestion, "off_topic")
    decide(people.chen, office.newest(), "hide", reason="spam")
    rows = list(csv.DictReader(run(office, "complaints").output.splitlines()))
    assert [(row["reports"], row["reasons"], row["decision"]) for row in rows] == [
        ("2", "off_topic spam", "hide")
    ]
    assert "Ada" not in str(rows)
    assert run(office, "complaints", "--since", "2999-01-01").output.count("\n") == 1


def test_a_safety_case_about_nothing_any_more_is_ended_and_others_wait(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "threat")
    waiting = office.newest()
    with office.open():
        gone = Case(
            kind="illegal_content",
            subject_kind="suggestion",
            subject_id=999_999,
            opened_at=now(),
            due_at=now(),
            evidence=waiting.evidence,
        )
        db.session.add(gone)
        db.session.flush()
        assert safety.void_what_is_gone() == 1
        assert safety.void_what_is_gone() == 0
        db.session.commit()
        assert gone.state == "void"
    assert office.case(waiting.id).state == "open"


def test_a_panel_makes_hiding_milder_and_that_is_not_judged_again(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"], "spam")
    act(people.chen, case, "hide", reason="spam")
    people.bola.post("/decisions/1/appeals", {"words": "Look again."})
    appeal = office.newest()
    sent = {"version": appeal.version, "action": "vary", "words": "Let her change it."}
    people.stella.post(f"/cases/{appeal.id}/judgements", sent)

    thread = f"/threads/{talk['thread']}"
    assert "until its author has changed it" in people.eve.get(thread).text
    with office.open():
        hides, milder = db.session.scalars(
            sa.select(Decision).where(Decision.case_id == case.id).order_by(Decision.id)
        )
        assert hides.overruled_at is not None
        assert milder.action == "ask_author_to_edit"
    again = people.bola.post(f"/decisions/{milder.id}/appeals", {"words": "No."}, status=422)
    assert "There can be one" in again.text
    people.bola.post(f"/decisions/{milder.id}/mended", {"text": "Much too far."})
    act(people.stella, office.newest(), "release")
    assert "Much too far." in people.eve.get(thread).text
