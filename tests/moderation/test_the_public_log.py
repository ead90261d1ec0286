import csv
import hashlib
import io
from datetime import timedelta

import pytest
import sqlalchemy as sa

from core import clock
from core.clock import now
from core.db import db
from moderation.actions import chain, retention
from moderation.models import Case, Decision
from moderation.queries.log import PER_PAGE
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place


@pytest.fixture
def long_log(office: Office, cast: Cast) -> None:
    """One decision more than stands on a page; the first of them is about a threat."""
    with office.open():
        case = Case(
            kind="report",
            state="decided",
            subject_kind="post",
            subject_id=1,
            opened_at=now(),
            due_at=now(),
            evidence={"heading": "A post", "url": "/threads/1", "audience": "public"},
        )
        db.session.add(case)
        db.session.flush()
        for number in range(PER_PAGE + 1):
            db.session.add(
                Decision(
                    case_id=case.id,
                    action="hide",
                    reason="threat" if number == 0 else "spam",
                    words="Words for the author only.",
                    made_at=now(),
                    confirmed_at=now(),
                    first_by_id=cast.chen,
                    first_as="national steward",
                )
            )
        db.session.commit()


def test_the_log_is_paged_and_filtered_by_rule(people: People, long_log: None) -> None:
    first, second = people.eve.get("/log").text, people.eve.get("/log?page=2").text

    assert first.count("<td>Hidden</td>") == PER_PAGE
    assert second.count("<td>Hidden</td>") == 1
    assert "A threat (rule 4)" in second
    threats = people.eve.get("/log?action=hide&reason=threat").text
    assert threats.count("<td>Hidden</td>") == 1
    assert "Words for the author" not in first + second


@pytest.fixture
def log(office: Office, cast: Cast, place: Place) -> None:
    """Bola's argument hidden for abuse, her suggestion for a threat, and two posts at once."""
    with office.open():
        for reason, kind, id_, body, also in (
            ("personal_abuse", "argument", place.argument, "You @Chen Wei are a fool.", []),
            ("threat", "suggestion", place.suggestion, "I know where you live.", []),
            ("repeat_posting", "post", 1, "Again.", ["Again and again."]),
        ):
            case = Case(
                kind="report",
                state="decided",
                subject_kind=kind,
                subject_id=id_,
                clp_id=cast.ashford if kind == "post" else None,
                opened_at=now(),
                due_at=now(),
                evidence={
                    "heading": "By Bola",
                    "body": body,
                    "url": "/threads/1",
                    "audience": "public",
                    "sha256": sha256_of(body),
                    "also": [
                        {
                            "heading": "By Bola",
                            "body": words,
                            "url": "/topics",
                            "audience": "public",
                            "sha256": sha256_of(words),
                        }
                        for words in also
                    ],
                },
            )
            db.session.add(case)
            db.session.flush()
            db.session.add(
                Decision(
                    case_id=case.id,
                    action="hide",
                    reason=reason,
                    words="For the author.",
                    made_at=now(),
                    confirmed_at=now(),
                    first_by_id=cast.chen,
                    first_as="national steward",
                    terms={"posts": [2], "sha256": [sha256_of(words) for words in also]}
                    if also
                    else {},
                )
            )
        db.session.commit()


def sha256_of(words: str) -> str:
    return hashlib.sha256(f"By Bola\n{words}".encode()).hexdigest()


def test_members_read_what_was_hidden_for_an_opinion_and_nobody_what_endangers(
    people: People, log: None
) -> None:
    for_members = people.ada.get("/log").text
    others = people.eve.get("/log").text

    assert "are a fool." in for_members
    assert "Chen Wei" not in for_members
    assert "are a fool." not in others
    assert "where you live" not in for_members + others
    assert "2 things" in for_members
    assert "Again and again." in for_members


def test_the_log_neither_quotes_nor_leads_to_what_not_everybody_may_read(
    people: People, office: Office, log: None
) -> None:
    assert "/threads/1" in people.eve.get("/log.csv").text
    with office.open():
        for case in db.session.scalars(sa.select(Case)):
            case.evidence = {**case.evidence, "audience": "nobody", "also": []}
        db.session.commit()

    for page in ("/log", "/log.csv", "/log.json"):
        assert "/threads/1" not in people.eve.get(page).text
    assert "are a fool." not in people.ada.get("/log").text


