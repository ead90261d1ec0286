"""Stewards of a place pin, close, reopen and move its threads, each with a reason in the log."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Grant, Role
from core.db import db
from core.errors import Refused
from core.events import Event
from deliberation import actions
from deliberation.models import Thread, ThreadChange
from deliberation.rules import ThreadKind, Where
from deliberation.rules.stewarding import MOST_PINNED
from tests import make


@pytest.fixture
def hall(app, town, cast):
    """The id of a thread in the forum of Ashford Vale."""
    with app.app_context():
        where = Where(clp_id=cast.ashford)
        thread = actions.start_thread("Our hall", "The roof.", by=town.ada, where=where)
        db.session.commit()
        return thread.id


@pytest.fixture
def local(cast):
    """A steward of Ashford Vale only."""
    grants = (Grant(Role.STEWARD, cast.ashford),)
    return Viewer(id=cast.farah, clp_id=cast.ashford, on_roll=True, grants=grants)


def test_a_pinned_thread_stands_first_in_its_own_forum_only(app, sign_in, cast, town, hall, local):
    with app.app_context():
        where = Where(clp_id=cast.ashford, topic_id=town.topic)
        for title in ("Newer", "Newest"):
            actions.start_thread(title, "Words.", by=town.ada, where=where)
        actions.pin(db.session.get_one(Thread, hall), "Read this first.", local)
        db.session.commit()
    ada = sign_in(cast.ada)

    forum = ada.get(f"/forums/clp/{town.slug}").text
    assert forum.index("Our hall") < forum.index("Newest") < forum.index("Newer")
    assert forum.count("Our hall") == 1
    assert "Pinned" in forum
    everywhere = ada.get("/forums").text
    assert everywhere.index("Newest") < everywhere.index("Our hall")


def test_in_a_closed_thread_nobody_posts_and_everybody_reads_why(sign_in, cast, town, hall):
    chen, ada = sign_in(cast.chen), sign_in(cast.ada)
    chen.get(f"/threads/{hall}/steward")
    words = {"change": "closed", "because": "It goes on in the new thread."}
    chen.post(f"/threads/{hall}/changes", words)

    page = ada.get(f"/threads/{hall}").text
    assert "This discussion is closed, so nobody can post in it." in page
    assert "It goes on in the new thread." in page
    assert "<textarea" not in page
    refused = ada.post(f"/threads/{hall}/posts", {"text": "One more."}, status=422)
    assert "This discussion is closed" in refused.text
    assert "Chen Wei" in ada.get(f"/threads/{hall}/log").text
    assert "It goes on in the new thread." in ada.get("/forums/log").text
    ada.get("/posts/2/reply", status=403)

    chen.post(f"/threads/{hall}/changes", {"change": "reopened", "because": "Too early."})
    ada.post(f"/threads/{hall}/posts", {"text": "One more."})


def test_not_even_a_stewards_note_is_written_in_a_closed_thread(inside, town, hall):
    thread = db.session.get_one(Thread, hall)
    actions.close(thread, "Done.", town.chen)

    with pytest.raises(Refused, match="is closed"):
        actions.ask_neutral_question(thread, "Who is missing?", town.chen)


def test_a_post_that_was_being_written_while_the_thread_was_closed_is_refused(inside, town, hall):
    thread = db.session.get_one(Thread, hall)
    closing = sa.update(Thread).where(Thread.id == hall).values(closed_at=thread.started_at)
    db.session.execute(closing.execution_options(synchronize_session=False))

    with pytest.raises(Refused, match="closed while you were writing"):
        actions.reply(thread, "Too late.", by=town.ada)


@pytest.mark.parametrize("because", ["", " \u200b ", "b" * 501])
def test_whatever_a_steward_does_has_a_reason(inside, town, hall, because):
    thread = db.session.get_one(Thread, hall)
    for act in (actions.pin, actions.close):
        with pytest.raises(Refused, match=r"Say why|the most is 500"):
            act(thread, because, town.chen)


def test_a_member_does_not_find_the_page_of_stewards(sign_in, cast, town):
    sign_in(cast.ada).get(f"/threads/{town.thread}/steward", status=403)


def test_members_and_stewards_of_elsewhere_can_do_none_of_it(inside, cast, town, local):
    national = db.session.get_one(Thread, town.thread)
    for person in (town.ada, local):
        for act in (actions.pin, actions.unpin, actions.close, actions.reopen):
            with pytest.raises(Refused, match="Only stewards of this place"):
                act(national, "Because.", person)
        with pytest.raises(Refused, match="Only stewards of this place"):
            actions.move(national, Where(clp_id=cast.ashford), "Because.", person)


def test_a_forum_has_a_handful_of_pinned_threads_at_most(inside, cast, town, hall):
    for number in range(MOST_PINNED):
        where = Where(clp_id=cast.ashford)
        thread = actions.start_thread(f"No. {number}", "Words.", by=town.ada, where=where)
        actions.pin(thread, "Read this.", town.chen)

    with pytest.raises(Refused, match="are pinned in this forum"):
        actions.pin(db.session.get_one(Thread, hall), "This too.", town.chen)


def test_a_thread_is_moved_with_all_its_posts_and_a_note(app, sign_in, cast, town, hall, hari):
    with app.app_context():
        room = actions.make_room("Halls", "Buildings.", hari)
        actions.reply(db.session.get_one(Thread, hall), "Slates.", by=town.chen)
        db.session.commit()
    chen, ada = sign_in(cast.chen), sign_in(cast.ada)
    assert "Our hall" in ada.get(f"/forums/clp/{town.slug}").text
    assert "Halls" in chen.get(f"/threads/{hall}/steward").text

    words = {"to": f"room:{room.id}", "why": "Not of one CLP.", "topic": "School meals"}
    moved = chen.follow(chen.post(f"/threads/{hall}/moves", words))

    assert "Slates." in moved.text
    assert "Halls" in moved.text
    assert "Our hall" in ada.get(room.url).text
    assert "Our hall" in ada.get(f"/forums/topic/{town.topic}").text
    assert "Our hall" not in ada.get(f"/forums/clp/{town.slug}").text
    log = ada.get(f"/threads/{hall}/log").text
    assert "moved from Ashford Vale forum to Halls" in log
    assert "Not of one CLP." in log


def test_a_refused_move_comes_back_with_everything_typed(sign_in, cast, town, hall):
    words = {"to": "home:0", "why": "It is about food.", "topic": "No such topic"}
    page = sign_in(cast.chen).post(f"/threads/{hall}/moves", words, status=422).text

    assert "There is no topic of that title." in page
    assert "It is about food." in page


def test_what_a_clp_keeps_to_itself_is_never_moved_into_the_open(inside, cast, town):
    where = Where(clp_id=cast.ashford, only_clp=True)
    kept = actions.start_thread("Our money", "Little.", by=town.ada, where=where)
    for to in (Where(), Where(topic_id=town.topic), Where(clp_id=cast.brambleton)):
        with pytest.raises(Refused, match="stays in its forum"):
            actions.move(kept, to, "Because.", town.chen)


def test_a_steward_of_one_clp_moves_nothing_into_anothers_forum(inside, cast, local, hall):
    thread = db.session.get_one(Thread, hall)

    for to in (Where(), Where(clp_id=cast.brambleton)):
        with pytest.raises(Refused, match="not a steward of that forum"):
            actions.move(thread, to, "Because.", local)


def test_a_thread_about_an_option_keeps_its_topic_when_it_is_moved(inside, town, cast):
    other = make.clp("Cattering")
    thread = db.session.get_one(Thread, town.thread)
    actions.move(thread, Where(clp_id=other.id, topic_id=None), "Theirs.", town.chen)

    assert (thread.clp_id, thread.topic_id, thread.option_id) == (other.id, town.topic, town.option)


def test_every_act_is_one_event_and_one_line_of_the_log(inside, town, hall):
    thread = db.session.get_one(Thread, hall)
    for act in (actions.pin, actions.unpin, actions.close, actions.reopen):
        act(thread, "Because.", town.chen)
    db.session.flush()

    names = [row.change for row in db.session.query(ThreadChange).order_by(ThreadChange.id)]
    assert names == ["pinned", "unpinned", "closed", "reopened"]
    told = db.session.query(Event).filter(Event.subject_kind == "thread", Event.subject_id == hall)
    assert {f"thread.{name}" for name in names} < {event.name for event in told}


def test_the_answer_to_a_question_is_marked_by_whoever_asked(app, sign_in, cast, town):
    with app.app_context():
        question = actions.start_thread(
            "Who pays?", "Who?", by=town.bola, where=Where(), asks=ThreadKind.QUESTION
        )
        actions.reply(question, "The county.", by=town.ada)
        db.session.commit()
    bola, ada = sign_in(cast.bola), sign_in(cast.ada)
    mark = f"/threads/{question.id}/answer"
    assert "This answers my question" in bola.get(question.url).text
    assert "This answers my question" not in ada.get(question.url).text
    assert "Who pays?" in ada.get("/forums?unanswered=1").text

    ada.post(mark, {"number": "2"}, status=409)
    bola.get(f"{mark}?number=2")
    bola.post(mark, {"number": "2"})

    assert "The answer is in" in ada.get(question.url).text
    assert "Who pays?" not in ada.get("/forums?unanswered=1").text
    bola.post(mark, {"number": "99"}, status=409)
    bola.post(mark, {"number": "1"}, status=409)
    sign_in(cast.chen).post(mark, {"number": "0"})
    assert "The answer is in" not in ada.get(question.url).text
