"""Where members take turns, nobody posts again until others have, or half a day is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.db import db
from core.errors import Refused
from deliberation import actions
from deliberation.actions import turns
from deliberation.models import Thread
from deliberation.rules.turns import Said, Standing, Turns, part_under, standing, why_not_turn
from tests.moderation.test_two_at_once import at_once, posting

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
TURNS = Turns(NOON, NOON + timedelta(hours=72), people=3, wait=timedelta(hours=12))


@pytest.fixture
def thread(inside, town):
    """Bola's thread, in which members take turns."""
    found = db.session.get_one(Thread, town.thread)
    actions.take_turns(found)
    db.session.commit()
    return found


def test_after_three_others_it_is_ones_turn_again(thread, town, hari):
    actions.reply(thread, "First.", by=town.ada)
    for person in (town.chen, town.dilys):
        with pytest.raises(Refused, match="not yet yours"):
            actions.reply(thread, "Again.", by=town.ada)
        actions.reply(thread, "Me too.", by=person)
    actions.reply(thread, "I am the third.", by=hari)

    assert actions.reply(thread, "Again.", by=town.ada).number == 6


def test_the_same_two_people_make_nobodys_turn_come(thread, town):
    actions.reply(thread, "First.", by=town.ada)
    for hours in (0, 13, 26):
        at = clock.now() + timedelta(hours=hours)
        with clock.freeze(at):
            actions.reply(thread, "Words.", by=town.dilys)
    with clock.freeze(at + timedelta(hours=1)):
        actions.reply(thread, "Half a day has gone by.", by=town.ada)


def test_stewards_notes_edits_and_invited_speakers_are_free_of_it(thread, town):
    post = actions.reply(thread, "First.", by=town.ada)
    actions.edit(post, "First, put better.", by=town.ada)
    for _ in range(2):
        actions.ask_neutral_question(thread, "Who sees it otherwise?", town.chen)
    with pytest.raises(Refused, match="0 so far"):
        actions.reply(thread, "Again.", by=town.ada)

    actions.invite_speaker(thread, town.ada.id, "She answers for the council.", town.chen)
    actions.reply(thread, "Again.", by=town.ada)


def test_turns_in_one_part_leave_the_rest_free(thread, town):
    actions.end_turns(thread)
    actions.reply(thread, "Two.", by=town.ada)
    actions.take_turns(thread, under=1)
    actions.reply(thread, "Three, to one.", by=town.ada, answers=1)
    with pytest.raises(Refused, match="not yet yours"):
        actions.reply(thread, "Four, to three, to one.", by=town.ada, answers=3)
    actions.reply(thread, "Four, to two.", by=town.ada, answers=2)
    actions.reply(thread, "Five, to none.", by=town.ada)


def test_only_a_steward_of_the_place_begins_it(thread, town):
    actions.end_turns(thread)
    with pytest.raises(Refused, match="Only stewards"):
        turns.begin(thread, "They write too much.", town.ada)


def test_a_steward_begins_it_and_all_read_why(town, sign_in, cast):
    chen, ada = sign_in(cast.chen), sign_in(cast.ada)
    url = f"/threads/{town.thread}"
    chen.get(f"{url}/turns")
    chen.post(f"{url}/turns", {"change": "begin", "because": ""}, status=422)
    chen.post(f"{url}/turns", {"change": "?", "because": "So."}, status=422)
    chen.post(f"{url}/turns", {"change": "begin", "because": "Four of you wrote it all."})

    assert "It is your turn" in ada.get(url).text
    ada.post(f"{url}/posts", {"text": "My word on it."})
    page = ada.get(url).text
    assert "Members take turns here until" in page
    assert "not yet yours" in page
    refused = ada.post(f"{url}/posts", {"text": "And one more."}, status=422).text
    assert "And one more." in refused
    assert "What you write now can be kept as a draft." in ada.get(f"{url}/write").text
    assert "Four of you wrote it all." in ada.get(f"{url}/log").text
    chen.post(f"{url}/speakers", {"member": "huge", "why": "So."}, status=422)
    chen.post(f"{url}/turns", {"change": "end", "because": "Everybody has spoken."})
    ada.post(f"{url}/posts", {"text": "And one more."})


def test_it_ends_by_itself_and_the_page_no_longer_says_so(app, town, browser):
    with app.app_context():
        actions.take_turns(db.session.get_one(Thread, town.thread))
        db.session.commit()
    assert "Members take turns" in browser.get(f"/threads/{town.thread}").text
    with app.app_context(), clock.freeze(clock.now() + timedelta(hours=73)):
        turns.end_what_is_over()
    assert "Members take turns" not in browser.get(f"/threads/{town.thread}").text


POSTS = st.lists(st.integers(1, 6), max_size=40)


@given(POSTS, st.integers(1, 6))
def test_it_is_the_same_rule_for_all_whoever_they_are(authors, swapped):
    said = [Said(n, None, author, NOON) for n, author in enumerate(authors, 1)]
    other = [
        replace(one, author_id=7 if one.author_id == swapped else one.author_id) for one in said
    ]
    assert standing(said, swapped) == standing(other, 7)


@given(POSTS, st.integers(0, 80))
def test_nobody_waits_for_ever(authors, hours):
    said = [Said(n, None, author, NOON) for n, author in enumerate(authors, 1)]
    stands = standing(said, 1)
    why_not = why_not_turn(TURNS, stands, at=NOON + timedelta(hours=hours))
    free = stands == Standing() or stands.others >= 3 or hours >= 12
    assert (why_not is None) == free


def test_a_part_is_a_post_and_all_that_answers_it():
    answers = {1: None, 2: 1, 3: None, 4: 2, 5: 3, 6: 4}
    said = [Said(number, answer, 1, NOON) for number, answer in answers.items()]
    assert part_under(2, said) == {2, 4, 6}


def test_of_two_posts_sent_at_once_only_one_takes_the_turn(app, town, cast, sign_in):
    with app.app_context():
        actions.take_turns(db.session.get_one(Thread, town.thread))
        db.session.commit()
    first, second = sign_in(cast.ada), sign_in(cast.ada)
    url = f"/threads/{town.thread}/posts"
    answers = at_once(
        posting(first, url, {"text": "The roof leaks badly."}),
        posting(second, url, {"text": "Who has asked the council about it?"}),
    )
    assert answers == [303, 422]
    with app.app_context():
        assert db.session.get_one(Thread, town.thread).posts == 2