def test_page_csv_and_json_hold_the_same_lines_under_every_filter(
    people: People, log: None, cast: Cast, place: Place
) -> None:
    for asked, count in (
        ("", 3),
        ("reason=threat", 1),
        (f"clp={cast.ashford}", 1),
        (f"topic={place.topic}", 2),
        ("appeal=reversed", 0),
        ("appeal=none", 3),
        ("since=2999-01-01", 0),
        ("until=9999-12-31", 3),
        ("appeal=rubbish", 0),
        ("since=rubbish", 3),
    ):
        page = people.ada.get(f"/log?{asked}").text
        table = people.ada.get(f"/log.csv?{asked}").text
        lines = people.ada.get(f"/log.json?{asked}").json["lines"]
        feed = people.ada.get(f"/log.atom?{asked}").text
        assert page.count('<tr id="decision-') == len(lines) == count, asked
        assert len(list(csv.reader(io.StringIO(table)))) == count + 1
        assert feed.count("<entry>") == count


def test_a_mistaken_line_gets_a_note_and_stays(people: People, log: None) -> None:
    people.ada.post("/log/1/notes", {"words": "Wrong."}, status=403)
    assert "Write what is mistaken" in people.chen.post("/log/1/notes", {}, status=422).text
    people.chen.post("/log/1/notes", {"words": "It was rule 2."})

    assert "It was rule 2. (national steward)" in people.eve.get("/log").text
    assert "Personal abuse (rule 1)" in people.eve.get("/log").text


CHANGES = (
    "UPDATE decision SET reason = 'spam' WHERE id = 1",
    "UPDATE decision SET words = 'Nicer.' WHERE id = 1",
    "UPDATE decision SET first_as = 'steward of Nowhere' WHERE id = 2",
    "UPDATE decision SET second_as = 'steward of Nowhere' WHERE id = 2",
    "UPDATE decision SET lapsed_at = made_at WHERE id = 2",
    "UPDATE decision SET overruled_at = made_at WHERE id = 2",
    "DELETE FROM decision WHERE id = 3",
    "UPDATE moderation_case SET clp_id = (SELECT min(id) FROM clp) WHERE id = 1",
    "UPDATE log_day SET form = 1 WHERE facts > 0",
    "UPDATE log_day SET fingerprint = 'nice' WHERE facts > 0",
    "UPDATE log_day SET day = '2020-01-01' WHERE facts > 0",
)


def close_days(office: Office) -> None:
    with clock.freeze(now() + timedelta(days=3)), office.open():
        assert chain.close_days(now()) in (2, 3)
        assert chain.close_days(now()) == 0
        db.session.commit()


def check_log(office: Office) -> str:
    """What is wrong with it; "" for nothing."""
    result = office.app.test_cli_runner().invoke(args=["moderation", "check-log"])
    return result.output if result.exit_code else ""


@pytest.mark.parametrize("change", CHANGES)
def test_a_line_changed_after_its_day_is_found(
    change: str, office: Office, people: People, log: None
) -> None:
    close_days(office)
    assert check_log(office) == ""
    assert "has the fingerprint" in people.eve.get("/log").text

    with office.open():
        db.session.execute(sa.text(change))
        db.session.commit()

    assert "days of the log were changed" in check_log(office)


@pytest.mark.parametrize("changed", ["body", "sha256"])
def test_evidence_changed_after_its_day_is_found_and_what_was_destroyed_in_time_is_not(
    changed: str, office: Office, people: People, log: None
) -> None:
    close_days(office)
    with office.open():
        first, second, _ = db.session.scalars(sa.select(Case).order_by(Case.id))
        retention.destroy(first)
        db.session.commit()
        assert check_log(office) == ""

        second.evidence = {**second.evidence, changed: "I know what you mean."}
        db.session.commit()
    assert "days of the log were changed" in check_log(office)


def test_a_further_post_that_is_changed_after_its_day_is_found(
    office: Office, people: People, log: None
) -> None:
    close_days(office)
    assert check_log(office) == ""
    with office.open():
        case = db.session.get_one(Case, 3)
        (further,) = case.evidence["also"]
        case.evidence = {**case.evidence, "also": [{**further, "body": "Something nice."}]}
        db.session.commit()
    assert "days of the log were changed" in check_log(office)

    with office.open():
        case = db.session.get_one(Case, 3)
        case.evidence = {**case.evidence, "also": [further]}
        retention.destroy(case)
        db.session.commit()
    assert check_log(office) == ""


def test_a_day_closed_in_the_first_form_is_checked_by_that_form(
    office: Office, people: People, log: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(chain, "FORM", 1)
        close_days(office)
    assert check_log(office) == ""
    with office.open():
        case = db.session.scalars(sa.select(Case).order_by(Case.id)).first()
        assert case is not None
        case.clp_id, case.evidence = None, {**case.evidence, "body": "It covers neither."}
        db.session.commit()
    assert check_log(office) == ""
