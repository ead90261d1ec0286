"""The mails to watchers: what is new, once, in plain words, and stopped at one press."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event as sql_event

from core import clock
from core.db import db
from core.jobs import Job
from tests.wiki.conftest import EDITOR, chain
from wiki import actions, digest
from wiki.models import Topic, Watcher
from wiki.rules.watching import Rhythm, mail_subject, next_due

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def watched(app, cast):
    """Id of a topic that ada and bola watch with all under it, since Monday at noon."""
    with app.app_context():
        with clock.freeze(MONDAY - timedelta(hours=1)):
            (schools,) = chain("Schools")
        for member in (cast.ada, cast.bola):
            with clock.freeze(MONDAY):
                actions.watch(schools, member, whole_branch=True)
        db.session.commit()
        return schools.id


def add(topic_id, *titles, at):
    with clock.freeze(at):
        for title in titles:
            actions.add_option(db.session.get(Topic, topic_id), title, by=EDITOR)
        db.session.commit()


def send(at):
    with clock.freeze(at):
        return digest.send_due()


def mails():
    jobs = db.session.scalars(sa.select(Job).where(Job.name == "mail.deliver").order_by(Job.id))
    return [job.arguments for job in jobs]


def test_a_weekly_mail_tells_what_is_new_once_and_an_empty_week_none(app, cast, watched):
    with app.app_context():
        add(watched, "A longer break", "A shorter day", at=MONDAY + timedelta(days=1))
        assert send(MONDAY + timedelta(days=2)) == 0
        assert send(MONDAY + WEEK) == 2
        assert send(MONDAY + WEEK) == 0
        assert send(MONDAY + 2 * WEEK) == 2
        first, second = mails()

    assert {first["to"], second["to"]} == {"ada@demo.example", "bola@demo.example"}
    assert first["subject"] == "2 new things in “Schools”"
    assert "- New option: A longer break\n  http://localhost/options/" in first["text"]
    assert first["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_worker_killed_at_any_statement_tells_nothing_twice_and_loses_nothing(app, cast, watched):
    with app.app_context():
        add(watched, "One", at=MONDAY + timedelta(days=1))
        survived = 0
        while not finished_before(survived):
            survived += 1
        to = Counter(mail["to"] for mail in mails())

    assert survived > 5
    assert to == {"ada@demo.example": 1, "bola@demo.example": 1}


def finished_before(most):
    """Whether the mails went out with at most so many statements; else the worker was killed."""
    sent = []

    def kill(*_args):
        sent.append(1)
        if len(sent) > most:
            raise KeyboardInterrupt

    sql_event.listen(db.engine, "before_cursor_execute", kill)
    try:
        send(MONDAY + WEEK)
    except KeyboardInterrupt:
        db.session.rollback()
        return False
    finally:
        sql_event.remove(db.engine, "before_cursor_execute", kill)
        db.session.remove()
    return True


def test_what_was_marked_as_read_is_not_mailed(app, cast, watched):
    with app.app_context():
        add(watched, "Seen already", at=MONDAY + timedelta(days=1))
        with clock.freeze(MONDAY + timedelta(days=2)):
            actions.mark_read(cast.ada, 10**6)
            db.session.commit()
        send(MONDAY + WEEK)

        assert [mail["to"] for mail in mails()] == ["bola@demo.example"]


def test_news_that_were_not_settled_come_with_the_next_mail(app, cast, watched):
    with app.app_context():
        add(watched, "Early", at=MONDAY + timedelta(days=1))
        add(watched, "At the last second", at=MONDAY + WEEK - timedelta(seconds=1))
        send(MONDAY + WEEK)
        send(MONDAY + 2 * WEEK)
        texts = [mail["text"] for mail in mails() if mail["to"].startswith("ada")]

    assert ["Early" in text for text in texts] == [True, False]
    assert ["At the last second" in text for text in texts] == [False, True]


def test_one_press_in_the_mail_program_stops_the_mails_without_signing_in(
    app, cast, browser, watched
):
    with app.app_context():
        add(watched, "One", at=MONDAY + timedelta(days=1))
        send(MONDAY + WEEK)
        header = mails()[0]["headers"]["List-Unsubscribe"]
    path = re.fullmatch(r"<http://localhost(/watching/stop/\S+)>", header).group(1)

    assert "Stop these mails" in browser.get(path).text
    with app.app_context():
        assert db.session.get(Watcher, cast.ada).rhythm == "weekly"
    pressed = browser.client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert pressed.status_code == 200
    with app.app_context():
        assert db.session.get(Watcher, cast.ada).rhythm == "off"
        assert db.session.get(Watcher, cast.bola).rhythm == "weekly"
        add(watched, "Two", at=MONDAY + WEEK)
        assert send(MONDAY + 3 * WEEK) == 1
    assert browser.client.post(path[:-5]).status_code == 400


def test_a_member_chooses_how_often(app, cast, sign_in):
    ada = sign_in(cast.ada)
    ada.post("/watching/mail", {"rhythm": "daily"})
    assert 'value="daily" checked' in ada.get("/watching").text
    ada.post("/watching/mail", {"rhythm": "hourly"}, status=400)


@given(
    st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]),
    st.integers(1, 10**6),
    st.timedeltas(timedelta(0), timedelta(days=5000)).map(MONDAY.__add__),
)
def test_the_next_mail_is_due_within_one_round_in_the_early_morning(rhythm, member_id, after):
    due = next_due(rhythm, member_id, after)
    days = 7 if rhythm is Rhythm.WEEKLY else 1

    assert after < due <= after + timedelta(days=days)
    assert 6 <= due.hour < 8
    assert rhythm is Rhythm.DAILY or due.weekday() == 0


@pytest.mark.parametrize(
    ("topics", "things", "subject"),
    [
        (["Rent"], 1, "1 new thing in “Rent”"),
        (["Rent", "Land"], 3, "3 new things in “Rent” and 1 other topic"),
        (["x" * 70, "a", "b"], 9, f"9 new things in “{'x' * 59}…” and 2 other topics"),
    ],
)
def test_the_subject_says_plainly_what_the_mail_is_about(topics, things, subject):
    assert mail_subject(topics, things) == subject
