"""Members say what they think of arguments: privately, changeably, told in words once a day."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from core import clock, personal
from core.clock import now
from core.db import db
from deliberation.actions.weighing import store, tell_of_weighings
from deliberation.models import Weighed, Weighing
from deliberation.queries.weighing import by_turns
from deliberation.rules.weighing import told
from tests import make
from wiki.models import Argument


@pytest.fixture
def option(app, town):
    """An option with three arguments: for, against, for."""
    with app.app_context():
        made = [
            Argument(
                topic_id=town.topic,
                option_id=town.option,
                side=side,
                claim=f"The claim {side} {number}",
                added_at=now(),
            )
            for number, side in enumerate(("for", "against", "for"))
        ]
        db.session.add_all(made)
        db.session.commit()
        return town.option, [one.id for one in made]


@pytest.fixture
def as_ada(sign_in, cast):
    return sign_in(cast.ada)


def stored(app, member_id):
    with app.app_context():
        rows = db.session.execute(
            sa.select(Weighing.subject_id, Weighing.answer).where(Weighing.member_id == member_id)
        )
        return dict(rows.all())


def test_a_member_answers_changes_and_takes_back(app, as_ada, cast, option):
    option_id, (first, second, third) = option
    page = f"/options/{option_id}/weighing"
    assert "What do you think of these arguments?" in as_ada.get(page).text

    as_ada.post(page, data={f"argument_{first}": "agree", f"argument_{second}": "unsure"})
    assert stored(app, cast.ada) == {first: "agree", second: "unsure"}

    as_ada.post(page, data={f"argument_{first}": "disagree", f"argument_{second}": "back"})
    assert stored(app, cast.ada) == {first: "disagree"}
    again = as_ada.get(page).text
    assert again.count("checked") == 1
    assert again.count("Take my answer back") == 1
    assert third not in stored(app, cast.ada)


def test_what_is_not_offered_is_refused_in_a_sentence_and_changes_nothing(
    app, as_ada, cast, option
):
    option_id, (first, second, _) = option
    page = f"/options/{option_id}/weighing"

    sent = as_ada.post(
        page, data={f"argument_{first}": "agree", f"argument_{second}": "rage\x00"}, status=422
    )

    assert "Choose one of the answers that are offered." in sent.text
    assert stored(app, cast.ada) == {}
    as_ada.post(page, data={"argument_999": "agree"})
    as_ada.get("/options/999/weighing", status=404)
    assert stored(app, cast.ada) == {}


def test_a_member_takes_their_answers_along_and_leaves_none(app, as_ada, cast, option):
    option_id, (first, *_) = option
    as_ada.post(f"/options/{option_id}/weighing", data={f"argument_{first}": "agree"})

    with app.app_context():
        (held,) = personal.held_about(cast.ada)["what you think of arguments"]
        assert (held["about"], held["answer"]) == (f"/arguments/{first}", "agree")
        personal.erase(cast.ada)
        db.session.commit()
    assert stored(app, cast.ada) == {}


def test_nothing_is_told_of_few_or_new_answers_and_then_words_only():
    old, new = now() - timedelta(hours=73), now() - timedelta(hours=71)
    ten = {"agree": 7, "disagree": 2, "unsure": 1}

    assert told(ten, added_at=old, at=now()) == "Most members who answered agree."
    assert told(ten, added_at=new, at=now()) == ""
    assert told({**ten, "agree": 6}, added_at=old, at=now()) == ""
    assert "divided" in told({"agree": 5, "disagree": 5}, added_at=old, at=now())
    for counts in (ten, {"disagree": 10}, {"unsure": 10}, {"agree": 4, "unsure": 6}):
        assert not any(sign.isdigit() for sign in told(counts, added_at=old, at=now()))


def test_what_is_told_changes_once_a_day(app, as_ada, option):
    option_id, (first, *_) = option
    with app.app_context():
        members = [make.member().id for _ in range(11)]
        db.session.get_one(Argument, first).added_at = now() - timedelta(days=9)
        rows = [
            {"subject_kind": "argument", "subject_id": first, "answer": "agree", "at": now()}
            for _ in members
        ]
        both = zip(rows, members, strict=True)
        assert store([{**row, "member_id": member_id} for row, member_id in both]) == 11
        tell_of_weighings()
        db.session.execute(sa.update(Weighing).values(answer="disagree"))
        db.session.commit()
        tell_of_weighings()

    assert "Most members who answered agree." in as_ada.get(f"/options/{option_id}/weighing").text
    with clock.freeze(now() + timedelta(days=1)), app.app_context():
        tell_of_weighings()
        words = db.session.scalars(sa.select(Weighed.words)).all()
    assert words == ["Most members who answered disagree."]


def test_an_earlier_answer_never_takes_the_place_of_a_later_one(app, cast, option):
    _, (first, *_) = option
    row = {"subject_kind": "argument", "subject_id": first, "member_id": cast.ada}
    with app.app_context():
        assert store([{**row, "answer": "agree", "at": now()}]) == 1
        assert store([{**row, "answer": "unsure", "at": now() - timedelta(hours=1)}]) == 0
        assert store([{**row, "answer": "agree", "at": now()}]) == 0
        db.session.commit()
    assert stored(app, cast.ada) == {first: "agree"}


def test_arguments_stand_as_two_equal_columns_are_read():
    sides = {1: "for", 2: "for", 3: "against", 4: "for", 5: "against"}

    assert by_turns(sides) == [1, 3, 2, 5, 4]


def test_a_page_beyond_the_last_is_the_last_and_its_answers_are_kept(app, as_ada, cast, option):
    option_id, (first, *_) = option
    beyond = f"/options/{option_id}/weighing?page=9"
    page = as_ada.get(beyond).text
    assert "The claim for 0" in page
    assert "There are no arguments yet" not in page

    as_ada.post(beyond, data={f"argument_{first}": "agree"})
    assert stored(app, cast.ada) == {first: "agree"}
