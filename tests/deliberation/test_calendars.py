"""Members add entries for approval; officers decide, change and cancel; everybody reads."""

from datetime import UTC, datetime

import pytest

from accounts.access import Viewer
from accounts.models import Clp
from accounts.rules import Grant, Role
from core import clock
from core.db import db
from deliberation.actions import calendar as actions
from deliberation.models import CalendarEntry, EntryVersion
from deliberation.rules.calendar import Calendar, Said

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TYPED = {
    "title": "Branch meeting",
    "what": "meeting",
    "starts_on": "2026-03-10",
    "starts": "19:30",
    "ends": "9.15pm",
    "venue": "Corn Hall, High Street",
    "words": "Bring **ideas**.",
}


@pytest.fixture(autouse=True)
def _in_march():
    with clock.freeze(NOW):
        yield


@pytest.fixture
def farah(cast):
    return Viewer(
        id=cast.farah,
        clp_id=cast.ashford,
        on_roll=True,
        grants=(Grant(Role.OFFICER, cast.ashford),),
    )


def entry_of(app, title="Branch meeting"):
    with app.app_context():
        return db.session.query(CalendarEntry).filter_by(title=title).one()


def add(app, calendar, by, title="Branch meeting", **more):
    with app.app_context():
        said = Said(
            title=title,
            starts_at=more.pop("starts_at", datetime(2026, 3, 10, 19, 30, tzinfo=UTC)),
            ends_at=more.pop("ends_at", datetime(2026, 3, 10, 21, tzinfo=UTC)),
            **more,
        )
        made = actions.add_entry(calendar, said, by=by)
        db.session.commit()
        return made.id


def test_a_member_adds_an_entry_which_an_officer_lets_into_the_calendar(
    app, sign_in, browser, cast, town
):
    ada, farah = sign_in(cast.ada), sign_in(cast.farah)
    calendar = f"/clps/{town.slug}/calendar"
    page = ada.follow(ada.post("/entries", {**TYPED, "clp": town.slug}))
    assert "Waiting for approval" in page.text
    assert "Tuesday 10 March 2026, 7:30pm to 9:15pm" in page.text
    entry = entry_of(app)
    browser.get(entry.url, status=404)
    assert "Branch meeting" not in browser.get(calendar).text
    assert "1 entry waits for approval" in farah.get(calendar).text

    farah.post(f"{entry.url}/approve")

    assert "Branch meeting" in browser.get(calendar).text
    assert "Branch meeting" in browser.get(f"{calendar}?view=list").text
    assert "<strong>ideas</strong>" in browser.get(entry.url).text
    assert "SUMMARY:Branch meeting" in browser.get(f"{entry.url}.ics").text


def test_an_officer_refuses_with_a_reason_that_only_the_author_reads(
    app, sign_in, browser, cast, town
):
    ada, farah = sign_in(cast.ada), sign_in(cast.farah)
    ada.post("/entries", {**TYPED, "clp": town.slug})
    url = entry_of(app).url
    farah.post(f"{url}/refuse", {"reason": " "}, status=422)

    farah.post(f"{url}/refuse", {"reason": "The hall is taken that night."})

    assert "The hall is taken that night." in ada.get(url).text
    browser.get(url, status=404)
    farah.post(f"{url}/approve", status=409)


def test_nobody_else_decides_or_changes(app, sign_in, cast, town):
    ada, bola, chen = sign_in(cast.ada), sign_in(cast.bola), sign_in(cast.chen)
    ada.post("/entries", {**TYPED, "clp": town.slug})
    url = entry_of(app).url

    bola.post(f"{url}/approve", status=404)
    chen.post(f"{url}/edit", TYPED, status=404)
    ada.post(f"{url}/approve", status=409)
    ada.get(f"{url}/refuse", status=403)
    refused = chen.post("/entries", {**TYPED, "clp": town.slug}, status=422)
    assert "your own CLP" in refused.text
    sign_in(cast.farah).post(f"{url}/approve")
    page = ada.get(f"{url}/edit", status=403)
    assert "an officer changes it" in page.text


def test_what_an_entry_said_before_stays_readable(app, sign_in, browser, cast, town, farah):
    number = add(app, Calendar(clp_id=cast.ashford), farah)
    officer = sign_in(cast.farah)

    officer.post(f"/entries/{number}/edit", {**TYPED, "starts": "18:00", "title": "AGM"})

    page = browser.get(f"/entries/{number}").text
    assert "6pm to 9:15pm" in page
    assert "Branch meeting" in page.partition("What it said before")[2]
    with app.app_context():
        assert db.session.query(EntryVersion).count() == 1
        assert db.session.get_one(CalendarEntry, number).changes == 1


def test_whoever_watches_an_entry_is_told_what_changed(app, sign_in, cast, town, farah):
    number = add(app, Calendar(clp_id=cast.ashford), farah)
    chen = sign_in(cast.chen)
    chen.post(f"/watch/entry/{number}")
    officer = sign_in(cast.farah)

    officer.post(f"/entries/{number}/edit", {**TYPED, "venue": "Mill Lane"})
    officer.post(f"/entries/{number}/cancel", {"reason": "Snow."})

    news = chen.get("/notices").text
    assert "It now takes place on Tuesday 10 March 2026, 7:30pm to 9:15pm." in news
    assert "Cancelled: Snow." in news
    assert "It now takes place" not in sign_in(cast.ada).get("/notices").text


def test_the_author_is_told_why_an_entry_was_refused(app, sign_in, cast, town):
    ada = sign_in(cast.ada)
    ada.post("/entries", {**TYPED, "clp": town.slug})

    sign_in(cast.farah).post(f"{entry_of(app).url}/refuse", {"reason": "The hall is taken."})

    assert "The hall is taken." in ada.get("/notices").text
    assert "The hall is taken." not in sign_in(cast.bola).get("/notices").text


