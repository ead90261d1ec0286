"""A poll whose key two officers hold: prepared, opened, closed, counted and published by people."""

from datetime import timedelta

import pytest

from core import clock, jobs
from core.clock import now
from core.db import db
from core.errors import Refused
from tests import files
from tests.voting.hall import editor, person
from voting import halves
from voting.actions import holders, polls
from voting.halves import LockedIn, Place, WrongPassphrase
from voting.models import Poll
from voting.rules import KeyWith, Life, State
from voting.site import booth_of

WORDS = "correct horse battery staple"
OTHER = "four words quite by chance"


@pytest.fixture
def cheap(monkeypatch):
    """Passphrases that are quick to stretch: the tests need many."""
    monkeypatch.setattr(halves, "_COST", 2**4)


@pytest.fixture
def split(hall, app, cheap):
    """A draft of ours with two officers who have set their passphrases; its id."""
    with app.app_context():
        poll = polls.draft_poll(
            editor(hall.cast.dilys),
            question="Should conference meet twice a year?",
            closes_at=now() + timedelta(days=7),
            life=Life(key_with=KeyWith.OFFICERS),
        )
        holders.choose_officers(poll, [hall.cast.dilys, hall.cast.emrys], editor(hall.cast.dilys))
        for member_id, words in ((hall.cast.dilys, WORDS), (hall.cast.emrys, OTHER)):
            holders.lock_in(poll, person(member_id), typed=words, again=words)
        db.session.commit()
        return poll.id


@pytest.fixture
def closed(split, hall, app):
    """The same poll, opened, voted in by twenty and closed; its url."""
    with app.app_context():
        poll = db.session.get_one(Poll, split)
        polls.open_poll(poll, editor(hall.cast.dilys))
        db.session.commit()
    other = type(hall)(app, hall.cast, hall.members, split, hall.topic_id, hall.option_id)
    other.vote_all(hall.members[:20])
    with app.app_context():
        polls.close_poll(other.poll())
        db.session.commit()
        jobs.work_once()
    return other


def everything_in(folder) -> bytes:
    return b"".join(files.contents(folder).values())


def test_either_half_alone_says_nothing_and_both_make_the_key():
    key = bytes(range(32))
    half, other = halves.split(key)

    assert halves.join(half, other) == key
    assert half != key != other
    assert halves.split(key)[0] != half  # chance, every time


def test_a_half_opens_with_its_passphrase_alone_at_its_own_place(cheap):
    place = Place("a" * 32, 1)
    officer = LockedIn.read(halves.lock_in(WORDS, place).stored)
    sealed = halves.seal_half(b"h" * 32, officer.public, place)

    private = halves.open_up(officer, "  correct horse  battery staple ", place)
    assert halves.open_half(sealed, private, place) == b"h" * 32
    with pytest.raises(WrongPassphrase):
        halves.open_up(officer, "correct horse battery", place)
    with pytest.raises(WrongPassphrase):
        halves.open_up(officer, WORDS, Place("a" * 32, 2))
    with pytest.raises(WrongPassphrase):
        halves.open_half(sealed, private, Place("b" * 32, 1))


def test_it_opens_only_when_both_have_set_a_passphrase(hall, app, cheap):
    with app.app_context():
        poll = polls.draft_poll(
            editor(hall.cast.dilys),
            question="Should conference meet twice a year?",
            closes_at=now() + timedelta(days=7),
            life=Life(key_with=KeyWith.OFFICERS),
        )
        with pytest.raises(Refused, match="Choose the two officers"):
            polls.open_poll(poll, editor(hall.cast.dilys))
        for wrong in ([hall.cast.dilys] * 2, [hall.cast.dilys, hall.cast.ada]):
            with pytest.raises(Refused):
                holders.choose_officers(poll, wrong, editor(hall.cast.dilys))
        holders.choose_officers(poll, [hall.cast.dilys, hall.cast.emrys], editor(hall.cast.dilys))
        holders.lock_in(poll, person(hall.cast.dilys), typed=WORDS, again=WORDS)
        with pytest.raises(Refused, match="Both officers must have set"):
            polls.open_poll(poll, editor(hall.cast.dilys))
        with pytest.raises(Refused, match="at least 16"):
            holders.lock_in(poll, person(hall.cast.emrys), typed="short", again="short")
        with pytest.raises(Refused, match="do not agree"):
            holders.lock_in(poll, person(hall.cast.emrys), typed=OTHER, again=WORDS)
        with pytest.raises(Refused, match="Only the officers"):
            holders.lock_in(poll, person(hall.cast.ada), typed=WORDS, again=WORDS)


def test_neither_key_nor_passphrase_is_written_down_anywhere(closed, app):
    with app.app_context():
        keys = booth_of(closed.poll()).keys
        key = holders.joined_key(closed.poll(), [WORDS, OTHER])
        secrets, site = everything_in(keys.folder), keys.folder.parents[1]
        database = b"".join(
            content
            for name, content in files.contents(site).items()
            if keys.folder not in (site / name).parents
        )

    assert not keys.has("seal.key")
    for secret in (key, key.hex().encode(), WORDS.encode(), OTHER.encode()):
        assert secret not in secrets + database


