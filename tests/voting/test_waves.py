"""Polls that are run again, that are about a thread, and whose cut-off date was chosen."""

from datetime import timedelta

import pytest

from accounts.models import Member
from core.clock import now, today
from core.db import db
from core.errors import Refused
from deliberation.models import Thread
from tests.voting.hall import editor
from voting.actions import polls, waves
from voting.models import Poll
from voting.rules import Life, State

IN_A_WEEK = timedelta(days=7)


def again(hall, **more):
    return waves.run_again(
        hall.poll(), editor(hall.cast.dilys), closes_at=now() + IN_A_WEEK, **more
    )


def test_the_next_wave_asks_the_same_of_the_same_when_the_last_has_closed(hall, app):
    with app.app_context(), pytest.raises(Refused, match="when the last one has closed"):
        again(hall)
    hall.finish()
    with app.app_context():
        with pytest.raises(Refused, match="word for word"):
            again(hall, question="Something else?")
        second = again(hall, question=hall.poll().question)
        first = hall.poll()

        assert (second.wave_of_id, second.wave, second.state) == (first.id, 2, State.DRAFT)
        for column in ("question", "method", "option_id", "topic_id", "electorate", "down_to"):
            assert getattr(second, column) == getattr(first, column)
        with pytest.raises(Refused, match="being prepared already"):
            again(hall)
        polls.open_poll(second, editor(hall.cast.dilys))
        polls.close_poll(second)
        third = waves.run_again(second, editor(hall.cast.dilys), closes_at=now() + IN_A_WEEK)
        assert (third.wave_of_id, third.wave) == (first.id, 3)


def test_a_wave_is_prepared_on_a_page_and_its_question_cannot_be_sent_along(hall, app, sign_in):
    hall.finish()
    dilys = sign_in(hall.cast.dilys)
    day = (today() + timedelta(days=9)).isoformat()
    page = dilys.get(f"{hall.url}/again").text
    assert "word for word" in page

    other = dilys.post(f"{hall.url}/again", {"closes_on": day, "question": "Another?"}, status=422)
    dilys.post(f"{hall.url}/again", {"closes_on": "never"}, status=422)
    done = dilys.follow(dilys.post(f"{hall.url}/again", {"closes_on": day}))

    assert "To ask something else" in other.text
    assert "Prepared." in done.text
    assert "asked before" in done.text
    sign_in(hall.cast.ada).get(f"{hall.url}/again", status=403)


@pytest.fixture
def thread(hall, app):
    with app.app_context():
        made = Thread(
            title="Meals in the holidays",
            asks="discussion",
            topic_id=hall.topic_id,
            author_id=hall.cast.ada,
            started_at=now(),
            active_at=now(),
        )
        kept = Thread(
            title="Only ours",
            asks="discussion",
            clp_id=hall.cast.ashford,
            only_clp=True,
            author_id=hall.cast.ada,
            started_at=now(),
            active_at=now(),
        )
        db.session.add_all([made, kept])
        db.session.commit()
        return made.id, kept.id


def test_a_poll_about_a_thread_is_linked_both_ways(hall, app, thread, sign_in, browser):
    dilys = sign_in(hall.cast.dilys)
    sent = {
        "question": "Should meals be free in the holidays?",
        "asked": "everyone",
        "closes_on": (today() + timedelta(days=9)).isoformat(),
        "cutoff_on": (today() - timedelta(days=30)).isoformat(),
    }
    assert "Meals in the holidays" in dilys.get(f"/polls/new?thread={thread[0]}").text

    kept = dilys.post("/polls", {**sent, "thread_id": str(thread[1])}, status=422)
    gone = dilys.post("/polls", {**sent, "thread_id": "9" * 30}, status=422)
    made = dilys.post("/polls", {**sent, "thread_id": str(thread[0])})
    url = made.headers["Location"]
    assert "Straw poll: <a" not in browser.get(f"/threads/{thread[0]}").text  # a draft
    dilys.post(f"{url}/open")

    assert "kept to one CLP" in kept.text
    assert "not there any more" in gone.text
    assert f'href="{url}"' in browser.get(f"/threads/{thread[0]}").text
    assert f'href="/threads/{thread[0]}"' in browser.get(url).text


def test_who_joined_after_the_cut_off_date_is_not_asked(hall, app, sign_in):
    with app.app_context():
        ada = db.session.get_one(Member, hall.cast.ada)
        ada.joined_on = today() - timedelta(days=3)
        poll = polls.draft_poll(
            editor(hall.cast.dilys),
            question="Should trains be free?",
            closes_at=now() + IN_A_WEEK,
            life=Life(cutoff_on=today() - timedelta(days=10)),
        )
        everyone = db.session.query(Member).filter(Member.membership_number.is_not(None)).count()
        polls.open_poll(poll, editor(hall.cast.dilys))
        db.session.commit()
        assert poll.eligible == everyone - 1
        url = poll.url
        with pytest.raises(Refused, match="cannot be later than the opening"):
            polls.draft_poll(
                editor(hall.cast.dilys),
                question="Should trains be free?",
                closes_at=now() + IN_A_WEEK,
                life=Life(cutoff_on=today() + timedelta(days=1)),
            )
        assert db.session.get(Poll, poll.id)
    assert "members when it was opened" in sign_in(hall.cast.ada).get(f"{url}/vote").text
