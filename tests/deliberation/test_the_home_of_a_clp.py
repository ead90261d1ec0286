"""A CLP's home page: announcements, officers, what it thinks, who is missing; cheap for all."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.access import Viewer
from accounts.models import Clp, Region, RoleGrant
from accounts.rules import Grant, Role
from core import clock, jobs, mail
from core.db import db, statements
from core.personal import held_about
from deliberation import actions as forum
from deliberation.actions import announcements as actions
from deliberation.actions import calendar
from deliberation.models import Announcement, AnnouncementVersion
from deliberation.rules import Where
from deliberation.rules.calendar import Calendar, Said

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TYPED = {"title": "Hall closed", "words": "Use the **back** door.", "pinned": "0"}


@pytest.fixture(autouse=True)
def _in_march():
    with clock.freeze(NOW):
        yield


@pytest.fixture
def farah(cast):
    grants = (Grant(Role.OFFICER, cast.ashford),)
    return Viewer(id=cast.farah, clp_id=cast.ashford, on_roll=True, grants=grants)


def announce(app, cast, farah, title, *, pinned=0, days=10):
    with app.app_context():
        clp = db.session.get_one(Clp, cast.ashford)
        made = actions.announce(
            clp, title, "Words.", date(2026, 3, 2) + timedelta(days), pinned=pinned, by=farah
        )
        db.session.commit()
        return made.url


def test_an_officer_announces_and_members_read_it_until_its_last_day(sign_in, browser, cast, town):
    home = f"/clps/{town.slug}"
    officer = sign_in(cast.farah)

    officer.post(f"{home}/announcements", {**TYPED, "last_day": "2026-03-05"})

    assert "<strong>back</strong>" in browser.get(home).text
    assert "<strong>back</strong>" in browser.get("/announcements/1").text
    with clock.freeze(datetime(2026, 3, 5, 23, 30, tzinfo=UTC)):
        assert "Hall closed" in browser.get(home).text
    with clock.freeze(datetime(2026, 3, 6, 0, 1, tzinfo=UTC)):
        assert "Hall closed" not in browser.get(home).text
        assert "Hall closed" in browser.get(f"{home}/announcements").text


def test_the_pinned_stand_first_in_their_order_then_the_newest(app, browser, cast, town, farah):
    for title, pinned in (("Old", 0), ("Second", 2), ("First", 1), ("New", 0)):
        announce(app, cast, farah, title, pinned=pinned)

    page = browser.get(f"/clps/{town.slug}").text

    places = [page.index(f"<bdi>{title}</bdi>") for title in ("First", "Second", "New", "Old")]
    assert places == sorted(places)


def test_what_was_announced_before_is_kept_and_what_ended_stays_readable(
    app, sign_in, browser, cast, town, farah
):
    url = announce(app, cast, farah, "Hall closed")
    officer = sign_in(cast.farah)

    officer.post(f"{url}/edit", {**TYPED, "words": "Other words.", "last_day": "2026-03-09"})
    officer.post(f"{url}/end")

    assert "Hall closed" not in browser.get(f"/clps/{town.slug}").text
    assert "What it said before" in browser.get(url).text
    officer.post(f"{url}/edit", {**TYPED, "last_day": "2026-03-09"}, status=403)
    with app.app_context():
        assert db.session.query(AnnouncementVersion).one().words == "Words."
        assert db.session.query(Announcement).count() == 1


def test_only_officers_of_that_clp_announce(app, sign_in, cast, town, farah):
    url = announce(app, cast, farah, "Hall closed")
    typed = {**TYPED, "last_day": "2026-03-09"}

    sign_in(cast.ada).post(f"/clps/{town.slug}/announcements", typed, status=403)
    sign_in(cast.ada).post(f"{url}/end", status=403)
    refused = sign_in(cast.farah).post(f"/clps/{town.other_slug}/announcements", typed, status=422)
    assert "Only the officers of this CLP" in refused.text


REFUSED = (
    ({"last_day": "2026-03-01"}, "over already"),
    ({"last_day": "2027-06-01"}, "for a year at most"),
    ({"last_day": "2026-02-30"}, "There is no day 30/2/2026"),
    ({"title": "\u200b"}, "Enter a title."),
    ({"words": "x" * 5001}, "5,001 of 5,000"),
    ({"pinned": "7"}, "Not a valid choice"),
)


@pytest.mark.parametrize(("typed", "sentence"), REFUSED)
def test_what_cannot_be_announced_is_refused_in_a_sentence(sign_in, cast, town, typed, sentence):
    page = sign_in(cast.farah).post(
        f"/clps/{town.slug}/announcements",
        {**TYPED, "last_day": "2026-03-09", **typed},
        status=422,
    )

    assert sentence in page.text


def grant_of(app, member_id):
    with app.app_context():
        return db.session.query(RoleGrant).filter_by(member_id=member_id).one().id


def letters(app):
    with app.app_context():
        jobs.work_once()
        return [path.read_bytes() for path in mail.folder().glob("*.eml")]


def test_a_member_writes_to_an_officer_without_learning_their_address(
    app, sign_in, browser, cast, town
):
    home = browser.get(f"/clps/{town.slug}").text
    assert "Farah Khan" in home
    assert "@demo.example" not in home
    write = f"/officers/{grant_of(app, cast.farah)}/write"
    ada = sign_in(cast.ada)
    assert "farah@" not in ada.get(write).text

    ada.post(write, {"words": "When do we meet?", "address": "give"})

    (sent,) = letters(app)
    assert b"To: farah@demo.example" in sent
    assert b"Reply-To: ada@demo.example" in sent
    assert b"When do we meet?" in sent


def test_the_sender_says_whether_the_officer_learns_their_address(app, sign_in, cast, town):
    ada = sign_in(cast.ada)
    write = f"/officers/{grant_of(app, cast.farah)}/write"
    asked = ada.post(write, {"words": "When do we meet?"}, status=422)
    assert "Choose whether the officer gets your e-mail address." in asked.text

    ada.post(write, {"words": "When do we meet?", "address": "keep"})

    (sent,) = letters(app)
    assert b"ada@demo.example" not in sent


def test_nobody_writes_to_who_has_no_role_here(app, sign_in, browser, cast, town):
    sign_in(cast.ada).get(f"/officers/{grant_of(app, cast.hari)}/write", status=404)
    sign_in(cast.ada).get("/officers/99999/write", status=404)
    sign_in(cast.farah).get(f"/officers/{grant_of(app, cast.farah)}/write", status=403)
    browser.get(f"/officers/{grant_of(app, cast.farah)}/write", status=303)
    with app.app_context():
        grant = db.session.get_one(RoleGrant, grant_of(app, cast.farah))
        grant.ended_at = NOW
        db.session.commit()
    sign_in(cast.ada).get(f"/officers/{grant_of(app, cast.farah)}/write", status=403)


def test_it_says_how_many_have_spoken_and_names_nobody(app, browser, cast, town):
    with app.app_context():
        where = Where(clp_id=cast.ashford)
        for by in (town.ada, town.bola):
            forum.start_thread("Buses", "Where are they?", by=by, where=where)
        forum.start_thread(
            "Ours", "Secret.", by=town.ada, where=Where(clp_id=cast.ashford, only_clp=True)
        )
        db.session.commit()

    page = browser.get(f"/clps/{town.slug}").text

    missing = page.partition("Who is missing")[2].partition("</section>")[0]
    assert "2 of 5 members have spoken in the forum this month; 2 in a year." in missing
    assert "Ada" not in missing


def test_a_full_home_page_takes_ten_statements_and_none_when_kept(app, browser, cast, town, farah):
    announce(app, cast, farah, "Hall closed")
    with app.app_context():
        said = Said(title="Fair", starts_at=NOW, ends_at=NOW + timedelta(hours=2))
        calendar.add_entry(Calendar(clp_id=cast.ashford), said, by=farah)
        forum.start_thread("Buses", "Where?", by=town.ada, where=Where(clp_id=cast.ashford))
        db.session.commit()

    with statements(app) as first:
        browser.client.get(f"/clps/{town.slug}")
    with statements(app) as again:
        browser.client.get(f"/clps/{town.slug}")

    assert len(first) <= 10
    assert again == []


def test_regions_list_their_clps_and_a_name_finds_yours(app, browser, cast, town):
    with app.app_context():
        region = db.session.get_one(Clp, cast.ashford).region_id
        slug = db.session.get_one(Region, region).slug
    assert "Brambleton" in browser.get(f"/regions/{slug}").text
    browser.get("/regions/none", status=404)

    page = browser.get("/clps?q=ashf").text

    assert "Ashford Vale" in page
    assert "Brambleton" not in page
    assert "No CLP is called" in browser.get("/clps?q=%3Czz%3E").text


def test_what_is_held_of_a_member_is_in_their_data(app, sign_in, cast, town, farah):
    announce(app, cast, farah, "Hall closed")
    sign_in(cast.farah).post("/calendar/address")

    with app.app_context():
        held = held_about(cast.farah)

    assert held["announcements"][0]["announced"] == "Hall closed"
    assert held["calendar"] == [{"private_address": "made", "at": NOW.isoformat()}]
