"""From ballots in the box to the one table that everybody sees, over HTTP and by hand."""

import csv
import io
from datetime import timedelta

import pytest
import sqlalchemy as sa

from core import clock, events, jobs
from core.db import db
from core.errors import Refused
from core.events import Event
from tests.voting.hall import Hall, editor, person
from voting import codes, exports, queries
from voting.actions import polls, votes
from voting.booth import CountStopped
from voting.box.sqlite import SqliteBox
from voting.keys import KeysMissing
from voting.methods.support_scale import Answer
from voting.models import Poll
from voting.pooling import shown_people
from voting.rules import State
from voting.seal import Content
from voting.site import booth_of


@pytest.fixture
def counted(hall: Hall) -> Hall:
    hall.vote_all(hall.members[:12], Answer.STRONGLY_FOR)
    hall.vote_all(hall.members[30:38], Answer.AGAINST)
    hall.vote_all(hall.members[40:44], Answer.MORE_INFORMATION)
    hall.finish()
    return hall


def test_page_json_and_csv_hold_the_same_figures(counted, browser):
    page = browser.get(f"{counted.url}/results").text
    found = browser.get(f"{counted.url}/results.json").json
    table = list(csv.DictReader(io.StringIO(browser.get(f"{counted.url}/results.csv").text)))

    assert found["headline"] in page
    assert found["total"]["took_part"] == 25
    assert [
        line["value"] for line in table if line["part"] == "answers" and line["level"] == "total"
    ] == [answer["share"] for answer in found["total"]["answers"]]
    for group in exports.tables(found):
        for answer in group["answers"]:
            assert answer["share"] in page
    for sentence in ("turnout", "chance", "flip", "thresholds"):
        assert found[sentence] in page
    for indicator in found["indicators"]:
        assert indicator["value"] in page


def test_a_result_is_the_same_for_staff_and_visitors(counted, browser, sign_in):
    public = browser.get(f"{counted.url}/results.json").json
    for member_id in (counted.cast.gwen, counted.cast.hari, counted.cast.dilys):
        assert sign_in(member_id).get(f"{counted.url}/results.json").json == public


def test_detectors_read_what_was_published(counted, app):
    with app.app_context():
        by_poll = queries.published_shares(poll_id=counted.poll_id)
        by_option = queries.published_shares(option_id=counted.option_id)

    assert by_poll == by_option
    assert by_poll is not None
    assert (by_poll.in_favour, by_poll.against, by_poll.unsure) == (0.5, 0.3, 0.2)
    assert by_poll.by_position() == {"for": 12, "against": 8, "unsure": 5}


def test_nothing_is_published_before_the_count(hall, app):
    hall.vote_all(hall.members[:20])
    with app.app_context():
        assert queries.published_shares(poll_id=hall.poll_id) is None
        assert queries.published_shares(option_id=hall.option_id) is None
        assert queries.rows(hall.poll_id) == []
        with pytest.raises(Refused, match="Close the poll first"):
            polls.count_poll(hall.poll())


def test_a_poll_in_which_nobody_voted_has_a_page_that_says_so(hall, app, browser):
    with app.app_context():
        polls.close_poll(hall.poll())
        polls.count_poll(hall.poll())
        db.session.commit()
        headline = hall.poll().headline

    assert headline
    assert headline in browser.get(f"{hall.url}/results").text
    assert browser.get(f"{hall.url}/results.json").json["total"] is None
    browser.get(f"{hall.url}/results.csv")


def test_a_poll_is_closed_and_counted_once(counted, app):
    with app.app_context():
        with pytest.raises(Refused):
            polls.close_poll(counted.poll())
        with pytest.raises(Refused):
            polls.count_poll(counted.poll())


def test_the_worker_closes_counts_and_at_last_purges_by_itself(hall, app, browser):
    hall.vote_all(hall.members[:30])
    with app.app_context():
        closes_at = hall.poll().closes_at
        folder = booth_of(hall.poll()).keys.folder
        with clock.freeze(closes_at):
            jobs.work_once()
        assert hall.poll().state == State.COUNTED
        assert folder.exists()
        with clock.freeze(closes_at + timedelta(days=14)):
            jobs.work_once()  # objections are over: its officers may
        db.session.expire_all()
        assert hall.poll().state == State.COUNTED
        with clock.freeze(closes_at + timedelta(days=28)):
            jobs.work_once()
        db.session.expire_all()
        assert hall.poll().state == State.PURGED
        assert not folder.exists()
    assert "How strong opinion is" in browser.get(f"{hall.url}/results").text


def test_closing_early_by_command_leaves_nothing_for_the_hour(hall, app):
    run = app.test_cli_runner().invoke
    hall.vote_all(hall.members[:12])

    too_early = run(args=["poll", "count", str(hall.poll_id)])
    closed = run(args=["poll", "close", str(hall.poll_id)])
    counted = run(args=["poll", "count", str(hall.poll_id)])
    again = run(args=["poll", "close", str(hall.poll_id)])
    unknown = run(args=["poll", "close", "999"])

    assert "Close the poll first" in too_early.output
    assert closed.exit_code == 0
    assert "Members broadly agree" in counted.output
    assert "Only an open poll" in again.output
    assert "There is no poll 999" in unknown.output
    with app.app_context(), clock.freeze(clock.now() + timedelta(days=28)):
        jobs.work_once()
        assert hall.poll().state == State.PURGED


def test_a_box_that_does_not_add_up_is_not_counted(hall, app):
    hall.vote(hall.cast.ada)
    with app.app_context():
        polls.close_poll(hall.poll())
        booth = booth_of(hall.poll())
        take_out_one_ballot(booth)
        with pytest.raises(CountStopped):
            polls.count_poll(hall.poll())
        db.session.rollback()
        assert queries.rows(hall.poll_id) == []


