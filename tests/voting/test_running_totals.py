"""T10: somebody subtracts each published total from the next, and from the result at the end."""

import random
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from core import clock, jobs
from core.clock import now
from core.db import db
from core.errors import Refused
from tests.voting.hall import editor
from voting import codes, rules, stepping
from voting.actions import polls
from voting.methods import ON_A_SCALE
from voting.methods.support_scale import Answer
from voting.models import Poll
from voting.queries.steps import newest_step, steps_of
from voting.rules import Electorate, KeyWith, Life, Visibility
from voting.rules.life import FEWEST_IN_STEP

RUNNING = Life(visibility=Visibility.RUNNING)


class Street:
    """People who vote, change and withdraw over some days; what a step counts of them."""

    def __init__(self, poll, seed: int = 10) -> None:
        self.poll, self.chance = poll, random.Random(seed)
        self.codes: dict[int, str] = {}
        self.answers: dict[int, str] = {}
        self.member = 0

    def vote(self, times: int) -> None:
        for _ in range(times):
            self.member += 1
            answer = self.chance.choice(list(Answer)).value
            _, code = self.poll.vote(self.member, answer)
            self.codes[self.member], self.answers[self.member] = code, answer

    def change(self, times: int) -> None:
        for member in self.chance.sample(sorted(self.codes), times):
            answer = self.chance.choice(list(Answer)).value
            assert self.poll.booth.change(self.codes[member], answer, self.poll.public_key)
            self.answers[member] = answer

    def withdraw(self, times: int) -> None:
        for member in self.chance.sample(sorted(self.codes), times):
            assert self.poll.booth.withdraw(member, self.codes[member])
            del self.codes[member], self.answers[member]

    def shown(self, reserve: int) -> dict[int, str]:
        """Whose ballots a step holds now, and what they say: what the attacker is after."""
        self.poll.booth.box.mix()
        kept_back = stepping.reserve_of(self.poll.booth, reserve)
        return {
            member: self.answers[member]
            for member, code in self.codes.items()
            if self.poll.booth.box.find(tracker_of(self.poll, code)) is not None
            and tracker_of(self.poll, code) not in kept_back
        }


def tracker_of(poll, code: str) -> bytes:
    return codes.tracker(poll.booth.poll, code)


def in_the_difference(before: dict[int, str], after: dict[int, str]) -> int:
    """How many ballots are behind the difference of two totals: one alone would be told."""
    return len(set(before.items()) ^ set(after.items()))


def publications(poll, reserve: int) -> list[dict[int, str]]:
    """What was published day by day, and at the end; with changes and withdrawals all along."""
    street = Street(poll)
    shown: list[dict[int, str]] = [{}]
    for votes_today in (60, 1, 3, 30, 0, 26, 14, 12, 40):
        street.vote(votes_today)
        if len(street.codes) > 20:
            street.change(2)
            street.withdraw(2)
        step = street.shown(reserve)
        if len(step) - len(shown[-1]) >= FEWEST_IN_STEP:
            counted = stepping.held(poll.booth, ON_A_SCALE, reserve)
            assert counted.cells == Counter(step.values())
            shown.append(step)
    street.vote(1)  # somebody comes after the last step, and everybody knows it
    return [*shown, street.shown(0)]


def test_no_two_totals_differ_by_the_ballots_of_a_few(poll):
    shown = publications(poll, FEWEST_IN_STEP)

    gaps = [in_the_difference(*pair) for pair in pairwise(shown)]
    assert len(gaps) >= 4
    assert min(gaps) >= FEWEST_IN_STEP


def test_without_a_reserve_the_last_to_vote_would_be_known(sqlite_poll):
    shown = publications(sqlite_poll, reserve=0)

    assert in_the_difference(shown[-2], shown[-1]) == 1


def test_the_reserve_is_drawn_by_chance_and_stays_as_long_as_it_is_small_enough(sqlite_poll):
    Street(sqlite_poll).vote(60)
    sqlite_poll.booth.box.mix()

    first = stepping.reserve_of(sqlite_poll.booth, 25)

    assert first == stepping.reserve_of(sqlite_poll.booth, 25)
    trackers = [tracker for tracker, _ in sqlite_poll.booth.box.sealed()]
    assert first != set(trackers[:25])


