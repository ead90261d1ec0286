"""What members say to prompts is counted by detector and day, and nobody with it."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from core import clock, versions
from core.clock import now
from core.db import db
from deliberation.models import Post
from moderation.actions import answering, measuring
from moderation.models import Invitation, InvitationConsent, Reaction
from moderation.queries.evaluation import PAGE
from moderation.rules.reactions import Said, taken
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place, report
from tests.moderation.test_invitations_by_lot import drawn, prompt

__all__ = ["prompt"]


def counted(office: Office) -> dict[str, int]:
    with office.open():
        rows = db.session.scalars(sa.select(Reaction).order_by(Reaction.said)).all()
        assert {row.detector for row in rows} == {"view_gap"}
        return {row.said: row.people for row in rows}


def test_never_leaves_a_number_and_nothing_else(prompt: int, office: Office, cast: Cast) -> None:
    drawn(office, cast, prompt)
    with office.open():
        one, other, third = db.session.scalars(
            sa.select(Invitation).order_by(Invitation.id).limit(3)
        )
        for _ in range(2):  # a mail program may press twice
            answering.decline(one, never=True)
        answering.decline(other, never=False)
        answering.decline(other, never=True)  # thought better of it
        db.session.commit()
        answering.agree(other.member_id)
        consent = db.session.get_one(InvitationConsent, other.member_id)
        consent.given_at = now() + timedelta(minutes=1)  # agreed anew: this invitation is past
        answering.decline(other, never=True)
        answering.decline(third, never=False)
        db.session.commit()
        assert db.session.get(InvitationConsent, one.member_id) is None
    assert counted(office) == {"asked": 12, "not_now": 2, "never": 2}
    assert {*Reaction.__table__.columns.keys()} == {"detector", "day", "said", "people"}


def test_a_report_of_what_a_prompt_brought_is_a_complaint(
    prompt: int, office: Office, people: People, place: Place, cast: Cast
) -> None:
    made = drawn(office, cast, prompt)
    sent = {"question-version": "1", "question-words": "What speaks against it?"}
    people.stella.post(f"/cases/{prompt}/questions", sent)
    with office.open():
        asked_id = db.session.scalars(sa.select(Post.id).order_by(Post.id.desc())).first()
    assert "Report this invitation" in people.bola.get(f"/invitations/{made.id}").text
    report(people.bola, "invitation", made.id, "other", "It is none of your business.")
    report(people.dilys, "post", asked_id, "other", "It is loaded.")
    report(people.dilys, "argument", place.argument, "spam")  # no prompt brought this

    assert counted(office) == {"asked": 12, "complained": 2}


def test_the_page_tells_only_days_that_are_over_and_never_how_few(
    app: Flask, people: People, office: Office
) -> None:
    with office.open():
        before = versions.read([PAGE])
        row = {"detector": "view_gap", "day": now().date()}
        said = {Said.ASKED: 200, Said.NOT_NOW: 23, Said.NEVER: 12, Said.COMPLAINED: 1}
        db.session.add_all(Reaction(**row, said=s, people=n) for s, n in said.items())
        db.session.commit()
        measuring.measure_due()
        assert versions.read([PAGE]) == before
    assert "Nobody has been asked or has complained yet." in people.eve.get("/representation").text
    with clock.freeze(now() + timedelta(days=1)):
        with office.open():
            measuring.measure_due()
            assert versions.read([PAGE]) != before
        page = people.eve.get("/representation").text
    assert "<td>about 200</td><td>about 25</td><td>about 10, too many</td>" in page
    assert "<td>fewer than 10</td>" in page


def test_more_than_one_never_in_twenty_is_too_many() -> None:
    assert not taken("view_gap", {Said.ASKED: 200, Said.NEVER: 10}).too_many
    assert taken("view_gap", {Said.ASKED: 199, Said.NEVER: 10}).too_many
