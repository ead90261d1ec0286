"""A discussion goes to a meeting; what came of it comes back, signed by two, part of no count."""

from datetime import timedelta

import pytest

from accounts.access import Viewer
from accounts.rules import Grant, Role
from core.clock import freeze, now
from core.db import db
from core.errors import Refused
from core.subjects import find
from deliberation import actions, queries
from deliberation.actions.meetings import (
    ask_correction,
    record,
    sign,
    take_to_meeting,
    why_not_sign,
)
from deliberation.models import CalendarEntry, Meeting, MeetingItem, Speaker, Thread
from deliberation.rules import Position, Where
from deliberation.rules.meetings import Decision, Outcome

HANDS = {"For": 3, "Against": 2, "Abstained": 1}


@pytest.fixture
def farah(cast):
    """The officer of Ashford Vale."""
    return Viewer(
        id=cast.farah,
        name="Farah Khan",
        clp_id=cast.ashford,
        on_roll=True,
        grants=(Grant(Role.OFFICER, cast.ashford),),
    )


@pytest.fixture
def entry(app, town, cast):
    """A meeting of Ashford Vale that began two hours ago and is over: its id."""
    with app.app_context():
        made = entry_of(cast)
        db.session.commit()
        return made.id


def entry_of(cast, *, starts=timedelta(hours=-2), **facts):
    made = CalendarEntry(
        clp_id=cast.ashford,
        is_meeting=True,
        title="May meeting",
        starts_at=now() + starts,
        ends_at=now() + starts + timedelta(hours=1),
        venue="The Hall",
        state="approved",
        author_id=cast.farah,
        added_at=now(),
        changed_at=now(),
        **facts,
    )
    db.session.add(made)
    db.session.flush()
    return made


def taken(entry, town, farah):
    thread = db.session.get_one(Thread, town.thread)
    return take_to_meeting(thread, db.session.get_one(CalendarEntry, entry), by=farah)


def recorded(meeting, cast, farah, **facts):
    item = db.session.query(MeetingItem).one()
    outcome = Outcome(decision=Decision.STRAW_POLL, hands=HANDS, minority="Too dear.")
    given = {"attendance": 6, "guests": 2, "chair_id": cast.bola, **facts}
    record(meeting, **given, outcomes={item.id: (outcome, "We talked.")}, by=farah)


def test_from_the_call_to_the_record_without_a_script(app, town, cast, entry, sign_in):
    farah, bola = sign_in(cast.farah), sign_in(cast.bola)
    choose = farah.get(f"/threads/{town.thread}/meeting").text
    assert "May meeting" in choose
    page = farah.follow(farah.post(f"/threads/{town.thread}/meetings", {"entry": str(entry)}))
    assert "Who pays for it?" in page.text
    assert "record is not published yet" in bola.get(f"/threads/{town.thread}").text
    bola.post("/meetings/1/record", {}, status=403)

    farah.get("/meetings/1/record")
    wrong = farah.post("/meetings/1/record", form(attendance="4"), status=422).text
    assert "6 hands were counted and 4 people were there" in wrong
    assert "We talked." in wrong
    farah.post("/meetings/1/record", form())
    assert "Waiting for signatures" in bola.get("/meetings/1").text
    sign_in(cast.chen).get("/meetings/1", status=404)

    farah.post("/meetings/1/signatures")
    farah.post("/meetings/1/signatures", status=409)
    bola.post("/meetings/1/signatures")

    for page in (bola.get("/meetings/1"), sign_in(cast.chen).get("/meetings/1")):
        for words in ("Show of hands, not verified", "Bola Adeyemi</bdi> (chair)", "Too dear."):
            assert words in page.text
    top = sign_in(cast.chen).get(f"/threads/{town.thread}").text
    assert "Show of hands at a meeting, not verified" in top
    assert "<bdi>For</bdi> 3, <bdi>Against</bdi> 2, <bdi>Abstained</bdi> 1." in top
    assert "May meeting" in bola.get(f"/clps/{town.slug}/meetings").text
    assert "May meeting" in bola.get(f"/clps/{town.slug}").text
    assert "Its record" in bola.get(f"/entries/{entry}").text


