"""Blocks, mutes, separations, limits on replies: both ways, told to nobody, and undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.apart import actions as apart
from accounts.apart.queries import held_about, ties_of
from accounts.apart.rules import How
from core import clock
from core.db import db
from core.errors import Refused
from deliberation import actions
from deliberation.actions.between import limit_replies
from deliberation.models import Post, Thread
from deliberation.queries.voices import voices_on
from deliberation.rules.reply_limits import Limit
from notices.models import Notice
from tests.deliberation.test_how_much_is_asked_of_the_database import statements  # noqa: F401


@pytest.fixture
def thread(inside, town):
    """Bola's thread."""
    return db.session.get_one(Thread, town.thread)


@pytest.mark.parametrize("words", ["Hello @Bola Adeyemi.", "> [x](/posts/1):\n> wonder\n\nWell."])
def test_after_a_block_neither_mentions_nor_quotes_nor_answers_the_other(thread, town, words):
    apart.avoid(town.bola.id, How.BLOCKED, town.ada)
    with pytest.raises(Refused, match="You have blocked Bola"):
        actions.reply(thread, words, by=town.ada)
    db.session.rollback()
    apart.avoid(town.ada.id, How.BLOCKED, town.bola)
    apart.meet_again(town.bola.id, town.ada)
    with pytest.raises(Refused, match="because one of you wants it so"):
        actions.reply(thread, "To you.", by=town.ada, answers=1)


def test_a_block_leaves_the_rest_free_and_is_undone(thread, town):
    apart.avoid(town.bola.id, How.BLOCKED, town.ada)
    post = actions.reply(thread, "To everybody.", by=town.ada)
    with pytest.raises(Refused, match="You have blocked"):
        actions.edit(post, "To @Bola Adeyemi.", by=town.ada)
    db.session.rollback()
    apart.avoid(town.bola.id, How.BLOCKED, town.ada)
    apart.meet_again(town.bola.id, town.ada)
    actions.reply(thread, "To you.", by=town.ada, answers=1)
    actions.ask_neutral_question(thread, "Who is missing?", town.chen)


def test_stewards_notes_pass_a_block(thread, town):
    apart.avoid(town.chen.id, How.BLOCKED, town.bola)
    actions.ask_neutral_question(thread, "What do you say, @Bola Adeyemi?", town.chen)
    actions.reply(thread, "I say this.", by=town.bola, answers=2)


def test_a_mute_hinders_nobody_and_brings_no_notices(thread, town):
    apart.avoid(town.ada.id, How.MUTED, town.bola)
    actions.reply(thread, "To you, @Bola Adeyemi.", by=town.ada, answers=1)
    actions.reply(thread, "To you too.", by=town.dilys, answers=1)
    told = db.session.query(Notice).filter_by(member_id=town.bola.id).all()
    assert [one.actor_id for one in told] == [town.dilys.id]


def test_who_rests_from_replies_is_told_of_none(thread, town):
    apart.rest(7, town.bola)
    actions.reply(thread, "To you.", by=town.ada, answers=1)
    assert db.session.query(Notice).count() == 0
    for days in (0, -1, 31):
        with pytest.raises(Refused):
            apart.rest(days, town.bola)


def test_a_separation_is_the_same_for_both_and_ends_by_itself(thread, town):
    actions.reply(thread, "Mine.", by=town.ada)
    apart.separate(town.ada.id, town.bola.id, "They go on and on.")
    db.session.commit()
    for by, answers in ((town.ada, 1), (town.bola, 2)):
        with pytest.raises(Refused, match="keep you and"):
            actions.reply(thread, "To you.", by=by, answers=answers)
        db.session.rollback()
    with clock.freeze(clock.now() + timedelta(days=31)):
        actions.reply(thread, "To you.", by=town.ada, answers=1)
    with pytest.raises(Refused, match="two different"):
        apart.separate(town.ada.id, town.ada.id, "So.")


def test_only_those_whom_its_author_wants_reply_to_a_post(thread, town):
    post = db.session.get_one(Post, 1)
    with pytest.raises(Refused, match="Only its author"):
        limit_replies(post, Limit.NOBODY, town.ada)
    limit_replies(post, Limit.CLP, town.bola)
    actions.reply(thread, "From the same CLP.", by=town.ada, answers=1)
    with pytest.raises(Refused, match="members of Ashford Vale only"):
        actions.reply(thread, "From elsewhere.", by=town.dilys, answers=1)


def test_nobody_for_a_while_means_a_while(thread, town):
    limit_replies(db.session.get_one(Post, 1), Limit.NOBODY, town.bola)
    db.session.commit()
    with pytest.raises(Refused, match="wants no replies until"):
        actions.reply(thread, "Now.", by=town.ada, answers=1)
    db.session.rollback()
    with clock.freeze(clock.now() + timedelta(hours=73)):
        actions.reply(thread, "Later.", by=town.ada, answers=1)


