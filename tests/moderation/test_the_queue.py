"""The queue: its order, filters and pages, notes, joined cases, second looks, watched words."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from benchmarks import queue
from core.clock import now
from core.db import db
from deliberation.queries.intake import listed_words
from moderation.models import Case, Report
from tests.moderation.conftest import decide, report

HOUR = timedelta(hours=1)
EVIDENCE = {"body": "", "url": "/", "audience": "public"}


def add(kind="report", *, due=1, urgent=False, clp=None, age=0, number=1, reporters=()):
    """A waiting case, due in so many hours; commits nothing."""
    case = Case(
        kind=kind,
        subject_kind="argument",
        subject_id=number,
        aspect=f"{kind}{number}",
        clp_id=clp,
        is_urgent=urgent,
        opened_at=now() - age * HOUR,
        due_at=now() + due * HOUR,
        evidence={
            "heading": f"Case called {number}.",
            "body": "",
            "url": "/",
            "audience": "public",
        },
    )
    db.session.add(case)
    db.session.flush()
    for member_id in reporters:
        db.session.add(Report(case_id=case.id, reporter_id=member_id, reason="spam", made_at=now()))
    return case


def statements_of(app, work):
    """How many statements it takes."""
    asked = []
    with app.app_context():
        engine = db.engine

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    work()
    sa.event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def order_on(page):
    """The numbers of the cases in the order of the page."""
    return [int(part.split(".")[0]) for part in page.split("Case called ")[1:]]


def test_the_order_is_the_one_that_is_printed(app, people, cast, place):
    with app.app_context():
        add(due=9, number=1)
        add(due=2, number=2)
        add(due=5, number=3, reporters=[cast.ada])
        add(due=99, number=4, urgent=True)
        add("illegal_content", due=50, number=5)
        same = now() + 5 * HOUR
        for case in (add(number=6, reporters=[cast.ada, cast.dilys]), db.session.get(Case, 3)):
            case.due_at = same
        db.session.commit()
    page = people.chen.get("/moderation").text
    assert "Possible danger to a person first, then what is due soonest" in page
    assert order_on(page) == [4, 2, 6, 3, 1]  # 5 is for safety officers


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("kind=appeal", [3]),
        ("wait=late", [2]),
        ("wait=mine", [5]),
        ("wait=free", [2, 1, 3, 4]),
        ("days=3", [4]),
        ("wait=nobody", [1]),
        ("kind=nonsense&wait=nonsense&days=99&clp=-1&page=999999", [2, 1, 3, 4, 5]),
    ],
)
def test_filters_stand_in_the_address(app, people, cast, place, asked, numbers):
    with app.app_context():
        add(due=1, number=1).nobody_free_at = now()
        add(due=-1, number=2)
        add("appeal", due=2, number=3)
        add(due=3, number=4, age=80)
        mine = add(due=4, number=5)
        mine.claimed_by_id, mine.claimed_until = cast.chen, now() + HOUR
        db.session.commit()
    assert order_on(people.chen.get(f"/moderation?{asked}").text) == numbers


def test_the_queue_asks_as_much_of_the_database_for_one_case_as_for_many(app, people, place):
    with app.app_context():
        add(number=1)
        db.session.commit()
    people.chen.get("/moderation")
    few = statements_of(app, lambda: people.chen.get("/moderation"))
    with app.app_context():
        for number in range(2, 120):
            add(number=number)
        db.session.commit()
    assert statements_of(app, lambda: people.chen.get("/moderation?page=2")) == few
    assert "Page 2 of 5" in people.chen.get("/moderation?page=2").text


def test_the_benchmark_of_the_queue_finds_pages_of_few_statements(app):
    with app.app_context():
        queue.fill(60)
    pages = queue.read(app, rounds=1)

    assert max(one.statements for one in pages.values()) <= queue.MOST_STATEMENTS
    assert "| of the whole party |" in "\n".join(queue.table({60: pages, 61: pages}))


def test_after_a_decision_the_next_case_opens(app, people, office, place):
    report(people.ada, "argument", place.argument, "off_topic")
    first = office.newest()
    report(people.ada, "suggestion", place.suggestion, "spam")
    second = office.newest()
    answer = people.chen.post(
        f"/cases/{first.id}/decisions",
        {"version": first.version, "action": "no_action", "words": "Fair."},
    )
    assert answer.location == f"/cases/{second.id}"


def test_a_note_is_seen_by_stewards_of_the_case_only(app, people, office, place):
    report(people.ada, "argument", place.argument, "off_topic")
    case = office.newest()
    at = f"/cases/{case.id}/notes"
    people.bola.post(at, {"note": "Hello"}, status=403)
    people.chen.post(at, {"note": " "}, status=422)
    people.chen.post(at, {"note": "I have asked Bola’s branch."})
    assert "asked Bola’s branch" in people.stella.get(f"/cases/{case.id}").text
    decide(people.chen, case, "no_action", words="Fair.")
    assert "asked Bola’s branch" not in people.bola.get("/account").text


def test_a_case_joined_to_another_is_decided_with_it_and_its_reporters_are_told(
    app, people, office, place
):
    report(people.ada, "argument", place.argument, "off_topic")
    first = office.newest()
    mine = report(people.dilys, "suggestion", place.suggestion, "spam")
    second = office.newest()
    at = f"/cases/{second.id}/joins"
    people.chen.post(at, {"version": second.version, "other": second.id}, status=422)
    people.chen.post(at, {"version": second.version, "other": 999}, status=422)
    people.chen.post(at, {"version": second.version, "other": first.id})
    people.chen.post(at, {"version": second.version, "other": first.id}, status=409)

    assert (office.case(second.id).state, office.case(second.id).duplicate_of) == (
        "duplicate",
        first.id,
    )
    decide(people.chen, office.case(first.id), "no_action", words="Fair.")
    assert "Left as it is" in people.dilys.get(mine).text


def test_an_editor_sends_a_suggestion_for_a_second_look_with_a_reason(app, people, office, place):
    at = f"/suggestions/{place.suggestion}/second-look"
    people.ada.post(at, {"words": "Odd."}, status=403)
    people.dilys.post(at, {"words": ""}, status=422)
    people.dilys.post(at, {"words": "It sells watches."})
    case = office.newest()
    assert case.kind == "second_look"
    assert "It sells watches." in people.chen.get(f"/cases/{case.id}").text


WORD = {"word": "muppet", "does": "warn", "reason": "personal_abuse", "why": "It is an insult."}


def test_a_word_is_watched_for_when_two_stewards_of_the_party_agree(app, people, cast, place):
    at = "/moderation/words"
    people.ada.post(at, WORD, status=403)
    people.chen.post(at, {**WORD, "does": "burn"}, status=422)
    people.chen.post(at, {**WORD, "word": "to"}, status=422)
    people.chen.post(at, WORD)
    people.chen.post(f"{at}/1/answers", {"agrees": "yes"}, status=409)
    people.chen.post(f"{at}/1/answers", {"agrees": "perhaps"}, status=422)
    with app.app_context():
        assert listed_words() == ()
    people.stella.post(f"{at}/1/answers", {"agrees": "yes"})
    people.stella.post(f"{at}/1/answers", {"agrees": "no"}, status=409)
    with app.app_context():
        assert [one.word for one in listed_words()] == ["muppet"]
    people.stella.post(f"{at}/removals", {"word": "muppet"})
    people.chen.post(f"{at}/2/answers", {"agrees": "yes"})
    with app.app_context():
        assert listed_words() == ()
    assert "Chen Wei</bdi> agreed" in people.chen.get(at).text


def test_the_preview_says_what_a_word_would_have_caught(app, people, cast, place):
    page = people.chen.post("/moderation/words", {**WORD, "preview": "yes"}, status=200).text
    assert "no posts would have been caught" in page
    with app.app_context():
        assert not db.session.scalar(sa.select(sa.func.count()).select_from(Case))