def test_a_step_waits_for_enough_ballots_and_a_day_and_for_two_minds():
    a_day = timedelta(hours=24)

    def due(ballots: int, since: timedelta | None) -> bool:
        return rules.is_next_step(
            ballots=ballots, last_ballots=100, since=since, fewest=25, hours=24
        )

    assert due(125, a_day)
    assert due(125, None)
    assert not due(124, a_day)
    assert not due(90, a_day)  # more withdrew than came
    assert not due(200, a_day - timedelta(minutes=1))
    assert rules.says_of_all({"for": 10}, {"for": 35, "against": 4}, 25)
    assert rules.says_of_all({"against": 3}, {"for": 28}, 25)  # three went, and all new are for
    assert not rules.says_of_all({"for": 10}, {"for": 34, "against": 5}, 25)


def test_running_totals_are_for_polls_of_everyone_with_the_key_at_hand():
    def refused(life: Life, electorate: Electorate = Electorate.EVERYONE) -> str | None:
        return rules.why_not_life(life, electorate, now().date())

    assert refused(RUNNING) is None
    assert "smaller group" in (refused(RUNNING, Electorate.CLP) or "")
    split = Life(visibility=Visibility.RUNNING, key_with=KeyWith.OFFICERS)
    assert "two officers cannot hold it" in (refused(split) or "")


@pytest.fixture
def running(hall, app):
    """A running poll in which sixty have voted, whose steps are as far apart as anywhere."""
    with app.app_context():
        poll = polls.draft_poll(
            editor(hall.cast.dilys),
            question="Should trains be free on Sundays?",
            closes_at=now() + timedelta(days=7),
            life=RUNNING,
        )
        polls.open_poll(poll, editor(hall.cast.dilys))
        db.session.commit()
        poll_id = poll.id
    found = type(hall)(app, hall.cast, hall.members, poll_id, hall.topic_id, hall.option_id)
    found.vote_all(hall.members[:20])
    found.vote_all(hall.members[20:40], Answer.AGAINST)
    return found


def test_the_worker_shows_a_step_and_no_more_than_that(running, app, browser):
    poll_id = running.poll_id
    with app.app_context():
        jobs.work_once()  # forty ballots: twenty-five are kept back
        assert newest_step(poll_id) is None
    running.vote_all(running.members[40:])
    with app.app_context(), clock.freeze(now() + timedelta(minutes=2)):
        jobs.work_once()
        first = newest_step(poll_id)
        assert first
        assert first.ballots == 35
        assert sum(first.people.values()) == 35
        assert polls.take_step(db.session.get_one(Poll, poll_id)) is False
    page = browser.get(running.url).text
    assert "Totals so far" in page
    assert "35 votes, as of" in page
    browser.get(f"{running.url}/results.json", status=404)
    running.finish()
    with app.app_context():
        assert len(steps_of(poll_id)) == 1
    assert "Totals while it ran" in browser.get(running.url).text


def test_a_poll_that_does_not_run_shows_nothing_before_its_end(hall, app):
    hall.vote_all(hall.members)
    with app.app_context():
        booth_mixed(hall)
        assert not polls.take_step(hall.poll())
        assert steps_of(hall.poll_id) == []


def booth_mixed(hall) -> None:
    polls.mix_poll(hall.poll())
    db.session.commit()


def test_a_running_poll_of_a_clp_is_refused_in_words(hall, app):
    with app.app_context(), pytest.raises(Refused, match="smaller group"):
        polls.draft_poll(
            editor(hall.cast.dilys),
            question="Should our hall open on Sundays?",
            closes_at=now() + timedelta(days=7),
            electorate=Electorate.CLP,
            place_id=hall.cast.ashford,
            life=RUNNING,
        )


def test_a_vote_that_was_changed_enters_with_the_next_step(sqlite_poll):
    street = Street(sqlite_poll)
    street.vote(80)
    before = street.shown(FEWEST_IN_STEP)
    street.change(5)

    after = street.shown(FEWEST_IN_STEP)

    assert set(before) == set(after)
    held = stepping.held(sqlite_poll.booth, ON_A_SCALE, FEWEST_IN_STEP)
    assert held.cells == Counter(after.values())
