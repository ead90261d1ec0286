"""Closing early, destroying votes and giving up: two people, by name; and counts that stop."""

import sqlite3
from datetime import timedelta

import pytest

from core import clock, jobs
from core.clock import now
from core.db import db
from notices.models import Notice
from notices.rules import Why
from tests.voting.hall import editor
from voting import counting
from voting.actions import polls
from voting.box.sqlite import SqliteBox
from voting.rules import State
from voting.site import booth_of, places


@pytest.fixture
def counted(hall, app):
    hall.vote_all(hall.members[:20])
    hall.finish()
    return hall


def acts(page, url: str, how: str, act: str, status: int = 303, **more: str):
    return page.post(f"{url}/acts", {"how": how, "act": act, **more}, status=status)


def test_nobody_does_alone_what_takes_two(hall, app, sign_in, browser):
    dilys, emrys = sign_in(hall.cast.dilys), sign_in(hall.cast.emrys)

    no_reason = acts(dilys, hall.url, "ask", "close", 422)
    acts(dilys, hall.url, "ask", "close", reason="The question has a fault.")
    alone = acts(dilys, hall.url, "confirm", "close", 422)
    twice = acts(emrys, hall.url, "ask", "close", 422, reason="Me too.")
    by_one = acts(emrys, hall.url, "alone", "close", 422)
    with app.app_context():
        assert hall.poll().state == State.OPEN
    acts(emrys, hall.url, "confirm", "close")

    assert "Give the reason." in no_reason.text
    assert "This takes two people." in alone.text
    assert "has asked for this already" in twice.text
    assert "This takes two people." in by_one.text
    page = browser.get(hall.url).text
    assert "Closed before its time, by Dilys Morgan and Emrys Vaughan" in page
    assert "The question has a fault." in page


def test_by_command_nobody_signs_for_two_not_even_late(counted, app):
    names = ["--by", "dilys@demo.example", "--with", "dilys@demo.example"]
    with clock.freeze(now() + timedelta(days=60)):
        run = app.test_cli_runner().invoke(args=["poll", "purge", str(counted.poll_id), *names])

    assert run.exit_code == 1
    assert "Two officers do this together" in run.output


def test_what_was_asked_can_be_refused_and_nonsense_changes_nothing(hall, app, sign_in):
    dilys, emrys = sign_in(hall.cast.dilys), sign_in(hall.cast.emrys)
    acts(dilys, hall.url, "ask", "close", reason="Wrong day.")

    acts(emrys, hall.url, "take back", "close")

    assert "Nobody has asked for this" in acts(emrys, hall.url, "confirm", "close", 422).text
    for how, act in (("", ""), ("alone", "burn"), ("ask", "count"), ("ask", "purge")):
        acts(emrys, hall.url, how, act, 422, reason="x\0y")
    acts(sign_in(hall.cast.ada), hall.url, "ask", "close", 403, reason="I want to.")
    with app.app_context():
        assert hall.poll().state == State.OPEN


def test_two_names_destroy_the_votes_or_the_site_on_the_last_day(counted, app, sign_in, browser):
    too_soon = acts(sign_in(counted.cast.dilys), counted.url, "ask", "purge", 422)
    assert "Objections to the count may come in until" in too_soon.text
    with clock.freeze(now() + timedelta(days=15)):
        with app.app_context():
            jobs.work_once()
            told = db.session.query(Notice).filter_by(why=Why.POLL_WAITS).count()
            assert told >= 3  # the editors and the admin
        dilys, emrys = sign_in(counted.cast.dilys), sign_in(counted.cast.emrys)  # weeks later
        assert "has asked" not in emrys.get("/polls/waiting").text
        acts(dilys, counted.url, "ask", "purge")
        assert "Dilys Morgan has asked" in emrys.get("/polls/waiting").text
        acts(emrys, counted.url, "confirm", "purge")
    with app.app_context():
        assert counted.poll().state == State.PURGED
        assert not booth_of(counted.poll()).keys.folder.exists()
    assert "destroyed, by Dilys Morgan and Emrys Vaughan" in browser.get(counted.url).text


def test_a_count_that_does_not_balance_stops_and_says_so(hall, app, sign_in):
    hall.vote_all(hall.members[:20])
    with app.app_context():
        kept = booth_of(hall.poll()).box
    if not isinstance(kept, SqliteBox):
        pytest.skip("on PostgreSQL nobody but the keeper can take a ballot out")
    box = sqlite3.connect(kept.path)
    box.execute("DELETE FROM pending WHERE t = (SELECT min(t) FROM pending)")
    box.commit()
    box.close()

    hall.finish()

    run = app.test_cli_runner().invoke(args=["poll", "count", str(hall.poll_id)])
    assert run.exit_code == 1
    assert "The count does not balance: 20 members took part" in run.output
    page = sign_in(hall.cast.dilys).get(f"{hall.url}/officers").text
    assert "The count does not balance" in page
    assert "Count again" in page
    with app.app_context():
        assert hall.poll().state == State.CLOSED
        assert booth_of(hall.poll()).keys.has("seal.key")


def test_a_lost_key_is_a_sentence_and_two_people_give_up_the_poll(hall, app, browser):
    hall.vote_all(hall.members[:20])
    with app.app_context():
        (booth_of(hall.poll()).keys.folder / "seal.key").unlink()
    hall.finish()
    run, poll_id = app.test_cli_runner().invoke, str(hall.poll_id)
    names = ["--by", "dilys@demo.example", "--with"]
    why = ["--reason", "The key was lost in a fire."]

    lost = run(args=["poll", "count", poll_id])
    by_one = run(args=["poll", "void", poll_id, *names, "dilys@demo.example", *why])
    member = run(args=["poll", "void", poll_id, *names, "ada@demo.example", *why])
    void = run(args=["poll", "void", poll_id, *names, "emrys@demo.example", *why])

    assert "The key is lost" in lost.output
    assert (by_one.exit_code, member.exit_code, void.exit_code) == (1, 1, 0)
    assert "is not an officer of this poll" in member.output
    assert "The key was lost in a fire." in browser.get(hall.url).text
    browser.get(f"{hall.url}/results")
    browser.get("/polls")


def test_an_opening_that_was_killed_half_way_is_done_again(hall, app, sign_in):

    with app.app_context():
        poll = polls.draft_poll(
            editor(hall.cast.dilys),
            question="Should libraries open on Sundays?",
            closes_at=now() + timedelta(days=7),
        )
        db.session.commit()
        places().new_booth(poll.public_id)  # and then the power failed

        polls.open_poll(poll, editor(hall.cast.dilys))

        assert poll.state == State.OPEN
        assert booth_of(poll).keys.public_key == poll.public_key


def test_a_count_that_was_killed_goes_on_where_it_was(hall, app, monkeypatch):

    monkeypatch.setattr(counting, "EVERY", 5)
    hall.vote_all(hall.members[:23])
    with app.app_context():
        polls.close_poll(hall.poll())
        db.session.commit()
        whole = []

        def killed(counted: int, of: int) -> None:
            whole.append((counted, of))
            if counted == 15:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            polls.open_ballots(hall.poll(), told=killed)
        keys = booth_of(hall.poll()).keys
        assert keys.has("tally.part")

        again = polls.open_ballots(hall.poll(), told=lambda *said: whole.append(said))

        assert again.ballots == 23
        assert whole == [(5, 23), (10, 23), (15, 23), (20, 23)]
        assert not keys.has("tally.part")
