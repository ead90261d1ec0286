"""An officer enters what members said on paper: theirs, labelled, and one voice for each person."""

import pytest

from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Grant, Role
from core import personal
from core.clock import freeze, now
from core.db import db
from core.errors import Refused
from deliberation import actions, queries
from deliberation.actions.contributions import Slip, correct, enter
from deliberation.models import Contribution, Post, StandIn, Thread
from deliberation.queries.voices import heard_in
from deliberation.rules import Position, Where
from deliberation.rules.contributions import CORRECT_FOR, OnRoll, find_on_roll
from moderation.discussions import took_position
from tests import make
from wiki.actions import add_option
from wiki.models import Option, Topic


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
def mary(app, cast):
    """On the roll of Ashford Vale, with no address and no account: her id."""
    with app.app_context():
        made = make.member(
            "Mary Jones", email=None, password_hash=None, confirmed_at=None, clp_id=cast.ashford
        )
        db.session.commit()
        return made.id


def thread_of(town):
    return db.session.get_one(Thread, town.thread)


def put(town, farah, member_id, position=Position.FOR, *, named=True, thread=None):
    slip = Slip(member_id=member_id, words="Feed them.", position=position, named=named)
    return enter(thread or thread_of(town), slip, by=farah)


def test_a_batch_of_slips_becomes_posts_of_the_members_with_a_sheet_to_read_back(
    app, town, cast, mary, sign_in
):
    farah = sign_in(cast.farah)
    assert "Enter points of members" in farah.get(f"/threads/{town.thread}").text
    farah.get(f"/threads/{town.thread}/contributions/new?slips=6")

    slips = [("mary jones", "yes", "for", "No child *hungry*."), ("Bola Adeyemi", "no", "", "Hm.")]
    answer = farah.post(f"/threads/{town.thread}/contributions", typed(slips))
    sheet = farah.follow(answer).text

    assert "No child <em>hungry</em>." in sheet
    assert "Shown under your name: <bdi>Mary Jones</bdi>" in sheet
    assert "as “a member without internet”" in sheet
    assert "Bola" not in sheet
    page = farah.get(f"/threads/{town.thread}").text
    label = "Contribution from Mary Jones (on paper), entered by Farah Khan, officer of Ashford"
    assert label in page
    assert "Contribution from A member without internet (on paper), entered by" in page
    assert "Mary Jones" in farah.get(f"/clps/{town.slug}/contributions").text
    with app.app_context():
        authors = [post.author_id for post in posts()]
    assert mary in authors
    assert not {cast.farah, cast.bola} & set(authors[1:])


def typed(slips):
    fields = {"channel": "paper"}
    for number, values in enumerate(slips):
        names = ("who", "named", "position", "text")
        fields |= {
            f"slips-{number}-{name}": value for name, value in zip(names, values, strict=True)
        }
    return fields


def posts():
    return db.session.query(Post).order_by(Post.id).all()


def test_one_wrong_slip_enters_nothing_and_keeps_everything_typed(app, town, cast, mary, sign_in):
    slips = [("Mary Jones", "yes", "for", "Kept."), ("Marie Jones", "no", "for", "Kept too.")]

    page = sign_in(cast.farah).post(
        f"/threads/{town.thread}/contributions", typed(slips), status=422
    )

    assert "Slip 2: “Marie Jones” is not on the roll of your CLP. Did you mean Mary Jones?" in (
        page.text
    )
    assert "Kept." in page.text
    assert "Kept too." in page.text
    with app.app_context():
        assert len(posts()) == 1
        assert db.session.query(Contribution).count() == 0


def test_only_officers_enter_and_only_for_members_of_their_own_clp(
    app, town, cast, mary, sign_in, farah
):
    sign_in(cast.ada).get(f"/threads/{town.thread}/contributions/new", status=403)
    with app.app_context():
        with pytest.raises(Refused, match="on its roll"):
            put(town, farah, cast.chen)
        with pytest.raises(Refused, match="on its roll"):
            put(town, town.ada, mary)
        with pytest.raises(Refused, match="write yourself"):
            put(town, farah, cast.farah)


