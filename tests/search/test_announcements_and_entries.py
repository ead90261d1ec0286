"""What CLPs announce and what takes place is found by those who may read it."""

from datetime import date, timedelta

import pytest

from accounts.access import Viewer
from accounts.models import Clp
from accounts.rules import Grant, Role
from core.clock import now
from core.db import db
from deliberation.actions.announcements import announce
from deliberation.actions.calendar import add_entry
from deliberation.rules.calendar import Calendar, Said
from tests.search.pages import indexed


@pytest.fixture
def written(app, cast):
    """An announcement and three entries: for all, kept to the CLP, and not yet approved."""
    grants = (Grant(Role.OFFICER, cast.ashford),)
    farah = Viewer(id=cast.farah, clp_id=cast.ashford, on_roll=True, grants=grants)
    ada = Viewer(id=cast.ada, clp_id=cast.ashford, on_roll=True)
    begins, calendar = now() + timedelta(days=3), Calendar(clp_id=cast.ashford)
    with app.app_context():
        ashford, last = db.session.get_one(Clp, cast.ashford), date.max
        announce(
            ashford, "Marquee wanted", "Who has one?", last.replace(year=begins.year), by=farah
        )
        for title, by, kept in (
            ("Marquee for all", farah, False),
            ("Marquee of ours", farah, True),
            ("Marquee perhaps", ada, False),
        ):
            said = Said(
                title=title,
                starts_at=begins,
                ends_at=begins + timedelta(hours=1),
                only_clp=kept,
            )
            add_entry(calendar, said, by=by)
        db.session.commit()
    indexed(app)


def test_everyone_finds_what_is_for_all_and_members_what_is_theirs(written, cast, browser, sign_in):
    for_all, for_members = ("wanted", "for all"), ("of ours",)
    for who, found in (
        (browser, for_all),
        (sign_in(cast.chen), for_all),
        (sign_in(cast.ada), (*for_all, *for_members)),
    ):
        page = who.get("/search?q=marquee").text.replace("<mark>", "").replace("</mark>", "")
        named = [end for end in (*for_all, *for_members, "perhaps") if f"Marquee {end}" in page]
        assert named == list(found)
        assert "Announcements (1)" in page
        assert f"Calendar entries ({len(found) - 1})" in page
