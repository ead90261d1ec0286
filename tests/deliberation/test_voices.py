"""A voice is a distinct member, counted once, with the position they took last."""

from core.clock import now
from core.db import db
from deliberation import actions, queries
from deliberation.models import Thread
from deliberation.rules import Position, Where
from wiki.actions import add_argument
from wiki.models import Option


def say(town, who, position, thread=None):
    at = thread or db.session.get_one(Thread, town.thread)
    return actions.reply(at, "What I think.", by=who, position=position)


def test_a_member_counts_once_with_the_position_taken_last(inside, town):
    say(town, town.ada, Position.FOR)
    say(town, town.ada, Position.FOR)
    say(town, town.bola, Position.AGAINST)
    other = actions.start_thread(
        "Again", "More.", by=town.dilys, where=Where(option_id=town.option)
    )
    say(town, town.ada, Position.UNSURE, other)
    say(town, town.ada, Position.QUESTION)

    assert queries.voices_on(town.option) == {"for": 0, "against": 1, "unsure": 1}


def test_whoever_an_argument_came_from_is_a_voice(inside, town):
    say(town, town.ada, Position.FOR)
    option = db.session.get_one(Option, town.option)
    for author in (town.ada, town.bola):
        add_argument(option, "against", "Too dear", by=town.dilys, author_id=author.id)
    db.session.flush()

    assert queries.voices_on(town.option) == {"for": 0, "against": 2, "unsure": 0}


def test_hidden_posts_and_stewards_notes_are_no_voices(inside, town):
    thread = db.session.get_one(Thread, town.thread)
    say(town, town.ada, Position.FOR).hidden_at = now()
    note = actions.ask_neutral_question(thread, "What is the strongest case for it?", town.chen)
    note.position = "for"
    db.session.flush()

    assert queries.voices_on(town.option) == {"for": 0, "against": 0, "unsure": 0}
    thread.hidden_at = now()
    say_before = queries.voices_on(town.option)
    assert say_before == {"for": 0, "against": 0, "unsure": 0}
