"""A decision that breaks off at any of its statements leaves nothing; one that ends leaves all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

import pytest
import sqlalchemy as sa

from core import clock, events
from core.db import Model, db
from deliberation.models import Post
from moderation.actions import judging
from tests.browser import Browser
from tests.moderation.conftest import Office, People
from tests.moderation.doing import act, reported

Rows = Mapping[str, object]
WRITES = ("INSERT", "UPDATE", "DELETE")
# What a request may leave behind that is not what was asked for.
BESIDE = ("sign_in",)


class Crash(Exception):
    """What happens instead of a statement."""


@contextmanager
def crash_at(office: Office, number: int) -> Iterator[None]:
    """Break off before the n-th statement that writes, counted from 1."""
    left = number

    def count_down(*_: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Crash

    def statement(_c: object, _cursor: object, text: str, *_: object) -> None:
        if text.lstrip().upper().startswith(WRITES):
            count_down()

    with office.open():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", statement)
    try:
        yield
    finally:
        sa.event.remove(engine, "before_cursor_execute", statement)


def everything(office: Office) -> Rows:
    with office.open():
        return {
            table.name: sorted(map(repr, db.session.execute(sa.select(table))))
            for table in Model.metadata.sorted_tables
            if table.name not in BESIDE
        }


def crashing_everywhere(office: Office, browser: Browser, url: str, data: Rows) -> int:
    """Send the form, breaking off one statement later each time; how often it broke off."""
    sent = {"csrf_token": browser._secrets()["csrf_token"], **data}
    before = everything(office)
    for number in count(1):
        try:
            with crash_at(office, number):
                status = browser.client.post(url, data=sent).status_code
        except Crash:
            assert everything(office) == before, f"something is left of statement {number}"
        else:
            assert status == 303
            assert everything(office) != before
            return number - 1
    raise AssertionError


Sent = tuple[Browser, str, Rows]


def hide(people: People, talk: dict[str, int], office: Office) -> Sent:
    case = reported(people, office, talk["third"], "spam")
    sent = {"version": case.version, "action": "hide", "reason": "spam", "words": "So it is."}
    return people.chen, f"/cases/{case.id}/decisions", sent


def pause(people: People, talk: dict[str, int], office: Office) -> Sent:
    case = reported(people, office, talk["third"])
    because = {"reason": "personal_abuse", "words": "Rest."}
    return (
        people.chen,
        f"/cases/{case.id}/decisions",
        {"version": case.version, "action": "hide", "author": "posting_pause:24"} | because,
    )


def move(people: People, talk: dict[str, int], office: Office) -> Sent:
    case = reported(people, office, talk["third"], "off_topic")
    because = {"reason": "off_topic", "words": "It belongs there."}
    return (
        people.chen,
        f"/cases/{case.id}/decisions",
        {"version": case.version, "action": "move", "title": "How far is far?"} | because,
    )


def overturn(people: People, talk: dict[str, int], office: Office) -> Sent:
    browser, url, sent = hide(people, talk, office)
    browser.post(url, dict(sent))
    people.bola.post("/decisions/1/appeals", {"words": "Look again."})
    case = office.newest()
    vote = {"version": case.version, "action": "overturn", "words": "It was wrong."}
    return people.stella, f"/cases/{case.id}/judgements", vote


def confirm(people: People, talk: dict[str, int], office: Office) -> Sent:
    case_id = waiting_for_second(people, talk, office)
    sent = {"version": office.case(case_id).version, "agrees": "yes"}
    return people.stella, f"/cases/{case_id}/seconds", sent


def waiting_for_second(people: People, talk: dict[str, int], office: Office) -> int:
    """A post for something, hidden for abuse by one steward."""
    with office.open():
        db.session.get_one(Post, talk["third"]).position = "for"
        db.session.commit()
    case = reported(people, office, talk["third"])
    act(people.chen, case, "hide", reason="personal_abuse")
    assert office.case(case.id).state == "awaiting_second"
    return case.id


def test_what_lapses_is_put_back_and_waits_again_or_neither(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case_id = waiting_for_second(people, talk, office)
    before = everything(office)
    for number in count(1):
        with clock.freeze(clock.now() + timedelta(hours=49)), office.open():
            try:
                with crash_at(office, number):
                    judging.lapse_overdue(clock.now())
                    events.commit()
            except Crash:
                db.session.rollback()
            else:
                break
        assert everything(office) == before, f"something is left of statement {number}"

    assert number > 5  # it has that many places to break
    assert office.case(case_id).state == "open"
    with office.open():
        assert db.session.get_one(Post, talk["third"]).hidden_at is None


@pytest.mark.parametrize("prepare", [hide, pause, move, confirm, overturn])
def test_a_decision_and_its_effect_are_both_there_or_neither(
    prepare: Callable[[People, dict[str, int], Office], Sent],
    people: People,
    talk: dict[str, int],
    office: Office,
) -> None:
    browser, url, sent = prepare(people, talk, office)

    assert crashing_everywhere(office, browser, url, sent) >= 5  # it has that many places to break
