"""The straw polls of the demo, cast through the ballot box: open, closed, and published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import sqlalchemy as sa

from accounts.models import Clp
from core import events
from core.clock import freeze, now
from core.db import db
from core.jobs import Job
from demo import people, topics
from voting import codes, methods
from voting.actions import polls, votes
from voting.methods import Kind
from voting.methods.support_scale import Answer
from voting.models import Poll
from voting.rules import Electorate, State
from voting.site import booth_of
from wiki.models import Option

COUNTED_IN = timedelta(hours=20)  # from now: when the closed poll is counted, so that one is seen


@dataclass(frozen=True, slots=True)
class Asked:
    """A poll to be made. `opened` and `closes` are days from now; `shares` are of the answers.

    A poll with choices is about its topic, not about one option.
    """

    topic: str
    question: str
    ballots: int
    shares: str  # weights of the answers, in the order of the form or of `answers`
    opened: int
    closes: int
    ends: State
    option: int = 1
    clp: str = ""
    kind: Kind = Kind.SUPPORT
    choices: tuple[str, ...] = ()
    answers: tuple[str, ...] = tuple(answer.value for answer in Answer)


ASKED = (
    Asked(
        "Free bus travel for under-25s",
        "Should everyone under 25 travel free by bus?",
        260,
        "19 17 11 21 22 6 4",
        opened=-35,
        closes=-8,
        ends=State.COUNTED,
    ),
    Asked(
        "Free school meals",
        "Should all primary pupils have a free lunch?",
        300,
        "34 28 8 13 8 5 4",
        opened=-60,
        closes=-20,
        ends=State.COUNTED,
    ),
    Asked(
        "Voting at 16",
        "Should people vote at 16 in all elections?",
        90,
        "22 20 8 20 19 8 3",
        opened=-40,
        closes=-15,
        ends=State.COUNTED,
    ),
    Asked(
        "A four-day week",
        "Should the public sector move to thirty-two hours within ten years?",
        120,
        "22 24 14 19 11 8 2",
        opened=-16,
        closes=-1,
        ends=State.CLOSED,
    ),
    Asked(
        "Football in primary schools",
        "Should every primary school offer an hour of football a week to every pupil?",
        140,
        "21 25 17 18 9 8 2",
        opened=-5,
        closes=16,
        ends=State.OPEN,
    ),
    Asked(
        "Who runs the buses",
        "Should Ashford Vale ask conference for franchised buses?",
        30,
        "30 28 10 12 8 10 2",
        opened=-2,
        closes=5,
        ends=State.OPEN,
        clp="Ashford Vale",
    ),
    Asked(
        "Free school meals",
        "How should free school meals begin?",
        130,
        "34 27 22 18 12 8",
        opened=-50,
        closes=-15,
        ends=State.COUNTED,
        kind=Kind.RANKED,
        choices=("Leave it as it is", "All primary schools at once", "The youngest years first"),
        answers=("2>3>1", "3>2>1", "1>3>2", "3>1=2", "1>2=3", "2=3>1"),
    ),
    Asked(
        "Who runs the buses",
        "Which of these could you live with on Sundays?",
        40,
        "30 25 20 10 5",
        opened=-3,
        closes=12,
        ends=State.OPEN,
        kind=Kind.APPROVAL,
        choices=("A bus every hour", "Fewer buses, cheaper fares", "Buses on call"),
        answers=("1,2", "1", "1,3", "2,3", "none"),
    ),
)


def make() -> Iterator[str]:
    """Bring each poll to where it ends. An interrupted one is gone on with."""
    for asked in ASKED:
        poll = db.session.scalar(sa.select(Poll).where(Poll.question == asked.question))
        if poll is None or _is_unfinished(poll, asked):
            yield f"Poll: {asked.question} {asked.ballots} ballots, {asked.ends}"
            poll = poll or _open(asked)
            _cast(poll, asked)
            _end(poll, asked)


def _is_unfinished(poll: Poll, asked: Asked) -> bool:
    if poll.state == State.OPEN:
        early = asked.ends is not State.OPEN
        return early or booth_of(poll).box.sizes().took_part < asked.ballots
    return poll.state == State.CLOSED and asked.ends is State.COUNTED


def _open(asked: Asked) -> Poll:
    dilys = people.as_viewer("dilys")
    clp_id = db.session.scalar(sa.select(Clp.id).where(Clp.name == asked.clp))
    option: Option = topics.option_of(asked.topic, asked.option)
    closes_at = _day(asked.closes)
    with freeze(_day(asked.opened)):
        poll = polls.draft_poll(
            dilys,
            question=asked.question,
            closes_at=closes_at,
            topic_id=option.topic_id,
            option_id=None if asked.choices else option.id,
            asked=methods.Asked(methods.of(asked.kind), asked.choices),
            electorate=Electorate.CLP if clp_id else Electorate.EVERYONE,
            place_id=clp_id,
        )
        polls.open_poll(poll, dilys)
    events.commit()
    return poll


def _day(days: int) -> datetime:
    """Noon, so many days from today."""
    return (now() + timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)


def _cast(poll: Poll, asked: Asked) -> None:
    """Cast what is missing: who has voted already is left out, so that nobody votes twice."""
    if poll.state != State.OPEN:
        return
    chance = Random(asked.question)
    weights = [int(weight) for weight in asked.shares.split()]
    at = min(now(), poll.closes_at - timedelta(hours=1))
    for member in people.active(chance, asked.ballots, clp=asked.clp):
        if not votes.has_voted(poll, member):
            answer = chance.choices(asked.answers, weights)[0]
            votes.cast(poll, member, typed_code=codes.new_code(), answer=answer, at=at)
    polls.mix_poll(poll)
    events.commit()


def _end(poll: Poll, asked: Asked) -> None:
    if asked.ends is State.OPEN:
        return
    with freeze(poll.closes_at):
        if poll.state == State.OPEN:
            polls.close_poll(poll)
            _hold_back_count(poll)
            events.commit()
        if asked.ends is State.COUNTED and poll.state == State.CLOSED:
            polls.count_poll(poll)
            events.commit()


def _hold_back_count(poll: Poll) -> None:
    """Let the worker count it later; where it is counted here, the worker finds nothing to do."""
    db.session.flush()
    for job in db.session.scalars(sa.select(Job).where(Job.name == "poll.count")):
        if job.arguments == {"poll_id": poll.id}:
            job.due_at = poll.closes_at + timedelta(days=1) + COUNTED_IN
