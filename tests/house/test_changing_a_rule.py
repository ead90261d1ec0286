"""A change of a rule is announced, dated, signed and kept; it takes nobody by surprise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from core import clock, house_rules, jobs
from core.house_rules import Dated
from tests import make
from tests.browser import Browser

SignIn = Callable[[int], Browser]
KEY = "rules.notice_days"
PAGE = "/how-policy-is-made"
TODAY = datetime(2026, 5, 4, 10, tzinfo=UTC)


@contextmanager
def on(day: int) -> Iterator[None]:
    """Within the block it is that many days later."""
    with clock.freeze(TODAY + timedelta(days=day)):
        yield


def _change(browser: Browser, status: int = 303, **changes: str) -> str:
    fields = {"value": "3", "starts_on": "2026-05-20", "reason": "Seven is slow.", **changes}
    browser.get(f"{PAGE}/{KEY}/change")
    return browser.post(f"{PAGE}/{KEY}/change", fields, status=status).text


def test_a_change_is_announced_then_holds_and_the_old_value_stays_readable(
    app: Flask, sign_in: SignIn, cast: make.Cast, browser: Browser
) -> None:
    with on(0):
        _change(sign_in(cast.hari))
        announced = browser.get(PAGE).text
    with on(15), app.app_context():
        before = house_rules.value(KEY)
    with on(16), app.app_context():
        jobs.work_once()
        after, then = house_rules.value(KEY), house_rules.value(KEY, at=TODAY)
    with on(17):
        page = browser.get(PAGE).text

    assert "announced on this page 7 days" in announced
    assert "From <time" in announced
    assert (before, after, then) == (7, 3, 7)
    assert "<strong>A change of a rule is announced on this page 3 days" in page
    assert "Earlier: 7 days" in page
    for words in ("Hari Patel", "Seven is slow.", "4 May 2026", "20 May 2026"):
        assert words in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": "91"}, "Give a whole number from 0 to 90 days."),
        ({"value": "-1"}, "Give a whole number from 0 to 90 days."),
        ({"value": "٣"}, "Give a whole number from 0 to 90 days."),
        ({"value": "7"}, "That is what the rule says already."),
        ({"starts_on": "2026-05-10"}, "it can from 11 May 2026 on."),
        ({"starts_on": "2031-01-01"}, "within the next two years"),
        ({"reason": " "}, "Say why, for everyone to read."),
    ],
)
def test_a_change_is_refused_with_a_sentence_and_what_was_typed_stays(
    sign_in: SignIn, cast: make.Cast, changes: dict[str, str], sentence: str
) -> None:
    with on(0):
        page = _change(sign_in(cast.hari), status=422, **changes)

    assert sentence in page
    assert changes.get("starts_on", "2026-05-20") in page


def test_only_those_whose_role_allows_it_change_a_rule(sign_in: SignIn, cast: make.Cast) -> None:
    for who in (cast.ada, cast.dilys, cast.chen, cast.farah):
        sign_in(who).get(f"{PAGE}/{KEY}/change", status=403)
    sign_in(cast.hari).get(f"{PAGE}/no.such.rule/change", status=404)


def test_a_later_decision_replaces_a_change_that_has_not_begun() -> None:
    def dated(value: str, made: int, starts: int) -> Dated:
        begins = TODAY + timedelta(days=starts)
        return Dated(value, begins, made, TODAY + timedelta(days=made))

    rows = [dated("3", 0, 16), dated("5", 2, 10), dated("9", 12, 20)]

    standing = house_rules.that_hold("7", rows)

    assert [one.value for one in standing] == ["7", "5", "9"]
    values = [
        house_rules.in_force(standing, TODAY + timedelta(days=day)).value for day in (0, 9, 10, 25)
    ]
    assert values == ["7", "7", "5", "9"]


def test_every_process_sees_a_change(app: Flask, cast: make.Cast) -> None:
    with app.app_context():
        assert house_rules.value(KEY) == 7
    ran = app.test_cli_runner().invoke(args=["set-rule", KEY, "2", "--why", "We begin."])
    with app.app_context():
        seen = house_rules.value(KEY)

    assert ran.exit_code == 0, ran.output
    assert seen == 2


def test_what_was_set_from_the_command_line_is_in_the_log(app: Flask, browser: Browser) -> None:
    run = app.test_cli_runner().invoke
    wrong = run(args=["set-rule", "rules.notice", "2", "--why", "?"])
    run(args=["set-rule", KEY, "2", "--why", "We begin."])

    page = browser.get(PAGE).text
    feed = browser.client.get(f"{PAGE}.atom").text

    assert wrong.exit_code == 1
    assert KEY in wrong.output
    assert "those who run the site" in page
    assert "We begin." in page
    assert "We begin." in feed


@pytest.mark.parametrize(
    ("key", "value", "pair"),
    [
        ("pool.hours", "48", "48 hours is not shorter than 48 hours."),
        ("pool.hours", "50", "50 hours is not shorter than 48 hours."),
        ("case.interim_hours", "24", "24 hours is not shorter than 24 hours."),
    ],
)
def test_a_rule_that_another_depends_on_is_not_changed_past_it(
    sign_in: SignIn, cast: make.Cast, key: str, value: str, pair: str
) -> None:
    hari, page = sign_in(cast.hari), f"{PAGE}/{key}/change"
    fields = {"value": value, "starts_on": "2026-05-20", "reason": "More time."}
    with on(0):
        hari.get(page)
        refused = hari.post(page, fields, status=422).text
        hari.post(page, {**fields, "value": "30"}, status=303)

    assert f"before what one steward hid comes back: {pair}" in refused
    assert f'value="{value}"' in refused


def test_a_change_announced_for_later_is_reckoned_with(
    app: Flask, sign_in: SignIn, cast: make.Cast
) -> None:
    hari = sign_in(cast.hari)

    def change(key: str, value: str, starts_on: str, status: int = 303) -> str:
        hari.get(f"{PAGE}/{key}/change")
        fields = {"value": value, "starts_on": starts_on, "reason": "So it was decided."}
        return hari.post(f"{PAGE}/{key}/change", fields, status=status).text

    with on(0):
        change("pool.hours", "12", "2026-05-20")
        change("case.interim_hours", "20", "2026-05-25")
        later = change("pool.hours", "10", "2026-05-30", 422)  # until then it would be 24 of 20
        change("pool.hours", "10", "2026-05-25")
    with on(0), app.app_context():
        refused = app.test_cli_runner().invoke(args=["set-rule", "pool.hours", "48", "--why", "x"])

    assert "24 hours is not shorter than 20 hours." in later
    assert refused.exit_code == 1
    assert "48 hours is not shorter than 48 hours." in refused.output
