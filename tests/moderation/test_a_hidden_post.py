"""A post in a thread, from the report link to the tombstone that everybody sees."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts.access import Viewer
from accounts.rules import Role
from core.db import db
from deliberation.actions import reply, start_thread
from deliberation.models import Post, Thread
from deliberation.rules import Position, Where
from moderation.models import Case
from tests import make
from tests.browser import Browser
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place, decide, report


@pytest.fixture
def thread_by_bola(office: Office, cast: Cast, place: Place) -> Callable[..., int]:
    """Starts a thread of Bola's; gives its number."""

    def start(*, position: Position | None = None, only_clp: bool = False) -> int:
        bola = Viewer(id=cast.bola, clp_id=cast.ashford, on_roll=True)
        where = Where(clp_id=cast.ashford, option_id=place.option, only_clp=only_clp)
        with office.open():
            made = start_thread(
                "Night buses", "You are all clowns.", by=bola, where=where, position=position
            )
            db.session.commit()
            return made.id

    return start


def first_post(office: Office, thread_id: int) -> int:
    with office.open():
        return db.session.scalars(
            sa.select(Post.id).where(Post.thread_id == thread_id, Post.number == 1)
        ).one()


def test_from_the_report_link_to_the_tombstone_in_the_thread(
    people: People, office: Office, thread_by_bola: Callable[..., int]
) -> None:
    thread_id = thread_by_bola()
    post_id = first_post(office, thread_id)
    page = people.ada.get(f"/threads/{thread_id}").text
    assert f"/reports/new?kind=post&amp;id={post_id}" in page

    report(people.ada, "post", post_id, "personal_abuse")
    decide(people.chen, office.newest(), "hide", reason="personal_abuse", words="Name-calling.")

    for reader in (people.eve, people.ada, people.bola):
        page = reader.get(f"/threads/{thread_id}").text
        assert "personal abuse (rule 1)" in page
        assert "clowns" not in page
    assert "clowns" in people.bola.get("/decisions/1").text


def test_the_case_keeps_what_was_said_around_it(
    people: People, office: Office, cast: Cast, thread_by_bola: Callable[..., int]
) -> None:
    thread_id = thread_by_bola()
    with office.open():
        dilys = Viewer(id=cast.dilys, clp_id=cast.brambleton, on_roll=True)
        reply(db.session.get_one(Thread, thread_id), "Please stop.", by=dilys)
        db.session.commit()
    report(people.ada, "post", first_post(office, thread_id), "personal_abuse")

    page = people.chen.get(f"/cases/{office.newest().id}").text
    assert "What was said around it" in page
    assert "Please stop." in page


def test_a_post_that_takes_a_position_waits_for_two(
    people: People, office: Office, thread_by_bola: Callable[..., int]
) -> None:
    thread_id = thread_by_bola(position=Position.FOR)
    report(people.ada, "post", first_post(office, thread_id), "personal_abuse")
    decide(people.chen, office.newest(), "hide", reason="personal_abuse")

    assert "pending a second opinion" in people.eve.get(f"/threads/{thread_id}").text


def test_a_whole_thread_is_not_hidden_by_one(
    people: People, office: Office, thread_by_bola: Callable[..., int]
) -> None:
    thread_id = thread_by_bola()
    report(people.ada, "thread", thread_id, "off_topic")
    decide(people.chen, office.newest(), "hide", reason="off_topic")

    assert "clowns" in people.eve.get(f"/threads/{thread_id}").text
    assert office.newest().state == "awaiting_second"


def test_what_a_clp_keeps_to_itself_stays_there(
    people: People,
    office: Office,
    cast: Cast,
    app: Flask,
    sign_in: Callable[[int], Browser],
    thread_by_bola: Callable[..., int],
) -> None:
    post_id = first_post(office, thread_by_bola(only_clp=True))
    people.dilys.get(f"/reports/new?kind=post&id={post_id}", status=404)
    report(people.ada, "post", post_id, "spam")
    case: Case = office.newest()
    assert case.clp_id == cast.ashford
    with app.app_context():
        make.grant(cast.gwen, Role.STEWARD, cast.brambleton)
        make.grant(cast.farah, Role.STEWARD, cast.ashford)
        db.session.commit()

    sign_in(cast.gwen).get(f"/cases/{case.id}", status=404)
    farah = sign_in(cast.farah)
    assert "Ashford Vale" in farah.get("/moderation").text
    decide(farah, case, "hide", reason="spam")

    log = people.eve.get("/log").text
    assert "steward of Ashford Vale" in log
    assert "/threads/" not in log


def test_who_took_a_side_in_the_thread_does_not_judge_in_it(
    people: People, office: Office, cast: Cast, thread_by_bola: Callable[..., int]
) -> None:
    thread_id = thread_by_bola()
    with office.open():
        chen = Viewer(id=cast.chen, clp_id=cast.brambleton, on_roll=True)
        reply(db.session.get_one(Thread, thread_id), "No.", by=chen, position=Position.AGAINST)
        db.session.commit()
    report(people.ada, "post", first_post(office, thread_id), "off_topic")
    case = office.newest()

    assert "argued a position in this discussion" in people.chen.get(f"/cases/{case.id}").text
    assert "argued a position" in decide(people.chen, case, "no_action", status=422)
    decide(people.chen, case, "hide", reason="spam")