def test_posts_are_folded_for_two_and_for_nobody_else(app, sign_in, cast, town, browser):
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        actions.reply(thread, "Grass is **green**.", by=town.ada)
        db.session.commit()
    ada, bola, dilys = sign_in(cast.ada), sign_in(cast.bola), sign_in(cast.dilys)
    url = f"/threads/{town.thread}"
    before = browser.get(url).text
    bola.get(f"/people/{cast.ada}")
    bola.post(f"/people/{cast.ada}/ties", {"how": "blocked"})

    assert "A member you have blocked" in bola.get(url).text
    assert 'id="p2"' in bola.get(url).text
    assert "A member you cannot reply to" in ada.get(url).text
    assert "<summary>A member" not in dilys.get(url).text
    assert browser.get(url).text == before
    assert "Ada Okafor" in bola.get("/me/people").text
    ada.get("/posts/1/reply", status=403)
    assert "Bola" not in ada.get("/me/people").text
    bola.post(f"/people/{cast.ada}/ties", {"how": "undo"})
    assert "<summary>A member" not in bola.get(url).text
    bola.post(f"/people/{cast.bola}/ties", {"how": "muted"}, status=409)
    bola.post(f"/people/{cast.ada}/ties", {"how": "hug"}, status=400)


def test_a_block_changes_no_count(inside, town):
    before = voices_on(town.option)
    apart.avoid(town.bola.id, How.BLOCKED, town.ada)
    assert voices_on(town.option) == before


def test_folds_cost_two_statements_more(app, sign_in, cast, town, statements):  # noqa: F811
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        for number in range(30):
            actions.reply(thread, f"Number {number}.", by=town.ada, answers=1)
        apart.avoid(cast.ada, How.BLOCKED, town.bola)
        db.session.commit()
    bola = sign_in(cast.bola)
    statements.clear()
    assert "A member you have blocked" in bola.client.get(f"/threads/{town.thread}").text
    assert len(statements) <= 11
    statements.clear()
    bola.client.get(f"/threads/{town.thread}")
    assert len(statements) <= 5


def test_a_delegate_reads_only_after_both_agreed(app, sign_in, cast, town):
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        actions.reply(thread, "A harsh word.", by=town.dilys, answers=1)
        db.session.commit()
    ada, bola = sign_in(cast.ada), sign_in(cast.bola)
    bola.get("/me/people")
    bola.post("/me/delegates", {"member": "999999"}, status=422)
    bola.post("/me/delegates", {"member": cast.ada})
    ada.get(f"/people/{cast.bola}/replies", status=404)
    ada.get("/me/people")
    ada.post(f"/me/delegates/{cast.bola}/{cast.ada}", {"answer": "agree"})
    assert "A harsh word." in ada.get(f"/people/{cast.bola}/replies").text
    bola.get("/me/people")
    bola.post(f"/me/delegates/{cast.bola}/{cast.ada}", {"answer": "end"})
    ada.get(f"/people/{cast.bola}/replies", status=404)


def test_limiting_replies_by_pressing_buttons(sign_in, cast, town):
    bola, dilys = sign_in(cast.bola), sign_in(cast.dilys)
    bola.get("/posts/1/replies")
    bola.post("/posts/1/replies", {"from": "clp"})
    assert "wants replies from members of Ashford Vale only" in dilys.get("/threads/1").text
    assert "not possible" not in dilys.get("/threads/1").text
    dilys.get("/posts/1/replies", status=403)
    bola.post("/posts/1/replies", {"from": "?"}, status=400)


def test_a_rest_folds_replies_to_oneself_only(app, sign_in, cast, town):
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        actions.reply(thread, "To you.", by=town.dilys, answers=1)
        db.session.commit()
    ada, bola = sign_in(cast.ada), sign_in(cast.bola)
    bola.get("/me/people")
    bola.post("/me/rest", {"days": "many"}, status=422)
    bola.post("/me/rest", {"days": "7"})
    assert "you are resting from them" in bola.get("/threads/1").text
    assert "resting" not in ada.get("/threads/1").text
    bola.post("/me/rest", {"days": "0"})
    assert "resting" not in bola.get("/threads/1").text


def test_nobody_learns_from_their_data_who_blocked_them(inside, town):
    apart.avoid(town.bola.id, How.BLOCKED, town.ada)
    assert held_about(town.bola.id) == []
    assert held_about(town.ada.id) == [{"member": "Bola Adeyemi", "is": "blocked"}]
    assert [tie.other_id for tie in ties_of(town.bola.id)] == [town.ada.id]