def form(**facts):
    hands = {
        f"items-0-hands-{place}-{name}": value
        for place, row in enumerate(HANDS.items())
        for name, value in zip(("label", "hands"), row, strict=True)
    }
    return {
        "attendance": "6",
        "guests": "2",
        "chair": "Bola Adeyemi",
        "items-0-decision": "straw poll",
        "items-0-words": "We talked.",
        "items-0-minority": "Too dear.",
        **hands,
        **facts,
    }


def test_a_show_of_hands_is_part_of_no_other_count(inside, town, cast, entry, farah):
    thread = db.session.get_one(Thread, town.thread)
    actions.reply(thread, "For.", by=town.ada, position=Position.FOR)
    before = queries.voices_on(town.option)
    meeting = taken(entry, town, farah)
    recorded(meeting, cast, farah)
    sign(meeting, by=farah)
    sign(meeting, by=town.bola)

    assert queries.voices_on(town.option) == before == {"for": 1, "against": 0, "unsure": 0}


def test_numbers_that_count_somebody_twice_are_refused(inside, town, cast, entry, farah):
    meeting = taken(entry, town, farah)

    with pytest.raises(Refused, match="State how many were guests"):
        recorded(meeting, cast, farah, attendance=9, guests=0)
    with pytest.raises(Refused, match="people were there"):
        recorded(meeting, cast, farah, attendance=5)
    with pytest.raises(Refused, match="more guests than people"):
        recorded(meeting, cast, farah, guests=7)


def test_the_chair_and_another_person_sign_what_stands_there_now(inside, town, cast, entry, farah):
    meeting = taken(entry, town, farah)
    recorded(meeting, cast, farah, chair_id=cast.farah)
    sign(meeting, by=farah)
    assert "Somebody else" in (why_not_sign(meeting, farah) or "")
    assert "Only members" in (why_not_sign(meeting, town.chen) or "")
    recorded(meeting, cast, farah, chair_id=cast.farah)
    sign(meeting, by=town.ada)
    with pytest.raises(Refused, match="waits for the chair"):
        sign(meeting, by=town.bola)
    assert meeting.state == "signed"
    sign(meeting, by=farah)
    assert meeting.state == "published"


def test_members_correct_a_published_record_for_seven_days(app, town, cast, entry, farah, sign_in):
    with app.app_context():
        meeting = taken(entry, town, farah)
        recorded(meeting, cast, farah)
        sign(meeting, by=farah)
        sign(meeting, by=town.bola)
        db.session.commit()
    ada, officer = sign_in(cast.ada), sign_in(cast.farah)
    ada.post("/meetings/1/corrections", {"text": ""}, status=422)
    ada.post("/meetings/1/corrections", {"text": "Four were for it."})
    officer.get("/meetings/1")
    officer.post("/meetings/1/corrections/1/answer", {"text": "You are right."})
    four = form(**{"items-0-hands-0-hands": "4", "attendance": "7", "guests": "3"})
    officer.post("/meetings/1/record", four)

    page = sign_in(cast.chen).get("/meetings/1").text
    assert "You are right." in page
    assert "It is being corrected" in page
    assert "<td>4</td>" not in page
    officer.post("/meetings/1/signatures")
    sign_in(cast.bola).post("/meetings/1/signatures")
    page = ada.get("/meetings/1").text
    assert "<td>4</td>" in page
    assert "What the record said before" in page
    assert "<td>3</td>" in page
    with app.app_context(), freeze(now() + timedelta(days=8)):
        here = db.session.get_one(Meeting, 1)
        with pytest.raises(Refused, match="That time is over"):
            ask_correction(here, "Late.", by=town.ada)
        with pytest.raises(Refused, match="stands as it is"):
            recorded(here, cast, farah)


