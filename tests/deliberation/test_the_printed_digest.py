"""Members without e-mail get what happened on paper, from an officer of their CLP."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from accounts.access import Viewer
from accounts.models import Clp
from accounts.rules import Grant, Role
from core import clock
from core.db import db
from deliberation import actions
from deliberation.actions import proposals, publishing
from deliberation.actions.calendar import add_entry
from deliberation.rules import Where
from deliberation.rules.calendar import Calendar, Said
from tests.wiki.paper import needs_pdf

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def slug(app, cast):
    """Of ada's CLP, where three discussions began: an old one, one for all, one of their own."""
    ada = Viewer(id=cast.ada, clp_id=cast.ashford, on_roll=True)
    began = {"Of last year": timedelta(days=60), "Buses": timedelta(days=2)}
    with app.app_context():
        for title, ago in (*began.items(), ("Our hall", timedelta(days=1))):
            with clock.freeze(NOON - ago):
                where = Where(clp_id=cast.ashford, only_clp=title == "Our hall")
                actions.start_thread(title, "Words.", by=ada, where=where)
                db.session.commit()
        return db.session.get_one(Clp, cast.ashford).slug


def test_an_officer_prints_what_happened_in_the_clp_this_month(cast, slug, sign_in):
    with clock.freeze(NOON):
        page = sign_in(cast.farah).client.get(f"/clps/{slug}/printed").text

    assert "New discussion: Buses" in page
    assert "New discussion: Our hall" in page
    assert "Of last year" not in page
    assert "How to answer" in page
    assert not re.search(r"<form|<script", page)


def test_what_is_coming_stands_in_it_with_its_place(app, cast, slug, sign_in):
    with clock.freeze(NOON), app.app_context():
        farah = Viewer(
            id=cast.farah,
            clp_id=cast.ashford,
            on_roll=True,
            grants=(Grant(Role.OFFICER, cast.ashford),),
        )
        begins = NOON + timedelta(days=3)
        said = Said(
            title="Fair", starts_at=begins, ends_at=begins + timedelta(hours=2), venue="Corn Hall"
        )
        add_entry(Calendar(clp_id=cast.ashford), said, by=farah)
        db.session.commit()
        page = sign_in(cast.farah).client.get(f"/clps/{slug}/printed").text

    assert "Thursday 5 March 2026, 12pm to 2pm: Fair, Corn Hall" in page


def test_a_new_proposal_stands_in_it(app, cast, slug, sign_in):
    ada = Viewer(id=cast.ada, clp_id=cast.ashford, on_roll=True)
    with clock.freeze(NOON), app.app_context():
        made = proposals.begin("Free buses", "In short.", "At length.", by=ada, where=Where())
        publishing.publish(made, by=ada)
        db.session.commit()
        page = sign_in(cast.farah).client.get(f"/clps/{slug}/printed").text

    assert "New proposal: Free buses" in page


def test_nobody_else_prints_it(cast, slug, sign_in, browser):
    assert sign_in(cast.ada).client.get(f"/clps/{slug}/printed").status_code == 403
    assert browser.client.get(f"/clps/{slug}/printed.pdf").status_code == 303


@needs_pdf
def test_it_is_a_pdf_too(cast, slug, sign_in):
    with clock.freeze(NOON):
        answer = sign_in(cast.farah).client.get(f"/clps/{slug}/printed.pdf")
    assert answer.data.startswith(b"%PDF-1.7")
    assert answer.headers["Content-Type"] == "application/pdf"