def take_out_one_ballot(booth, table="box"):
    if not isinstance(booth.box, SqliteBox):
        pytest.skip("reaches into the file")
    with booth.box._connection() as box:
        box.execute(f"DELETE FROM {table}")


def test_ballots_that_say_nothing_readable_are_spoiled_and_in_no_figure(hall, app):
    hall.vote_all(hall.members[:12])
    with app.app_context():
        booth = booth_of(hall.poll())
        booth.cast(
            999_999, codes.new_code(), Content(1, "neither fish nor fowl"), hall.poll().public_key
        )
        booth.cast(999_998, codes.new_code(), Content(77, "for"), hall.poll().public_key)
    hall.finish()
    with app.app_context():
        assert hall.poll().spoiled == 2
        assert queries.rows(hall.poll_id)[0].took_part == shown_people(12)


def test_without_its_key_a_poll_cannot_be_counted(hall, app):
    with app.app_context():
        polls.close_poll(hall.poll())
        (booth_of(hall.poll()).keys.folder / "seal.key").unlink()
        with pytest.raises(KeysMissing):
            polls.count_poll(hall.poll())


def test_events_tell_the_life_of_the_poll_and_of_nobody_in_it(counted, app):
    with app.app_context():
        found = db.session.execute(
            sa.select(Event.name, Event.actor_id, Event.detail)
            .where(Event.subject_kind == "poll")
            .order_by(Event.id)
        ).all()

    assert [event.name for event in found if event.name != "poll.mixed"] == [
        "poll.opened",
        "poll.closed",
        "poll.counted",
    ]
    assert {event.actor_id for event in found} <= {None, counted.cast.dilys}


def test_turnout_is_shown_rounded_and_changes_once_a_day(hall, app, browser):
    with app.app_context():
        hall.vote_all(hall.members[:30])
        jobs.work_once()
    assert "At least 25 of" in browser.get(hall.url).text
    with app.app_context():
        hall.vote_all(hall.members[30:55])
        polls.mix_poll(hall.poll())
        events.commit()
        assert hall.poll().turnout_shown == 25
        with clock.freeze(clock.now() + timedelta(days=1)):
            polls.mix_poll(hall.poll())
        assert hall.poll().turnout_shown == 50


def test_topic_page_and_front_page_are_offered_the_poll(counted, app):
    with app.app_context():
        on_topic = queries.polls_on(counted.topic_id)
        still_open = queries.open_polls()

    assert [poll["results_url"] for poll in on_topic] == [f"{counted.url}/results"]
    assert on_topic[0]["option_id"] == counted.option_id
    assert "divided" in on_topic[0]["headline"] or "lean" in on_topic[0]["headline"]
    assert still_open == []
    with app.app_context():
        poll = db.session.get_one(Poll, counted.poll_id)
        assert set(poll.pages()) == {
            f"poll:{poll.id}",
            "polls",
            "home",
            "changes",
            f"topic:{counted.topic_id}",
        }
        assert poll.audience == "public"
        assert poll.heading
        assert Poll.wheres([poll]) == {poll.id: "Not yet filed"}


def test_the_worker_mixes_as_soon_as_enough_ballots_wait_and_not_before(hall, app):
    hall.vote_all(hall.members[:19])
    with app.app_context():
        jobs.work_once()
    assert hall.sizes().pending == 19

    hall.vote(hall.members[19])
    with app.app_context(), clock.freeze(clock.now() + timedelta(minutes=2)):
        jobs.work_once()

    assert (hall.sizes().pending, hall.sizes().mixed) == (0, 20)


def test_one_box_in_trouble_does_not_hold_up_the_others(hall, app):
    with app.app_context():
        second = polls.draft_poll(
            editor(hall.cast.dilys), question="And this?", closes_at=clock.now() + timedelta(days=1)
        )
        polls.open_poll(second, editor(hall.cast.dilys))
        events.commit()
        booth_of(hall.poll()).box.destroy()
        second_id = second.id
        voter = person(hall.cast.ada)
        votes.cast(second, voter, typed_code=codes.new_code(), answer=Answer.FOR, at=clock.now())
        with clock.freeze(clock.now() + timedelta(hours=1)):
            jobs.work_once()
            assert db.session.get_one(Poll, second_id).turnout_on == clock.today()


def test_a_hidden_poll_shows_why_and_takes_no_votes_but_gives_them_back(hall, app, sign_in):
    code = hall.vote(hall.cast.ada)
    ada = sign_in(hall.cast.ada)
    with app.app_context():
        poll = hall.poll()
        poll.hidden_at, poll.hidden_because = clock.now(), "Hidden: the question names a person."
        events.record("poll.hidden", poll, actor_id=hall.cast.chen)
        events.commit()

    assert "names a person" in ada.get(hall.url).text
    assert "names a person" in ada.get(f"{hall.url}/results").text
    ada.get(f"{hall.url}/vote", status=303)
    ada.post(f"{hall.url}/vote", {"answer": "for", "code": codes.new_code()}, status=303)
    assert hall.url not in ada.get("/polls").text
    ada.post("/box/withdraw", {"code": code}, status=200)
    assert hall.sizes().ballots == 0


def test_boxes_can_be_examined(hall, app):
    run = app.test_cli_runner().invoke
    hall.vote(hall.cast.ada)
    assert "Every box is there and adds up." in run(args=["poll", "check"]).output

    with app.app_context():
        booth = booth_of(hall.poll())
        take_out_one_ballot(booth, "pending")
    assert "took part: 1, ballots: 0" in run(args=["poll", "check"]).output
    booth.box.destroy()
    assert "the box is missing" in run(args=["poll", "check"]).output
    booth.destroy()
    assert "a secret is missing" in run(args=["poll", "check"]).output
