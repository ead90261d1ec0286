"""The queue, its figures and its reminders: everything about suggestions is public."""

from datetime import timedelta

import pytest

from core import mail
from core.clock import freeze, now
from core.db import db
from core.jobs import work_once
from tests.wiki.conftest import EDITOR
from wiki import actions, queries
from wiki.queries import Asked


@pytest.fixture
def busy(meals):
    """Three suggestions of different age, kind and place; one is taken in, one declined."""
    meals.below = actions.add_topic("Breakfast", "", "", meals.topic.id, by=EDITOR)
    start = now()
    with freeze(start - timedelta(days=9)):
        meals.old = meals.suggest()
        meals.taken = meals.suggest(title="Good food is a lesson")
    with freeze(start - timedelta(days=5)):
        actions.accept(meals.taken, by=meals.dilys)
        meals.no = actions.suggest("option", by=meals.ada, title="Qqq", topic=meals.below)
    with freeze(start - timedelta(days=4)):
        actions.decline(meals.no, "unreadable", "What is Qqq?", by=meals.dilys)
    meals.new = actions.suggest("option", by=meals.ada, title="Porridge", topic=meals.below)
    return meals


def shown(**asked):
    found, count = queries.queue(Asked(**asked))
    assert count == len(found)
    return [one.title for one in found]


def test_the_queue_is_oldest_first_and_filters_by_state_kind_topic_and_branch(busy):
    assert shown() == [busy.old.title, "Porridge"]
    assert shown(show="decided") == ["Qqq", "Good food is a lesson"]
    assert shown(show="declined") == ["Qqq"]
    assert shown(show="accepted") == ["Good food is a lesson"]
    assert shown(kind="option") == ["Porridge"]
    assert shown(topic_id=busy.topic.id) == [busy.old.title]
    assert shown(branch_id=busy.topic.id) == [busy.old.title, "Porridge"]
    assert shown(branch_id=busy.below.id, show="decided") == ["Qqq"]


def test_what_waits_for_more_than_seven_days_is_marked(busy):
    (old, new), _ = queries.queue(Asked())
    assert (old.is_late, old.days, new.is_late) == (True, 9, False)


def test_figures_tell_medians_by_kind_and_declines_by_reason(busy):
    month, quarter = queries.figures()
    everything, argument, option = month.kinds
    assert (month.days, quarter.days) == (30, 90)
    assert (everything.decided, everything.included, everything.declined) == (2, 1, 1)
    assert [argument.kind, option.kind] == ["New argument", "New option"]
    assert [round(one.median_days, 3) for one in (everything, argument, option)] == [2.5, 4, 1]
    assert dict(month.declines)["We could not understand it"] == 1
    with freeze(now() + timedelta(days=40)):
        month, quarter = queries.figures()
        assert (month.kinds[0].decided, quarter.kinds[0].decided) == (0, 2)
        assert month.kinds[0].median_days is None


def test_editors_are_reminded_once_a_day_of_what_waits_too_long(busy):
    db.session.commit()
    title = busy.old.title
    work_once()
    work_once()
    reminders = [letter for letter in mail.letters() if "more than 7 days" in letter.subject]

    assert sorted(letter.to for letter in reminders) == ["dilys@demo.example", "emrys@demo.example"]
    assert all(f"9 days: {title}" in letter.text for letter in reminders)
    assert all("Porridge" not in letter.text for letter in reminders)


def test_nobody_is_reminded_of_what_waits_for_its_author(busy):
    actions.ask(busy.old, "Which children?", by=busy.dilys)
    assert queries.overdue() == []


def test_anyone_reads_the_queue_and_the_figures(app, cast, sign_in, browser, football):
    ada, dilys = sign_in(cast.ada), sign_in(cast.dilys)
    url = ada.post("/suggestions", {"asks_for": "topic", "title": "Roads"}).headers["Location"]
    assert "Roads" in browser.get("/suggestions?kind=topic").text
    assert "Roads" not in browser.get("/suggestions?kind=split").text
    browser.get("/suggestions?show=nonsense&kind=nonsense&topic=x&branch=-1&page=0")
    dilys.post(f"{url}/decline", {"reason": "unreadable", "reply": "Which roads?"})

    assert "We could not understand it: 1" in browser.get("/suggestions/figures").text
    assert "Which roads?" in browser.get("/suggestions?show=declined").text
