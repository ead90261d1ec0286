"""Who writes much is asked once and privately to wait; who has not spoken, to have their turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.db import db
from deliberation import actions
from deliberation.models import Nudge, Thread
from deliberation.rules import Where
from deliberation.rules.nudges import nudge, why_wait, your_turn
from deliberation.rules.turns import Said
from tests import make

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def said(authors, *, answers=None):
    """A thread with these authors, an hour apart."""
    return [
        Said(n, (answers or {}).get(n), author, NOON + timedelta(hours=n))
        for n, author in enumerate(authors, 1)
    ]


def asked(posts, *, answers=None, hours=30):
    return why_wait(posts, 1, answers=answers, percent=30, at=NOON + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("posts", "words"),
    [
        (said([1, 2] * 7), None),
        (said([1, 2] * 7 + [3]), "7 of 15 posts here (47%)"),
        (said([1, 2, 3, 4, 5] * 3), None),
        (said([2, 1, 1]), "third post within a day"),
        (said([2, 1, 1, 3]), None),
        (said([1]), None),
    ],
)
def test_it_asks_who_writes_most_or_on_and_on(posts, words):
    hours = len(posts) + 1
    found = asked(posts, hours=hours)
    assert found is None if words is None else words in found


def test_a_day_later_it_is_no_longer_in_a_row():
    assert asked(said([2, 1, 1]), hours=28) is None


def test_the_third_reply_to_one_person_where_five_take_part():
    posts = said([2, 1, 3, 1, 4, 5], answers={2: 1, 4: 1})
    assert "reply number 3 to the same person" in asked(posts, answers=1)
    assert asked(posts, answers=3) is None
    assert asked(said([2, 1, 3, 1, 4], answers={2: 1, 4: 1}), answers=1) is None


def test_of_who_follows_only_a_number_that_names_nobody_is_said():
    assert "follow" not in nudge("So.", followers=9)
    assert "10 members follow it" in nudge("So.", followers=10)


def test_it_is_shown_once_and_never_stored_with_the_post(app, town, cast, sign_in):
    ada, dilys = sign_in(cast.ada), sign_in(cast.dilys)
    url = f"/threads/{town.thread}"
    for number in (1, 2):
        ada.get(url)
        ada.post(f"{url}/posts", {"text": f"Number {number}."})
    ada.get(url)
    page = ada.post(f"{url}/posts", {"text": "Number 3."}, status=200).text
    assert "third post within a day" in page
    assert "Post anyway" in page
    assert "Number 3." in page
    assert "Number 3." not in dilys.get(url).text
    ada.post(f"{url}/posts", {"text": "Number 3."})
    ada.post(f"{url}/posts", {"text": "Number 4."})
    assert "within a day" not in dilys.get(url).text
    with app.app_context():
        assert db.session.query(Nudge).count() == 1


def test_an_invited_speaker_is_never_asked(app, town, cast, sign_in):
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        actions.invite_speaker(thread, cast.ada, "She answers for us.", town.chen)
        db.session.commit()
    ada = sign_in(cast.ada)
    for number in range(4):
        ada.post(f"/threads/{town.thread}/posts", {"text": f"Number {number}."})


def test_it_is_your_turn_only_where_most_who_write_have_spoken():
    assert your_turn(spoken=4, active=4) is None
    assert your_turn(spoken=6, active=10) is None
    assert your_turn(spoken=8, active=10).startswith("Most others have had their say here: 8 of")


def test_a_member_of_the_clp_who_has_not_spoken_reads_that_it_is_their_turn(
    app, town, cast, sign_in
):
    with app.app_context():
        where = Where(clp_id=cast.ashford)
        thread = actions.start_thread("Our hall", "The roof.", by=town.bola, where=where)
        for _ in range(5):
            other = make.member(clp_id=cast.ashford)
            viewer = type(town.bola)(id=other.id, clp_id=cast.ashford, on_roll=True)
            actions.reply(thread, "Mend it.", by=viewer)
        db.session.commit()
        url = thread.url
    ada = sign_in(cast.ada)
    line = "Everybody else has had their say here: 6 of the 6 members of our CLP"
    assert line in ada.get(url).text
    assert line in ada.get(f"{url}/write").text
    assert line not in sign_in(cast.bola).get(url).text
    assert line not in sign_in(cast.dilys).get(url).text
    ada.post(f"{url}/posts", {"text": "Mend it well."})
    assert line not in ada.get(url).text