def test_a_cancelled_entry_stays_where_it_stood(app, sign_in, browser, cast, town, farah):
    number = add(app, Calendar(clp_id=cast.ashford), farah)

    sign_in(cast.farah).post(f"/entries/{number}/cancel", {"reason": "Snow."})

    page = browser.get(f"/clps/{town.slug}/calendar").text
    assert "<s>Branch meeting</s>" in page
    assert "Snow." in browser.get(f"/entries/{number}").text
    feed = browser.get(f"/clps/{town.slug}/calendar.ics").text
    assert "STATUS:CANCELLED" in feed
    assert "SEQUENCE:1" in feed


def test_a_clp_shows_what_its_region_and_the_party_do_and_not_the_next_clp(
    app, browser, cast, town, farah
):
    hari = Viewer(id=cast.hari, clp_id=cast.brambleton, grants=(Grant(Role.ADMIN, None),))
    with app.app_context():
        region = db.session.get_one(Clp, cast.ashford).region_id
    add(app, Calendar(clp_id=cast.ashford), farah, "Local")
    add(app, Calendar(region_id=region), hari, "Regional")
    add(app, Calendar(), hari, "National")

    here = browser.get(f"/clps/{town.slug}/calendar.ics").text
    there = browser.get(f"/clps/{town.other_slug}/calendar.ics").text

    assert all(f"SUMMARY:{name}" in here for name in ("Local", "Regional", "National"))
    assert "SUMMARY:Local" not in there
    assert "SUMMARY:Regional" in there
    assert "National" in browser.get("/calendar?month=2026-03").text
    assert "Regional" not in browser.get("/calendar?month=2026-03").text


def test_what_a_clp_keeps_to_itself_is_read_by_its_members_and_through_a_private_address(
    app, sign_in, browser, cast, town, farah
):
    number = add(app, Calendar(clp_id=cast.ashford), farah, "Selection", only_clp=True)
    calendar = f"/clps/{town.slug}/calendar"
    ada, chen = sign_in(cast.ada), sign_in(cast.chen)
    assert "Selection" in ada.get(calendar).text
    assert "Selection" not in chen.get(calendar).text
    assert "Selection" not in ada.get(f"{calendar}.ics").text
    chen.get(f"/entries/{number}", status=404)

    ada.post("/calendar/address")

    address = ada.get(f"{calendar}/subscribe").text.partition("/calendars/")[2].partition("<")[0]
    assert "Selection" in browser.get(f"/calendars/{address}").text
    browser.get(f"/calendars/{address[:-5]}x.ics", status=404)
    ada.post("/calendar/address/end")
    browser.get(f"/calendars/{address}", status=404)


def test_a_copy_falls_on_the_same_weekday_of_the_next_month(app, sign_in, cast, town, farah):
    number = add(app, Calendar(clp_id=cast.ashford), farah)

    page = sign_in(cast.farah).get(f"/entries/new?clp={town.slug}&copy={number}").text

    assert 'value="2026-04-14"' in page  # the second Tuesday
    assert 'value="20:30"' not in page  # 7.30pm on British clocks, in summer too
    assert 'value="19:30"' in page


REFUSED = (
    ({"ends": "19:00"}, "It ends before it starts"),
    ({"starts_on": "2026-02-31"}, "There is no day 31/2/2026"),
    ({"starts_on": "next week"}, "Enter a day, like 31/5/2026."),
    ({"starts": "25:00"}, "Enter a time"),
    ({"starts_on": "2026-03-29", "starts": "01:30"}, "the clocks go forward"),
    ({"ends_on": "2036-03-10"}, "31 days at most"),
    ({"starts_on": "2046-03-10", "ends_on": "2046-03-10"}, "three years ahead"),
    ({"starts_on": "0001-01-01"}, "Check the year."),
    ({"title": "\u202e\u200b"}, "Enter a title."),
    ({"title": "x" * 121}, "the most is 120"),
    ({"words": "x" * 10_001}, "the most is 10,000"),
    ({"what": "party"}, "Not a valid choice"),
)


@pytest.mark.parametrize(("typed", "sentence"), REFUSED)
def test_what_cannot_be_is_refused_in_a_sentence_and_kept_in_the_form(
    app, sign_in, cast, town, typed, sentence
):
    page = sign_in(cast.ada).post("/entries", {**TYPED, **typed, "clp": town.slug}, status=422)

    assert sentence in page.text
    assert "Corn Hall, High Street" in page.text
    with app.app_context():
        assert db.session.query(CalendarEntry).count() == 0


def test_made_up_ids_and_months_lead_nowhere(sign_in, browser, cast, town):
    ada = sign_in(cast.ada)
    for address in (
        "/entries/999",
        "/entries/999.ics",
        "/clps/none/calendar",
        "/calendars/1-x.ics",
    ):
        ada.get(address, status=404)
    ada.post("/entries", {**TYPED, "clp": "none"}, status=404)
    ada.post("/entries/999/approve", status=404)
    for month in ("2026-13", "0000-00", "x", "9999-12", "٢٠٢٦-٠٣"):
        assert "March 2026" in browser.get(f"/clps/{town.slug}/calendar?month={month}").text


def test_a_title_from_right_to_left_stays_in_its_place(app, browser, cast, town, farah):
    add(app, Calendar(clp_id=cast.ashford), farah, "\u202e\u05d0\u05d1\nBEGIN:VEVENT")

    page = browser.get(f"/clps/{town.slug}/calendar").text
    feed = browser.get(f"/clps/{town.slug}/calendar.ics").text

    assert "<bdi>\u202e" in page
    assert feed.count("\r\nBEGIN:VEVENT") == 1
