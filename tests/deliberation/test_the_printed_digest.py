"""Members without e-mail get what happened on paper, from an officer of their CLP."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from accounts.access import Viewer
from accounts.models import Clp
from core import clock
from core.db import db
from deliberation import actions
from deliberation.rules import Where
from wiki.briefing import pdf

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


def test_nobody_else_prints_it(cast, slug, sign_in, browser):
    assert sign_in(cast.ada).client.get(f"/clps/{slug}/printed").status_code == 403
    assert browser.client.get(f"/clps/{slug}/printed.pdf").status_code == 303


@pytest.mark.skipif(not pdf.is_there(), reason="no WeasyPrint")
def test_it_is_a_pdf_too(cast, slug, sign_in):
    with clock.freeze(NOON):
        answer = sign_in(cast.farah).client.get(f"/clps/{slug}/printed.pdf")
    assert answer.data.startswith(b"%PDF-1.7")
    assert answer.headers["Content-Type"] == "application/pdf"
