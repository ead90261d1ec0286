"""What moderation holds about a member stands in what they take away, and no more."""

from __future__ import annotations

import sqlalchemy as sa

from core import personal
from core.clock import now
from core.db import db
from moderation.models import Seat
from tests.make import Cast
from tests.moderation.conftest import Office, Panel, People


def test_it_holds_seats_signatures_notes_decisions_and_appeals_and_not_what_stewards_noted(
    panel: Panel, people: People, office: Office, cast: Cast
) -> None:
    people.chen.post("/cases/1/notes", {"note": "Ada told me at the market."})
    with office.open():
        seat = db.session.scalars(sa.select(Seat).order_by(Seat.id)).first()
        assert seat is not None
        seat.vote, seat.words, seat.voted_at = "uphold", "It is spam.", now()
        db.session.commit()
        of_bola, of_chen, of_panel, of_dilys = (
            personal.held_about(one) for one in (cast.bola, cast.chen, seat.member_id, cast.dilys)
        )

    (about,) = of_bola["decisions about what you wrote"]
    assert (about["action"], about["reason"]) == ("hide", "spam")
    assert [one["words"] for one in of_bola["appeals made"]] == ["Look again."]
    (noted,) = of_bola["when moderators noted something about what you wrote"]
    assert noted.keys() == {"case_id", "at"}
    assert "market" not in str(of_bola)

    assert [one["action"] for one in of_chen["decisions you signed"]] == ["hide"]
    assert [one["words"] for one in of_chen["notes you wrote on cases"]] == [
        "Ada told me at the market."
    ]
    (sat,) = of_panel["cases the lot gave you"]
    assert (sat["vote"], sat["words"]) == ("uphold", "It is spam.")
    mine = ("cases the lot gave you", "decisions you signed", "notes you wrote on cases")
    assert not any(of_dilys.get(name) for name in mine)
