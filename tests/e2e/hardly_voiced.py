"""Lays out a debate for a journey: 24 of 60 ballots are against, 1 of 20 people says so.

The detectors have seen that since yesterday. Prints the address of the discussion.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random

import click
import sqlalchemy as sa

import deliberation.actions
import wiki.actions
from accounts.access import Viewer
from app import create_app
from core import events, house_rules
from core.clock import freeze, now
from core.db import db
from core.jobs import Round
from deliberation.models import Thread
from deliberation.rules import Position, Where
from demo import people, topics
from house.actions import record_change
from moderation.actions.looking import want
from moderation.actions.sighting import remember
from moderation.models import Sighting
from moderation.queries.findings import of_options
from voting import codes
from voting.actions import polls, votes
from voting.methods.support_scale import Answer
from wiki.models import Option

OPTION = "Full pay from the first day of sickness"
BALLOTS, AGAINST, VOICES = 60, 24, 20
TITLE = "What is a day in bed worth?"
RUDE = "Whoever has never been ill should keep his silly little mouth shut."


def main() -> None:
    """Lay it out bit by bit, so that site and worker beside it never wait long for the database."""
    began = now() - timedelta(hours=25)
    with freeze(began):
        crowd = people.active(Random(OPTION), BALLOTS)
        option = _option()
        _vote(option, crowd)
        thread = _discuss(option, crowd[:VOICES])
        remember(Option.kind, [option.id], of_options([option.id], began), began)
    seen = sa.update(Sighting).where(Sighting.subject_id == option.id)
    db.session.execute(seen.where(Sighting.subject_kind == Option.kind).values(since=began))
    _make_room()
    want(Option.kind, {option.id: now()})
    due = sa.update(Round).where(Round.name == "moderation.sweep").values(due_at=now())
    db.session.execute(due)
    events.commit()
    click.echo(thread.url)


def _option() -> Option:
    dilys = people.as_viewer("dilys")
    option = wiki.actions.add_option(topics.topic_of("Sick pay"), OPTION, by=dilys)
    events.commit()
    return option


def _vote(option: Option, crowd: list[Viewer]) -> None:
    dilys = people.as_viewer("dilys")
    poll = polls.draft_poll(
        dilys,
        question="Should sick pay be full pay?",
        closes_at=now() + timedelta(days=2),  # the worker beside this closes what is over
        topic_id=option.topic_id,
        option_id=option.id,
    )
    polls.open_poll(poll, dilys)
    events.commit()
    for number, member in enumerate(crowd):
        answer = Answer.AGAINST if number < AGAINST else Answer.FOR
        votes.cast(poll, member, typed_code=codes.new_code(), answer=answer, at=now())
        events.commit()
    polls.close_poll(poll)
    polls.count_poll(poll)
    events.commit()


def _discuss(option: Option, members: list[Viewer]) -> Thread:
    """All but the last are for it, Bola, who is rude about it, among them."""
    thread = deliberation.actions.start_thread(
        TITLE,
        "I have gone to work with a fever to pay the rent.",
        by=members[0],
        where=Where(option_id=option.id),
        position=Position.FOR,
    )
    bola = people.as_viewer("bola")
    deliberation.actions.reply(thread, RUDE, by=bola, position=Position.FOR)
    for member in members[2:-1]:
        deliberation.actions.reply(thread, "So have I.", by=member, position=Position.FOR)
        events.commit()
    deliberation.actions.reply(
        thread, "Our bakery could not pay it.", by=members[-1], position=Position.AGAINST
    )
    return thread


def _make_room() -> None:
    """Stewards are shown it at once: none is held back, and no day is full."""
    for key, value in (("prompt.held_back_percent", "0"), ("prompt.each_steward_a_day", "50")):
        rule = house_rules.find(key)
        assert rule is not None
        record_change(rule, value, reason="A trial.", starts_at=now(), by_id=None)


if __name__ == "__main__":
    with create_app().app_context():
        main()
