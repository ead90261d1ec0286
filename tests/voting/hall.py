"""A small party with a poll: what the tests of pages and actions stand on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask

from accounts.access import Viewer
from accounts.models import Clp, Member
from accounts.rules import Grant, Role
from core import jobs
from core.clock import now
from core.db import db
from tests import make
from voting import codes
from voting.actions import polls, votes
from voting.methods.support_scale import Answer
from voting.models import Poll
from voting.site import booth_of
from wiki.models import Option, Topic

QUESTION = "Are you for or against free school meals for all?"


@dataclass(frozen=True, slots=True)
class Hall:
    """Ids to work with. `members` are on the roll of Ashford Vale, then of Brambleton."""

    app: Flask
    cast: make.Cast
    members: tuple[int, ...]
    poll_id: int
    topic_id: int
    option_id: int

    @property
    def url(self) -> str:
        return f"/polls/{self.poll_id}"

    def poll(self) -> Poll:
        return db.session.get_one(Poll, self.poll_id)

    def vote(self, member_id: int, answer: Answer = Answer.FOR, code: str = "") -> str:
        """Vote as the page does; gives the vote code."""
        code = code or codes.new_code()
        with self.app.app_context():
            self._vote(member_id, answer, code)
        return code

    def vote_all(self, member_ids: Iterable[int], answer: Answer = Answer.FOR) -> list[str]:
        """Each of these members gives the same answer; their codes."""
        made = {member_id: codes.new_code() for member_id in member_ids}
        with self.app.app_context():
            for member_id, code in made.items():
                self._vote(member_id, answer, code)
        return list(made.values())

    def _vote(self, member_id: int, answer: Answer, code: str) -> None:
        votes.cast(self.poll(), person(member_id), typed_code=code, answer=answer, at=now())

    def finish(self) -> None:
        """Close, count and publish, as the worker does at the hour."""
        with self.app.app_context():
            polls.close_poll(self.poll())
            db.session.commit()
            jobs.work_once()

    def sizes(self):
        with self.app.app_context():
            return booth_of(self.poll()).box.sizes()


def person(member_id: int) -> Viewer:
    """A member as the site sees them."""
    member = db.session.get_one(Member, member_id)
    region = db.session.get_one(Clp, member.clp_id).region_id if member.clp_id else None
    return Viewer(
        id=member.id,
        name=member.name,
        clp_id=member.clp_id,
        region_id=region,
        joined_on=member.joined_on,
        on_roll=member.on_roll,
    )


def editor(member_id: int) -> Viewer:
    return Viewer(id=member_id, on_roll=True, grants=(Grant(Role.EDITOR, None),))


def open_hall(app: Flask, cast: make.Cast) -> Hall:
    with app.app_context():
        clps = [db.session.get_one(Clp, number) for number in (cast.ashford, cast.brambleton)]
        members = [make.member(of=clp).id for clp in clps for _ in range(30)]
        topic = Topic(slug="school-meals", title="School meals", changed_at=now())
        db.session.add(topic)
        db.session.flush()
        option = Option(topic_id=topic.id, title="Free school meals for all", added_at=now())
        db.session.add(option)
        db.session.flush()
        poll = polls.draft_poll(
            editor(cast.dilys),
            question=QUESTION,
            closes_at=now() + timedelta(days=7),
            topic_id=topic.id,
            option_id=option.id,
        )
        polls.open_poll(poll, editor(cast.dilys))
        db.session.commit()
        return Hall(app, cast, tuple(members), poll.id, topic.id, option.id)


def code_on(page: str) -> str:
    """The vote code that stands on a page."""
    found = re.search(r'name="code"[^>]*value="([^"]+)"', page)
    assert found, page
    return found[1]