def test_a_person_is_one_voice_on_the_web_on_paper_with_and_without_a_name(inside, town, farah):
    actions.reply(thread_of(town), "I am for it.", by=town.ada, position=Position.FOR)
    put(town, farah, town.ada.id, Position.UNSURE, named=False)
    put(town, farah, town.ada.id, Position.AGAINST, named=False)
    put(town, farah, town.bola.id, Position.FOR)

    assert queries.voices_on(town.option) == {"for": 1, "against": 1, "unsure": 0}
    assert heard_in(town.thread) == (2, 2)
    assert db.session.query(StandIn).count() == 1


def test_a_voice_without_a_name_counts_with_the_officer_silent(inside, town, farah, mary):
    put(town, farah, mary, named=False)

    assert queries.voices_on(town.option)["for"] == 1
    assert not took_position("thread", town.thread, farah.id)
    assert took_position("thread", town.thread, mary)
    assert not took_position("thread", town.thread, town.ada.id)


def test_nothing_in_the_database_ties_a_stand_in_to_the_person(inside, town, farah, mary):
    other = add_option(db.session.get_one(Topic, town.topic), "None", by=town.dilys)
    elsewhere = actions.start_thread("No", "No.", by=town.bola, where=Where(option_id=other.id))
    first = put(town, farah, mary, named=False)
    second = put(town, farah, mary, named=False, thread=elsewhere)

    shown = db.session.get_one(Member, first.author_id)
    assert first.author_id != second.author_id
    assert (shown.name, shown.membership_number, shown.email, shown.password_hash) == (
        "A member without internet",
        None,
        None,
        None,
    )
    assert mary not in {first.author_id, second.author_id}


def test_the_member_can_correct_for_four_weeks_and_so_can_the_officer(
    app, town, farah, mary, cast, sign_in
):
    with app.app_context():
        post = put(town, farah, cast.ada).id
        db.session.commit()
    ada = sign_in(cast.ada)
    assert f"/posts/{post}/correct" in ada.get(f"/threads/{town.thread}").text
    ada.get(f"/posts/{post}/correct")
    ada.post(f"/posts/{post}/correct", {"text": "Feed them well.", "position": "for"})
    assert "Feed them." in ada.get(f"/posts/{post}/history").text
    sign_in(cast.farah).post(f"/posts/{post}/correct", {"text": "Feed all.", "position": "for"})
    assert f"/posts/{post}/correct" not in sign_in(cast.bola).get(f"/threads/{town.thread}").text
    sign_in(cast.bola).get(f"/posts/{post}/correct", status=403)
    late = now() + CORRECT_FOR * 2
    with app.app_context(), freeze(late), pytest.raises(Refused, match="28 days"):
        correct(db.session.get_one(Post, post), "Late.", by=farah)


def test_a_point_without_a_name_is_taken_in_and_told_to_the_member_alone(inside, town, farah, mary):
    post = put(town, farah, mary, named=False)
    option = db.session.get_one(Option, town.option)
    argument = actions.take_in(post, option, side="for", claim="Hunger.", detail="", by=town.dilys)

    assert argument.author_id == post.author_id
    assert queries.voices_on(town.option)["for"] == 1
    held = personal.held_about(mary)["contributions entered for you"]
    assert [(one["post"], one["named"]) for one in held] == [(f"/posts/{post.id}", False)]
    assert personal.held_about(town.ada.id)["contributions entered for you"] == []


def test_two_of_one_name_are_told_apart_by_number():
    roll = [OnRoll(1, "Jo Smith", "A1", 1999, 1), OnRoll(2, "JO SMITH", "A2", 2020, 1)]

    member, why_not = find_on_roll(" jo  smith ", roll)
    assert member is None
    assert why_not.endswith("Enter the number: A1 (joined 1999); A2 (joined 2020).")
    assert find_on_roll("a2", roll)[0] == roll[1]
    assert find_on_roll("", roll)[0] is None
