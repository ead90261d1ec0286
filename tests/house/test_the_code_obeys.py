"""A rule is changed, and the code does something else; what had begun keeps what it began with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from accounts.access import Viewer
from accounts.rules import Grant, Role
from core import clock, limits
from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation.actions import edit, reply, start_thread
from deliberation.rules import Where
from moderation.actions.reporting import report
from moderation.facts import time_to_decide
from moderation.rules.cases import CaseKind
from moderation.rules.reasons import Reason
from tests import make
from voting.actions import polls
from wiki import actions
from wiki.actions import removals
from wiki.rules.removals import Act

EDITOR = Grant(Role.EDITOR, None)


@pytest.fixture
def ada(cast: make.Cast) -> Viewer:
    return Viewer(id=cast.ada, clp_id=cast.ashford, on_roll=True)


@pytest.fixture
def dilys(cast: make.Cast) -> Viewer:
    return Viewer(id=cast.dilys, clp_id=cast.brambleton, on_roll=True, grants=(EDITOR,))


@pytest.fixture
def emrys(cast: make.Cast) -> Viewer:
    return Viewer(id=cast.emrys, clp_id=cast.ashford, on_roll=True, grants=(EDITOR,))


@pytest.fixture
def change(app: Flask) -> Callable[..., None]:
    """Set a rule, and be a minute later."""

    def set_to(key: str, value: int | str) -> None:
        make.rule(key, value)
        db.session.commit()

    return set_to


def test_a_post_may_be_edited_as_long_as_when_it_was_written(
    app: Flask, cast: make.Cast, ada: Viewer, change: Callable[..., None]
) -> None:
    with app.app_context():
        start = now()
        with clock.freeze(start):
            thread = start_thread("Buses", "Late again.", by=ada, where=Where(clp_id=cast.ashford))
            before = reply(thread, "And full.", by=ada)
        with clock.freeze(start + timedelta(minutes=1)):
            change("post.edit_hours", 2)
            after = reply(thread, "And dear.", by=ada)
        with clock.freeze(start + timedelta(hours=3)):
            edit(before, "And full, always.", by=ada)
            with pytest.raises(Refused, match="for 2 hours"):
                edit(after, "And cold.", by=ada)


def test_how_many_suggestions_may_wait_is_what_the_rule_says(
    app: Flask, ada: Viewer, dilys: Viewer, change: Callable[..., None]
) -> None:
    with app.app_context():
        topic = actions.add_topic("School meals", "Who should get one?", by=dilys)
        change("suggestion.most_open", 1)
        actions.suggest("option", by=ada, title="Meals for all", topic=topic)

        with pytest.raises(Refused, match="1 suggestions waiting"):
            actions.suggest("option", by=ada, title="Meals for none", topic=topic)


def test_a_removal_waits_as_long_as_when_it_was_proposed(
    app: Flask, cast: make.Cast, dilys: Viewer, emrys: Viewer, change: Callable[..., None]
) -> None:
    with app.app_context():
        topic = actions.add_topic("School meals", "Who should get one?", by=dilys)
        options = [
            actions.add_option(topic, title, by=dilys, author_id=cast.farah)
            for title in ("Meals for all", "Meals for some")
        ]
        waits = []
        for days, option in zip((20, 21), options, strict=True):
            removal = removals.propose_removal(
                option, Act.ARCHIVE, reason="out_of_date", words="The law has changed.", by=dilys
            )
            change("removal.waits_days", days)
            removals.agree(removal, by=emrys)
            waits.append((removal.due_at - now()).days + 1)

    assert waits == [7, 20]


def test_a_poll_is_as_long_and_its_groups_as_large_as_the_rules_say(
    app: Flask, dilys: Viewer, change: Callable[..., None]
) -> None:
    with app.app_context():
        for key, value in (("longest_days", 3), ("shown_from", 15), ("pool_from", 60)):
            change(f"poll.{key}", value)
        poll = polls.draft_poll(dilys, question="Why?", closes_at=now() + timedelta(days=2))
        with pytest.raises(Refused, match="3 days at most"):
            polls.draft_poll(dilys, question="Why?", closes_at=now() + timedelta(days=4))

        assert (poll.k_show, poll.k_pool_eligible) == (15, 60)


def test_reports_and_cases_follow_the_rules(
    app: Flask, ada: Viewer, dilys: Viewer, change: Callable[..., None]
) -> None:
    with app.app_context():
        topic = actions.add_topic("School meals", "Who should get one?", by=dilys)
        options = [actions.add_option(topic, title, by=dilys) for title in ("All", "Some")]
        change("report.most_a_day", 1)
        change("case.hours", 5)
        report(options[0], ada, reason=Reason.SPAM)

        with pytest.raises(Refused, match="1 thing a day"):
            report(options[1], ada, reason=Reason.SPAM)
        assert time_to_decide(CaseKind.REPORT) == timedelta(hours=5)


def test_how_much_may_be_sent_a_day_is_a_rule(app: Flask, change: Callable[..., None]) -> None:
    with app.app_context():
        change("post.most_a_day", 7)

        assert (limits.A_DAY["post"](), limits.A_DAY["suggest"]()) == (7, 50)
