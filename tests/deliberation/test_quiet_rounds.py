"""A quiet round: one sealed text of each person, read by nobody before all of them are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Grant, Role
from core import clock, personal
from core.db import db
from core.errors import Refused
from deliberation import actions
from deliberation.actions.contributions import Slip
from deliberation.actions.quiet_rounds import hand_in, hand_in_for, open_round, show_due
from deliberation.models import Post, QuietRound, SealedText, Thread
from deliberation.queries import voices_on
from deliberation.queries.voices import heard_in
from deliberation.rules import Position
from deliberation.rules.quiet_rounds import drawn
from tests import make

QUESTION = "What would you say if nobody had spoken yet?"


@pytest.fixture
def thread(inside, town) -> Thread:
    """The thread about the option, with a quiet round."""
    found = db.session.get_one(Thread, town.thread)
    open_round(found, QUESTION, by=town.chen)
    db.session.commit()
    return found


def three_days_later() -> None:
    with clock.freeze(clock.now() + timedelta(hours=73)):
        show_due()


def posts_of_round() -> list[Post]:
    sealed = sa.select(SealedText.post_id)
    return list(
        db.session.scalars(sa.select(Post).where(Post.id.in_(sealed)).order_by(Post.number))
    )


def test_a_sealed_text_is_read_by_its_author_only_until_the_end(app, town, cast, sign_in):
    with app.app_context():
        open_round(db.session.get_one(Thread, town.thread), QUESTION, by=town.chen)
        db.session.commit()
    ada, chen, address = (
        sign_in(cast.ada),
        sign_in(cast.chen),
        f"/threads/{town.thread}/quiet-round",
    )
    page = chen.get(f"/threads/{town.thread}").text
    assert QUESTION in page
    assert "A quiet round is open here until" in page

    ada.post(address, {"text": "Nobody should go hungry.", "position": "for"})
    ada.post(address, {"text": "No child should go hungry.", "position": "for"})

    assert "No child should go hungry." in ada.get(address).text
    for place in (address, f"/threads/{town.thread}", f"/threads/{town.thread}?order=newest"):
        assert "go hungry" not in chen.get(place).text
    with app.app_context():
        three_days_later()
    page = chen.get(f"/threads/{town.thread}?order=oldest").text
    assert "No child should go hungry." in page
    assert "From a quiet round" in page
    assert "How their order was drawn" in chen.get(address).text
    assert "quiet round is open" not in page


def test_nobody_posts_openly_while_it_lasts_and_who_posted_twice_waits(thread, town):
    with pytest.raises(Refused, match="quiet round is open"):
        actions.reply(thread, "But I want to!", by=town.ada)
    hand_in(thread, "One post before.", by=town.bola)
    assert db.session.scalar(sa.select(sa.func.count(SealedText.id))) == 1
    with pytest.raises(Refused, match="sealed with the others"):
        hand_in(thread, "And again.", by=town.bola)


def test_who_has_posted_here_twice_waits(inside, town):
    thread = db.session.get_one(Thread, town.thread)
    actions.reply(thread, "And another thing.", by=town.bola)
    open_round(thread, QUESTION, by=town.chen)

    with pytest.raises(Refused, match="posted here 2 times"):
        hand_in(thread, "A third.", by=town.bola)


def test_only_a_steward_opens_one_and_only_one_at_a_time(thread, town):
    with pytest.raises(Refused, match="open here already"):
        open_round(thread, QUESTION, by=town.chen)
    with pytest.raises(Refused, match="Only stewards"):
        open_round(thread, QUESTION, by=town.ada)


def test_all_are_shown_at_once_in_the_order_of_a_seed_that_anybody_can_work_out(thread, town, cast):
    texts = [f"Reason {number}" for number in range(6)]
    for text in texts:
        hand_in(
            thread,
            text,
            by=replace(town.ada, id=make.member(clp_id=cast.ashford).id),
            position=Position.FOR,
        )
    db.session.commit()

    three_days_later()

    shown = [post.text for post in posts_of_round()]
    round_ = db.session.scalars(sa.select(QuietRound)).one()
    digest = {text: sha256(text.encode()).hexdigest() for text in texts}
    seed = sha256(f"{round_.id}\n{chr(10).join(sorted(digest.values()))}".encode()).hexdigest()
    assert round_.seed == seed
    by_lot = sorted(texts, key=lambda text: sha256(f"{seed}\n{digest[text]}".encode()).hexdigest())
    assert shown == by_lot
    assert set(db.session.scalars(sa.select(SealedText.text))) == {""}
    assert voices_on(town.option)["for"] == len(texts)
    three_days_later()
    assert len(posts_of_round()) == len(texts)


def test_the_order_does_not_depend_on_who_came_first():
    seed, order = drawn(7, ["a", "b", "c"])
    again, other = drawn(7, ["c", "a", "b"])

    assert seed == again
    assert ["abc"[place] for place in order] == ["cab"[place] for place in other]


def test_on_paper_and_on_the_site_each_person_hands_in_one(thread, town, cast):
    farah = Viewer(
        id=cast.farah,
        clp_id=cast.ashford,
        on_roll=True,
        grants=(Grant(Role.OFFICER, cast.ashford),),
    )
    mary = make.member("Mary Jones", email=None, password_hash=None, clp_id=cast.ashford)
    hand_in_for(thread, Slip(member_id=mary.id, words="Feed them.", named=False), by=farah)
    hand_in(thread, "Mine.", by=town.ada)
    with pytest.raises(Refused, match="sealed with the others"):
        hand_in_for(thread, Slip(member_id=cast.ada, words="Twice.", named=False), by=farah)
    db.session.commit()
    assert "Feed them." not in str(personal.held_about(cast.farah))

    three_days_later()

    by_text = {
        post.text: db.session.get_one(Member, post.author_id).name for post in posts_of_round()
    }
    assert by_text == {"Feed them.": "A member without internet", "Mine.": "Ada Okafor"}
    assert heard_in(thread.id) == (3, 1)


def test_texts_of_a_discussion_closed_meanwhile_wait_and_are_not_lost(thread, town):
    hand_in(thread, "Mine.", by=town.ada)
    actions.close(thread, "Too hot.", town.chen)
    db.session.commit()
    three_days_later()
    assert posts_of_round() == []

    actions.reopen(thread, "Cooled down.", town.chen)
    db.session.commit()
    three_days_later()
    assert [post.text for post in posts_of_round()] == ["Mine."]
