"""What a member says of themselves is kept apart, told to nobody, and gone when taken back."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Clp
from core import clock, personal
from core.db import Model, db
from deliberation.models import Post, Thread
from moderation.about import counting, own
from moderation.about.questions import QUESTIONS
from moderation.detectors.group_gap import Group
from moderation.models import HeardBand
from moderation.rules.bands import LEAST_MEMBERS, Band, bands, rounded
from tests import make
from tests.files import contents

AGE = next(question for question in QUESTIONS if question.name == "age")


def everything_stored(app) -> bytes:
    """Every row of the site's own database, and of the store of answers, as bytes."""
    rows = []
    with app.app_context():
        for table in Model.metadata.sorted_tables:
            rows += [repr(tuple(row)).encode() for row in db.session.execute(sa.select(table))]
        rows += contents(*store_files(app)).values()
    return b"\n".join(rows)


def store_files(app) -> list[Path]:
    folder = Path(app.extensions["settings"].data_path) / "about"
    return sorted(folder.glob("*")) if folder.exists() else []


def test_an_answer_needs_agreement_is_seen_by_its_member_only_and_is_deleted_at_once(
    app, cast, sign_in
):
    ada, chen = sign_in(cast.ada), sign_in(cast.chen)
    page = "/account/about-me"
    ada.post(f"{page}/disability", {"group": "yes"}, status=422)
    ada.post(f"{page}/disability", {"group": "rubbish", "agree": "yes"}, status=422)
    ada.post(f"{page}/shoes", {"group": "yes", "agree": "yes"}, status=404)
    ada.post(f"{page}/disability", {"group": "yes", "agree": "yes"})
    ada.post(f"{page}/age", {"group": "under-35", "agree": "yes"})

    assert "You said: <strong>Under 35</strong>" in ada.get(page).text
    assert "You said" not in chen.get(page).text
    with app.app_context():
        own_data = repr(personal.held_about(cast.ada))
        others = repr(personal.held_about(cast.chen))
    assert "Under 35" in own_data
    assert "Under 35" not in others

    ada.post(f"{page}/age", {"take_back": "yes"})
    with app.app_context():
        assert set(own.answers_of(cast.ada)) == {"disability"}
        personal.erase(cast.ada)
        assert own.answers_of(cast.ada) == {}
        db.session.rollback()


def test_nothing_stored_written_or_shown_tells_an_answer(app, cast, sign_in, caplog):
    before = everything_stored(app)
    ada = sign_in(cast.ada)
    with caplog.at_level("DEBUG"):
        ada.post("/account/about-me/age", {"group": "under-35", "agree": "yes"})
    with app.app_context():
        uuid = db.session.scalar(
            sa.text("SELECT uuid FROM member WHERE id = :it"), {"it": cast.ada}
        )
    stored = everything_stored(app)

    assert b"under-35" not in stored
    assert b"Under 35" not in stored
    assert stored.count(uuid.encode()) == before.count(uuid.encode())
    assert "under-35" not in caplog.text
    for member in (cast.chen, cast.farah, cast.hari, cast.gwen):
        client = sign_in(member).client
        for page in (f"/members/{cast.ada}", "/moderation", "/log", "/account/data"):
            shown = client.get(page).text.casefold()
            assert "under-35" not in shown
            assert "under 35" not in shown
        assert "Ada Okafor" not in client.get("/search?q=under-35").text


def test_without_the_key_answers_of_one_member_are_not_even_alike(app, cast):
    with app.app_context():
        for member in (cast.ada, cast.bola):
            own.say(member, "carer", "yes")
            own.say(member, "shifts", "yes")
    found = [
        row
        for path in store_files(app)
        for row in sqlite3.connect(path).execute("SELECT whose, says FROM answers")
    ]
    seen = [part for row in found for part in row]
    assert len(seen) == len(set(seen))


@pytest.fixture
def spoken(app, cast) -> int:
    """120 members of a CLP: half under 35, of whom two have spoken; 38 of the others have."""
    with app.app_context():
        home = db.session.get_one(Clp, cast.ashford)
        people = [make.member(of=home, password_hash=None).id for _ in range(120)]
        for number, member in enumerate(people):
            own.say(member, "age", "under-35" if number < 60 else "55-69")
        thread = Thread(
            title="Buses",
            asks="discussion",
            clp_id=cast.ashford,
            author_id=cast.bola,
            started_at=clock.now(),
            active_at=clock.now(),
        )
        db.session.add(thread)
        db.session.flush()
        for number, member in enumerate([*people[:2], *people[60:98]], 1):
            db.session.add(
                Post(
                    thread_id=thread.id,
                    number=number,
                    author_id=member,
                    text="x",
                    written_at=clock.now() - timedelta(days=number),
                )
            )
        db.session.commit()
    return int(cast.ashford)


def test_counting_leaves_bands_and_no_number_once_a_month(app, spoken, browser):
    with app.app_context():
        assert counting.count_month() > 0
        assert counting.count_month() == 0
        found = {
            row.answer: row.band
            for row in db.session.scalars(sa.select(HeardBand).where(HeardBand.attribute == "age"))
            if row.clp_id == spoken
        }
        slug = db.session.get_one(Clp, spoken).slug
    assert found["under-35"] == Band.WELL_BELOW
    assert found["55-69"] == Band.AS_EXPECTED
    assert found["35-54"] == found["70"] == Band.NOT_SHOWN
    page = browser.get(f"/clps/{slug}/heard").text
    assert "well below what its members would be" in page


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 100)), min_size=2, max_size=4))
def test_no_small_group_has_a_band_and_never_is_one_left_out_alone(counts):
    groups = [
        Group(f"g{n}", members, min(members, spoke)) for n, (members, spoke) in enumerate(counts)
    ]
    found = bands(groups)

    hidden = [one for one in groups if found[one.name] is Band.NOT_SHOWN]
    assert len(hidden) != 1
    assert all(
        one.members >= LEAST_MEMBERS for one in groups if found[one.name] is not Band.NOT_SHOWN
    )
    assert rounded(9) == "fewer than 10"
    assert rounded(318) == "about 320"