def test_each_officer_gives_a_half_on_their_own_page_and_one_publishes(
    closed, app, sign_in, browser
):
    dilys, emrys = sign_in(closed.cast.dilys), sign_in(closed.cast.emrys)

    wrong = dilys.post(f"{closed.url}/key", {"typed": "not these words at all"}, status=422)
    waits = dilys.follow(dilys.post(f"{closed.url}/key", {"typed": WORDS}))
    assert "That is not the passphrase you set" in wrong.text
    assert "not these words" not in wrong.text
    assert "It waits for the other officer" in waits.text
    counted = emrys.follow(emrys.post(f"{closed.url}/key", {"typed": OTHER}))
    assert "The votes are being counted" in counted.text
    with app.app_context():
        jobs.work_once()
        poll, keys = closed.poll(), booth_of(closed.poll()).keys
        assert poll.state == State.CLOSED
        assert poll.tallied_at
        assert not any(keys.has(name) for name in ("seal.key", "handed-1", "handed-2"))
    assert "wait to be counted and published" in browser.get(closed.url).text
    assert "Publish the result" in emrys.get(f"{closed.url}/officers").text

    emrys.follow(emrys.post(f"{closed.url}/acts", {"how": "alone", "act": "publish"}))

    assert "See the result in full" in browser.get(closed.url).text
    assert "Published, by Emrys Vaughan" in browser.get(closed.url).text


def test_nobody_but_the_two_comes_near_the_key(closed, sign_in, browser):
    assert "/sign-in" in browser.get(f"{closed.url}/key", status=303).headers["Location"]
    sign_in(closed.cast.ada).get(f"{closed.url}/key", status=404)
    sign_in(closed.cast.hari).get(f"{closed.url}/key", status=404)
    sign_in(closed.cast.ada).get(f"{closed.url}/officers", status=403)
    sign_in(closed.cast.ada).post(
        f"{closed.url}/acts", {"how": "alone", "act": "publish"}, status=403
    )


def test_the_command_asks_for_both_and_says_which_is_wrong(closed, app):
    run = app.test_cli_runner().invoke

    wrong = run(args=["poll", "count", str(closed.poll_id)], input=f"{WORDS}\nwrong wrong wrong\n")
    right = run(args=["poll", "count", str(closed.poll_id)], input=f"{WORDS}\n{OTHER}\n")
    published = run(args=["poll", "publish", str(closed.poll_id)])

    assert wrong.exit_code == 1
    assert "That is not the passphrase" in wrong.output
    assert right.exit_code == 0
    assert "waits to be published" in right.output
    assert published.exit_code == 0
    assert "broadly agree" in published.output


def test_what_officers_let_lie_the_site_publishes_or_declares_void(closed, app, browser):
    with app.app_context(), clock.freeze(now() + timedelta(days=29)):
        jobs.work_once()
        assert closed.poll().state == State.VOID
        assert not booth_of(closed.poll()).keys.folder.exists()
    page = browser.get(closed.url).text
    assert "This poll is void" in page
    assert "did not both give their passphrase" in page


def test_a_count_nobody_publishes_is_published_by_the_site(closed, app):
    with app.app_context():
        poll = closed.poll()
        key = holders.joined_key(poll, [WORDS, OTHER])
        polls.finish_count(poll, polls.open_ballots(poll, key=key))
        db.session.commit()
        with clock.freeze(now() + timedelta(days=8)):
            jobs.work_once()
        assert closed.poll().state == State.COUNTED


def test_killed_between_keeping_the_count_and_saying_so_no_passphrase_is_asked_again(closed, app):
    with app.app_context():
        poll = closed.poll()
        key = holders.joined_key(poll, [WORDS, OTHER])
        polls.finish_count(poll, polls.open_ballots(poll, key=key))
        db.session.rollback()  # as a crash would
        poll = closed.poll()
        assert poll.tallied_at is None

        polls.finish_count(poll, polls.open_ballots(poll))
        polls.publish_kept(poll)

        assert poll.state == State.COUNTED


def test_another_officer_is_asked_anew_and_the_old_half_is_destroyed(split, hall, app):
    with app.app_context():
        poll = db.session.get_one(Poll, split)
        keys = booth_of(poll).keys
        assert keys.has("officer-2")

        holders.choose_officers(poll, [hall.cast.dilys, hall.cast.hari], editor(hall.cast.dilys))

        assert keys.has("officer-1")
        assert not keys.has("officer-2")
        with pytest.raises(Refused, match="Both officers"):
            polls.open_poll(poll, editor(hall.cast.dilys))


def test_a_published_result_is_counted_again_with_both_passphrases_only(closed, app):
    with app.app_context():
        key = holders.joined_key(closed.poll(), [WORDS, OTHER])
        polls.finish_count(closed.poll(), polls.open_ballots(closed.poll(), key=key))
        db.session.commit()
        polls.publish_kept(closed.poll())
        db.session.commit()
    command = ["poll", "correct", str(closed.poll_id), "--reason", "To be sure."]

    one_alone = app.test_cli_runner().invoke(args=command, input=f"{WORDS}\n{WORDS}\n")
    both = app.test_cli_runner().invoke(args=command, input=f"{WORDS}\n{OTHER}\n")

    assert "That is not the passphrase" in one_alone.output
    assert "the figures are the same" in both.output
