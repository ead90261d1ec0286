"""Proposals of the demo: gathering support, answered, tabled by a CLP, merged, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Member, RoleGrant
from accounts.rules import Role
from core import events
from core.clock import freeze, now
from core.db import db
from deliberation.actions import (
    amendments,
    answering,
    joinings,
    proposals,
    publishing,
    supporting,
)
from deliberation.models import Proposal
from deliberation.rules import Where
from deliberation.rules.proposals import Outcome, Part, Sort
from demo import people, topics
from voting.models import Poll

MEALS, BUSES = "Free school meals", "Free bus travel for under-25s"
POLL = "Should everyone under 25 travel free by bus?"


def make() -> Iterator[str]:
    """Make them all, in one transaction, unless they are there."""
    if db.session.scalar(sa.select(sa.exists().where(Proposal.id > 0))):
        return
    crowd = people.active(Random("proposals"), 60)
    _breakfast(crowd)
    _one_ticket(crowd)
    _answered(crowd)
    _resolution(crowd)
    _withdrawn(crowd[59])
    events.commit()
    yield "Proposals: gathering support, with enough of it, answered, tabled, merged, withdrawn"


def _out(
    title: str,
    summary: str,
    text: str,
    *,
    by: Viewer,
    days: int,
    topic: str,
    supporters: list[Viewer],
    co_author: Viewer | None = None,
) -> Proposal:
    with freeze(now() - timedelta(days=days)):
        option = topics.option_of(topic)
        made = proposals.begin(title, summary, text, by=by, where=Where(option_id=option.id))
        if co_author:
            _ask(made, co_author, Part.AUTHOR, by)
        publishing.publish(made, by=by)
    _support(made, supporters, days)
    return made


def _ask(made: Proposal, whom: Viewer, part: Part, by: Viewer) -> None:
    proposals.invite(made, db.session.get_one(Member, whom.id), part, by=by)
    proposals.agree(made, by=whom)


def _support(made: Proposal, supporters: list[Viewer], days: int) -> None:
    for number, by in enumerate(supporters, 1):
        with freeze(now() - timedelta(days=days) + timedelta(hours=5 * number)):
            supporting.support(made, by=by)


def _breakfast(crowd: list[Viewer]) -> None:
    """It gathers support; a duplicate has become part of it, and an amendment waits."""
    ada, bola = people.as_viewer("ada"), people.as_viewer("bola")
    made = _out(
        "A breakfast before the first lesson",
        "Every primary school opens at eight with a free breakfast. "
        "The state pays for food and staff.",
        "We ask the party to promise that\n\n"
        "1. every primary school may open its doors at eight,\n"
        "2. whoever comes gets a breakfast, free and without a form,\n"
        "3. the cost of food and of two members of staff is met from outside the school’s budget.\n"
        "\nA child who has eaten learns; a parent who starts at half past eight can work.",
        by=ada,
        days=9,
        topic=MEALS,
        supporters=crowd[:7],
        co_author=bola,
    )
    same = _out(
        "Porridge at eight",
        "Schools give breakfast to those who come early.",
        "Nobody should learn hungry. Give every child who comes at eight a bowl of porridge.",
        by=crowd[7],
        days=6,
        topic=MEALS,
        supporters=[*crowd[4:7], *crowd[8:11]],
    )
    with freeze(now() - timedelta(days=4)):
        joining = joinings.ask_to_join(same, made, "It asks for the same, better.", by=crowd[7])
        for by in (ada, bola):
            joinings.agree(joining, by=by)
    with freeze(now() - timedelta(days=2)):
        amendments.amend(
            made,
            made.summary,
            made.text.replace("every primary school", "every primary and special school"),
            "Special schools start early too, and their pupils travel furthest.",
            by=crowd[11],
        )


def _one_ticket(crowd: list[Viewer]) -> None:
    """It has the support it needs, and was amended on the way."""
    made = _out(
        "One ticket for every bus in the county",
        "A ticket bought on one bus is good on all of them for ninety minutes.",
        "Companies share the fares by the miles travelled. The county prints one timetable.",
        by=crowd[12],
        days=20,
        topic=BUSES,
        supporters=crowd[13:36],
    )
    with freeze(now() - timedelta(days=12)):
        one = amendments.amend(
            made,
            made.summary,
            made.text.replace("The county prints", "The county runs one website and prints"),
            "Half of us look it up on the way.",
            by=crowd[13],
        )
    with freeze(now() - timedelta(days=11)):
        amendments.agree(one, by=crowd[12])


def _answered(crowd: list[Viewer]) -> None:
    """It went all the way: the straw poll that was counted, and the answer of the party."""
    made = _out(
        "Free buses for everyone under twenty-five",
        "Everyone under twenty-five travels free by bus, everywhere and at any hour.",
        "A pass on the telephone or on a card, asked for once. "
        "The state pays the companies for the journeys that are made.",
        by=crowd[36],
        days=52,
        topic=BUSES,
        supporters=crowd[37:57],
    )
    poll = db.session.scalars(sa.select(Poll).where(Poll.question == POLL)).one()
    poll.proposal_id = made.id
    with freeze(poll.opened_at or now()):
        answering.put_to_poll(made.id, poll.id, by=people.as_viewer("dilys"))
    with freeze(poll.counted_at or now()):
        answering.poll_counted(made.id, poll.id)
    with freeze(now() - timedelta(days=3)):
        answering.answer(
            made,
            Outcome.IN_PART,
            "Members lean against it for everyone at once, most of them for its cost. The draft "
            "manifesto promises it to everyone **under twenty-two**, and to look again after two "
            "years.",
            [topics.topic_of(BUSES).url],
            by=_spokesperson(),
        )


def _spokesperson() -> Viewer:
    """Gwen, who is granted the role for it."""
    gwen = people.as_viewer("gwen")
    db.session.add(
        RoleGrant(
            member_id=gwen.id,
            role=Role.SPOKESPERSON.value,
            reason="Chosen by the policy forum to answer proposals.",
            granted_by_id=people.as_viewer("hari").id,
            granted_at=now(),
        )
    )
    db.session.flush()
    return people.as_viewer("gwen")


def _resolution(crowd: list[Viewer]) -> None:
    ada, bola = people.as_viewer("ada"), people.as_viewer("bola")
    clp_id = db.session.scalars(sa.select(Clp.id).where(Clp.name == "Ashford Vale")).one()
    with freeze(now() - timedelta(days=5)):
        made = proposals.begin(
            "Buses on Sundays",
            "Every village with a school has a bus on Sundays.",
            "This CLP asks the party to make a Sunday service part of every bus contract.",
            by=bola,
            sort=Sort.RESOLUTION,
            where=Where(clp_id=clp_id, topic_id=topics.topic_of("Who runs the buses").id),
        )
        _ask(made, ada, Part.SECONDER, bola)
        how = "Carried by the members’ meeting, 31 votes to 4."
        publishing.table(made, how, by=people.as_viewer("farah"))
    _support(made, crowd[20:24], 5)


def _withdrawn(by: Viewer) -> None:
    made = _out(
        "Lunch for teachers too",
        "Teachers who eat with their pupils eat free.",
        "It is work, and it is how children learn to eat together.",
        by=by,
        days=30,
        topic=MEALS,
        supporters=[],
    )
    with freeze(now() - timedelta(days=25)):
        proposals.withdraw(made, "The agreement on pay of last month gives it to them.", by=by)
