"""A discussion on paper: both sides, what nobody answered, slips; and when the site suggests it."""

from datetime import timedelta

from accounts.access import Viewer
from core import versions
from core.clock import now
from core.db import db
from deliberation import actions
from deliberation.models import Thread
from deliberation.rules import Position
from tests import make


def test_a_pack_has_both_sides_slips_and_a_sheet_for_hands(app, town, cast, sign_in):
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        for number in range(12):
            member = make.member()
            by = Viewer(id=member.id, clp_id=None, on_roll=True)
            side = Position.FOR if number % 3 else Position.AGAINST
            actions.reply(thread, f"Reason {number}.", by=by, position=side)
        db.session.commit()

    page = sign_in(cast.ada).get(f"/threads/{town.thread}/pack").text

    assert "Of 12 people: for 67%, against 33%, unsure 0%." in page
    for words in ("Reason 1.", "Reason 0.", "Reason 3.", "1-B", "Straw poll on paper", "<svg"):
        assert words in page
    assert "Reason 11." not in page
    found = sign_in(cast.ada).get("/slips/1-b", status=302)
    assert found.headers["Location"] == f"/threads/{town.thread}"
    sign_in(cast.ada).get("/slips/1-C", status=404)


def test_the_site_suggests_a_meeting_to_members_after_two_weeks(app, town, cast, sign_in, browser):
    ada, address = sign_in(cast.ada), f"/threads/{town.thread}"
    assert "Take it to a meeting" not in ada.get(address).text
    with app.app_context():
        db.session.get_one(Thread, town.thread).started_at = now() - timedelta(days=14)
        versions.move_on([f"thread:{town.thread}"])
        db.session.commit()

    assert "going on for 14 days" in ada.get(address).text
    assert "Take it to a meeting" not in browser.get(address).text
