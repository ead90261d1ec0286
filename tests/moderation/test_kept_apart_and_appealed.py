"""Keeping two members apart goes against both: each may read why, and appeal."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.apart.models import Separation
from core.db import db
from moderation.models import Seat
from notices.models import Notice
from tests.make import Cast
from tests.moderation.conftest import Office, People
from tests.moderation.doing import act, reported


def test_the_other_of_two_kept_apart_appeals_and_both_may_meet_again(
    people: People, talk: dict[str, int], office: Office, cast: Cast
) -> None:
    case = reported(people, office, talk["third"], "harassment")
    act(
        people.chen,
        case,
        "no_action",
        reason="harassment",
        author="separate",
        other=str(cast.ada),
    )
    with office.open():
        told = db.session.scalars(sa.select(Notice.words).where(Notice.member_id == cast.ada)).all()
    assert any("/decisions/2" in words for words in told)
    assert "kept apart" in people.ada.get("/decisions/2").text
    people.ada.get("/decisions/1", status=404)
    people.dilys.post("/decisions/2/appeals", {"words": "Not mine."}, status=404)

    people.ada.post("/decisions/2/appeals", {"words": "I did nothing."})
    appeal = office.newest()
    with office.open():
        assert cast.ada not in db.session.scalars(sa.select(Seat.member_id)).all()
    sent = {"version": appeal.version, "action": "overturn", "words": "It was a misunderstanding."}
    people.stella.post(f"/cases/{appeal.id}/judgements", sent)

    with office.open():
        assert db.session.scalars(sa.select(Separation)).one().ended_at is not None
    mail = office.mail()
    assert "The decision was reversed." in mail["ada@demo.example"]
    assert "The decision was reversed." in mail["bola@demo.example"]
