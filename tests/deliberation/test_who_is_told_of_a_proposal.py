"""Authors and those behind a proposal are told of each step; never of what they did themselves."""

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from deliberation.actions import amendments, answering, proposals, publishing, supporting
from deliberation.rules.proposals import Part
from notices.models import Notice


def told(member_id):
    asked = sa.select(Notice.words).where(Notice.member_id == member_id).order_by(Notice.id)
    return list(db.session.scalars(asked))


def test_each_step_is_told_to_those_behind_it(inside, town, cast):
    made = proposals.begin("A title", "A summary.", "The text.", by=town.ada)
    proposals.invite(made, db.session.get_one(Member, cast.bola), Part.AUTHOR, by=town.ada)
    assert "asked to agree to “A title”" in told(cast.bola)[0]
    proposals.agree(made, by=town.bola)
    publishing.publish(made, by=town.ada)
    supporting.support(made, by=town.chen)
    one = amendments.amend(made, "A summary.", "Other text.", "Shorter.", by=town.dilys)
    amendments.refuse(one, "It says less.", by=town.ada)
    made.needed = 1
    proposals.reach(made)
    answering.put_to_poll(made.id, 1, by=town.dilys)
    answering.poll_counted(made.id, 1)
    proposals.withdraw(made, "Done elsewhere.", by=town.bola)

    assert told(cast.chen) == [
        "It has the support it needs.",
        "It is put to a straw poll.",
        "Its straw poll has been counted.",
        "Its authors have withdrawn it: Done elsewhere.",
    ]
    assert "Your amendment was refused: It says less." in told(cast.dilys)
    assert "It is published." in told(cast.bola)
    assert "It is published." not in told(cast.ada)
    assert told(cast.hari) == []
