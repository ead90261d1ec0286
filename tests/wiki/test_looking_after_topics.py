"""Topics are read again in time, and can be protected for a while, in the open."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import jobs, mail
from core.clock import freeze, now, today
from core.db import db
from core.errors import Refused
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.models import Option, Topic
from wiki.rules import MONTHS, months_later

PAGE = "/topics/{0}-football-in-primary-schools"


@given(st.dates(max_value=date(9000, 1, 1)), st.sampled_from(MONTHS))
def test_a_review_is_in_the_month_it_should_be(day, months):
    later = months_later(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert day.day - later.day in range(4)


def test_a_review_that_falls_due_is_mailed_once_and_done_on_the_page(app, cast, sign_in, football):
    dilys = sign_in(cast.dilys)
    dilys.get(f"/topics/{football}/care")
    due = (today() + timedelta(days=10)).isoformat()
    fields = {"due_on": due, "months": "6", "keeper": str(cast.emrys)}
    dilys.post(f"/topics/{football}/review", fields)
    assert "Next review due" in dilys.get(PAGE.format(football)).text

    with app.app_context(), freeze(now() + timedelta(days=10)):
        jobs.work_once()
        jobs.work_once()
        (letter,) = mail.letters()
        assert letter.to == "emrys@demo.example"
        assert "Football in primary schools" in letter.text
    emrys = sign_in(cast.emrys)
    emrys.post(f"/topics/{football}/reviewed")
    page = emrys.get(PAGE.format(football)).text
    assert "Last reviewed" in page
    assert "by <bdi>Emrys Vaughan</bdi>" in page


def test_where_nobody_looks_after_a_topic_every_editor_is_told(app, cast, sign_in, football):
    due = today().isoformat()
    fields = {"due_on": due, "months": "3", "keeper": "0"}
    sign_in(cast.dilys).post(f"/topics/{football}/review", fields)

    with app.app_context():
        jobs.work_once()
        told = {letter.to for letter in mail.letters()}
    assert told == {"dilys@demo.example", "emrys@demo.example"}


@pytest.mark.parametrize(
    ("days", "second", "said"),
    [
        (7, "dilys", "Name two different editors."),
        (7, "ada", "Not a valid choice"),
        (181, "emrys", "180 days at a time"),
        (-1, "emrys", "Give the last day"),
    ],
)
def test_a_protection_names_two_editors_and_ends(cast, sign_in, football, days, second, said):
    fields = {
        "first": str(cast.dilys),
        "second": str(getattr(cast, second)),
        "reason": "It is fought over.",
        "ends_on": (today() + timedelta(days=days)).isoformat(),
    }
    page = sign_in(cast.dilys).post(f"/topics/{football}/protection", fields, status=422)

    assert said in page.text
    assert "It is fought over.</textarea>" in page.text


def test_only_those_named_change_the_words_and_everyone_is_told_why_until_it_ends(
    app, cast, sign_in, football
):
    with app.app_context():
        topic = db.session.get(Topic, football)
        option = db.session.query(Option).one()
        until = today() + timedelta(days=7)
        dilys, emrys = (replace(EDITOR, id=one) for one in (cast.dilys, cast.emrys))
        other = replace(EDITOR, id=cast.gwen)
        actions.protect(topic, cast.dilys, cast.emrys, "A fight.", until, by=dilys)
        db.session.commit()
        for subject in (topic, option):
            with pytest.raises(Refused, match="only the two editors named"):
                actions.edit(subject, {"text": "Mine."}, by=other, base=1)
        actions.add_argument(option, "against", "It costs too much", by=other)
        actions.edit(topic, {"text": "Ours."}, by=emrys, base=1)
        with pytest.raises(Refused, match="Only the two editors named, or an admin"):
            actions.end_protection(topic, by=other)
        db.session.commit()
    page = sign_in(cast.ada).get(PAGE.format(football)).text
    assert "Protected until" in page
    assert "A fight." in page

    with app.app_context(), freeze(now() + timedelta(days=8)):
        topic = db.session.get(Topic, football)
        actions.edit(topic, {"text": "Mine."}, by=other, base=2)
        db.session.commit()
        jobs.work_once()
    assert "Protected until" not in sign_in(cast.ada).get(PAGE.format(football)).text
    assert "A fight." in sign_in(cast.dilys).get(f"/topics/{football}/care").text


def test_an_admin_who_edits_may_change_and_free_a_protected_topic(app, cast, sign_in, football):
    with app.app_context():
        topic = db.session.get(Topic, football)
        until = today() + timedelta(days=7)
        dilys = replace(EDITOR, id=cast.dilys)
        actions.protect(topic, cast.dilys, cast.emrys, "A fight.", until, by=dilys)
        db.session.commit()
    answer = sign_in(cast.ada).post(f"/topics/{football}/protection/end", status=409)
    assert "Only the two editors named" in answer.text
    sign_in(cast.hari).post(f"/topics/{football}/protection/end")

    assert "Protected until" not in sign_in(cast.ada).get(PAGE.format(football)).text


def test_months_end_where_the_month_ends():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(datetime(2026, 12, 1, tzinfo=UTC).date(), 12) == date(2027, 12, 1)
