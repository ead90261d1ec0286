"""Nobody decides about those they are entangled with; the page says why, the forms refuse it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from core import clock
from core.clock import now
from core.db import db, statements
from deliberation.models import Mention, Post, Thread
from deliberation.rules.posts import quoted
from moderation.facts import part_of
from moderation.models import Case, Interest, Report
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place, decide, report
from tests.moderation.test_conflicts_and_claims import claim


def post(thread: Thread, author_id: int, text: str = "Yes.", answers: int | None = None) -> Post:
    thread.posts += 1
    made = Post(
        thread_id=thread.id,
        number=thread.posts,
        author_id=author_id,
        text=text,
        answers=answers,
        written_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


@pytest.fixture
def entangle(office: Office, cast: Cast) -> Callable[[str], None]:
    """Chen and Bola, who wrote everything here, have to do with one another in this way."""

    def do(how: str) -> None:
        with office.open():
            thread = Thread(
                title="Fares",
                asks="question",
                author_id=cast.ada,
                started_at=now(),
                active_at=now(),
            )
            db.session.add(thread)
            db.session.flush()
            of_bola = post(thread, cast.bola)
            text = quoted("Yes.", author="Bola Adeyemi", number=1, post_id=of_bola.id)
            if how == "answers":
                post(thread, cast.chen, answers=1)
            elif how == "is answered":
                post(thread, cast.bola, answers=post(thread, cast.chen).number)
            elif how == "quotes":
                post(thread, cast.chen, text)
            elif how == "mentions":
                named = post(thread, cast.chen, "@Bola Adeyemi")
                db.session.add(Mention(post_id=named.id, member_id=cast.bola))
            elif how == "was reported by":
                case = Case(
                    kind="report",
                    state="decided",
                    subject_kind="post",
                    subject_id=of_bola.id,
                    author_id=cast.chen,
                    opened_at=now(),
                    due_at=now(),
                )
                db.session.add(case)
                db.session.flush()
                db.session.add(
                    Report(case_id=case.id, reporter_id=cast.bola, reason="other", made_at=now())
                )
            db.session.commit()

    return do


WAYS = ("answers", "is answered", "quotes", "mentions", "was reported by")


@pytest.mark.parametrize("how", WAYS)
def test_who_dealt_with_the_author_lately_decides_nothing_about_them(
    how: str, people: People, place: Place, office: Office, entangle
) -> None:
    entangle(how)
    report(people.ada, "suggestion", place.suggestion, "spam")
    case = office.newest()

    one_sentence_for_all = "have answered, quoted, mentioned or reported one another lately"
    page = people.chen.get(f"/cases/{case.id}").text
    assert one_sentence_for_all in page
    assert "Decide</button>" not in page
    assert one_sentence_for_all in claim(people.chen, case, status=422)
    assert one_sentence_for_all in decide(people.chen, case, "hide", reason="spam", status=422)
    claim(people.stella, case)
    with clock.freeze(now() + timedelta(days=31)):
        assert one_sentence_for_all not in people.chen.get(f"/cases/{case.id}").text


def test_nor_signs_second(people: People, place: Place, office: Office, entangle) -> None:
    report(people.ada, "argument", place.argument, "personal_abuse")
    decide(people.stella, office.newest(), "hide", reason="personal_abuse")
    entangle("answers")
    case = office.newest()

    sent = {"version": case.version, "agrees": "yes", "words": ""}
    answer = people.chen.post(f"/cases/{case.id}/seconds", sent, status=422).text

    assert "reported one another lately" in answer
    assert office.newest().state == "awaiting_second"


def test_speaking_to_others_or_to_oneself_entangles_nobody(
    office: Office, place: Place, people: People, cast: Cast, entangle
) -> None:
    entangle("nothing")
    report(people.ada, "suggestion", place.suggestion, "spam")

    claim(people.chen, office.newest())


FIELDS = {"tie": "candidate", "about": "topic", "name": "Buses", "words": "For the council."}


def test_what_is_declared_keeps_one_out_also_when_it_ends_while_the_case_waits(
    people: People, place: Place, office: Office
) -> None:
    people.chen.post("/interests", FIELDS)
    report(people.ada, "suggestion", place.suggestion, "spam")
    case = office.newest()

    assert "You declared it yourself: candidate" in claim(people.chen, case, status=422)
    assert "Candidate: <a" in people.ada.get("/interests").text  # a topic concerns every member
    people.chen.post("/interests/1/endings", {})
    assert "You declared it yourself" in claim(people.chen, case, status=422)
    assert "ended already" in people.chen.post("/interests/1/endings", {}, status=422).text
    people.ada.post("/interests/1/endings", {}, status=404)


def test_a_member_names_the_steward_on_the_same_slate(
    people: People, place: Place, office: Office, cast: Cast
) -> None:
    fields = {**FIELDS, "tie": "same_slate", "about": "member"}
    people.bola.post("/interests", {**fields, "name": f"/members/{cast.chen}"})
    report(people.ada, "suggestion", place.suggestion, "spam")

    assert "concerns declared it: on the same slate" in claim(
        people.chen, office.newest(), status=422
    )
    assert "On the same slate: <a" in people.chen.get("/interests").text
    assert "On the same slate: <a" not in people.ada.get("/interests").text
    claim(people.stella, office.newest())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "Nowhere"}, "There is no topic of this name"),
        ({"about": "member", "name": "Chen Wei"}, "That is your own name"),
        ({"until": "2020-01-01"}, "Its last day has passed"),
        ({"since": "2999-01-01"}, "declared when it has begun"),
        ({"about": "planet"}, "Not a valid choice"),
        ({"name": "x" * 201}, "at most 200"),
    ],
)
def test_what_cannot_be_declared_comes_back_as_typed(
    change: dict[str, str], said: str, people: People, place: Place, office: Office
) -> None:
    sent = {**FIELDS, "tie": "close", **change}
    page = people.chen.post("/interests", sent, status=422).text

    assert said in page
    assert "For the council." in page
    with office.open():
        assert db.session.query(Interest).count() == 0


def test_looking_for_conflicts_costs_few_statements(
    people: People, place: Place, office: Office, cast: Cast, entangle
) -> None:
    people.chen.post("/interests", FIELDS)
    entangle("quotes")
    report(people.ada, "argument", place.argument, "personal_abuse")
    with office.open():
        case = db.session.get_one(Case, office.newest().id)
        with statements(office.app) as seen:
            part = part_of(case, cast.chen)

    assert part.exchanged
    assert part.interest
    assert len(seen) <= 14