def test_what_a_clp_keeps_to_itself_stays_there_in_the_record_too(
    app, town, cast, entry, farah, sign_in
):
    with app.app_context():
        own = actions.start_thread(
            "Our own matter",
            "Hush.",
            by=town.bola,
            where=Where(clp_id=cast.ashford, only_clp=True),
        )
        meeting = take_to_meeting(own, db.session.get_one(CalendarEntry, entry), by=farah)
        recorded(meeting, cast, farah)
        sign(meeting, by=farah)
        sign(meeting, by=town.bola)
        db.session.commit()
        assert "We talked." not in find("meeting", 1).body

    assert "Our own matter" in sign_in(cast.ada).get("/meetings/1").text
    assert "Our own matter" not in sign_in(cast.chen).get("/meetings/1").text


def test_only_officers_take_it_and_only_to_a_meeting_of_their_clp(inside, town, cast, entry, farah):
    thread = db.session.get_one(Thread, town.thread)
    here = db.session.get_one(CalendarEntry, entry)
    with pytest.raises(Refused, match="Only an officer"):
        take_to_meeting(thread, here, by=town.ada)
    here.is_meeting = False
    with pytest.raises(Refused, match="calendar of your CLP"):
        take_to_meeting(thread, here, by=farah)
    here.is_meeting, here.clp_id = True, cast.brambleton
    with pytest.raises(Refused, match="Only an officer"):
        take_to_meeting(thread, here, by=farah)


def test_the_chairs_page_keeps_turns_and_says_what_the_room_can_say(
    app, town, cast, entry, farah, sign_in
):
    with app.app_context():
        taken(entry, town, farah)
        db.session.commit()
    chair = sign_in(cast.farah)
    sign_in(cast.ada).get("/meetings/1/chair", status=403)
    chair.post("/meetings/1/present", {"present": "2"})
    chair.post("/meetings/1/steps", {"step": "began"})
    for name, side in (("Ann", "for"), ("Ben", "for"), ("Cat", "against")):
        chair.post("/meetings/1/speakers", {"name": name, "position": side})
    chair.post("/meetings/1/speakers", {"name": "", "position": ""}, status=422)
    page = chair.get("/meetings/1/chair").text
    assert "2 of 5 members are here. Are you representative?" in page
    assert page.index("Ann") < page.index("Cat") < page.index("Ben")

    chair.post("/meetings/1/speakers/1/spoke")
    chair.post("/meetings/1/speakers", {"name": "ann", "position": "for"})
    chair.post("/meetings/1/speakers/2/back")
    page = chair.get("/meetings/1/chair").text
    assert page.index("Cat") < page.index("Ann")
    assert "Ben" not in page
    assert "Ask now" not in page
    with freeze(now() + timedelta(minutes=16)):
        assert "Ask now: who has not spoken?" in chair.get("/meetings/1/chair").text
    chair.post("/meetings/1/steps", {"step": "absent"})
    chair.post("/meetings/1/record", form())
    chair.post("/meetings/1/signatures")
    sign_in(cast.bola).post("/meetings/1/signatures")
    assert "stated the voices that were absent" in chair.get("/meetings/1").text
    with app.app_context():
        assert db.session.query(Speaker).count() == 0


def test_a_coming_meeting_is_named_at_the_top(app, town, cast, farah, sign_in):
    with app.app_context():
        later = entry_of(cast, starts=timedelta(days=3))
        take_to_meeting(db.session.get_one(Thread, town.thread), later, by=farah)
        db.session.commit()

    assert "Continues at a meeting:" in sign_in(cast.chen).get(f"/threads/{town.thread}").text
    assert "What it takes up" in sign_in(cast.ada).get("/entries/1").text
    sign_in(cast.farah).get("/meetings/1/record", status=403)
