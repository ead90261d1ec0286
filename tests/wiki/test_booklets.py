"""A branch as PDF booklets: made part by part by the worker, stopped, taken up again."""

import io
import zipfile
from datetime import timedelta

import pytest
import sqlalchemy as sa

from core import clock, personal
from core.clock import now
from core.db import db
from core.errors import Refused
from core.jobs import Job, work_once
from tests.wiki.conftest import chain
from tests.wiki.paper import needs_pdf
from wiki.actions import booklets
from wiki.briefing import pdf
from wiki.models import Printing
from wiki.queries.branches import branch

pytestmark = needs_pdf


@pytest.fixture
def large(app):
    """Id of a branch of twelve topics, which makes two booklets."""
    with app.app_context():
        (top,) = chain("Everything")
        for number in range(11):
            chain(f"Number {number}.", root=top.id)
        db.session.commit()
        return top.id


def work(app, times):
    """Let the worker make so many parts."""
    with app.app_context():
        for _ in range(times):
            found = db.session.scalar(sa.select(Job).where(Job.name == "wiki.booklet"))
            if found is not None:
                asked = found.arguments
                db.session.delete(found)
                db.session.commit()
                booklets.make_next(**asked)


def test_a_member_asks_watches_stops_goes_on_and_takes_them(app, cast, sign_in, large):
    ada = sign_in(cast.ada)
    assert "2 booklets" in ada.get(f"/topics/{large}/take").text
    url = ada.post(f"/topics/{large}/booklets").headers["Location"]
    assert "0 of 2 parts made" in ada.get(url).text
    ada.get(f"{url}/part-1.pdf", status=404)

    work(app, 1)
    assert "1 of 2 parts made" in ada.get(url).text
    assert ada.post(f"/topics/{large}/booklets").headers["Location"] == url
    ada.post(f"{url}/stop")
    work(app, 1)
    assert "1 of 2 parts made, then stopped" in ada.get(url).text
    ada.post(f"{url}/go-on")
    with app.app_context():
        work_once()

    assert "They stay here for a week" in ada.get(url).text
    assert ada.client.get(f"{url}/part-2.pdf").data.startswith(b"%PDF-")
    archive = zipfile.ZipFile(io.BytesIO(ada.client.get(f"{url}/all.zip").data))
    assert archive.namelist() == ["part-001.pdf", "part-002.pdf"]
    sign_in(cast.bola).get(url, status=404)


def test_a_part_that_was_made_twice_counts_once_and_the_layout_holds_no_transaction(
    app, cast, monkeypatch
):
    open_while_made = []
    make = pdf.pdf_of

    def noted(html, **more):
        open_while_made.append(db.session().in_transaction())
        return make(html, **more)

    monkeypatch.setattr(pdf, "pdf_of", noted)
    with app.app_context():
        (small,) = chain("Small")
        printing = booklets.ask_booklets(branch(small.id), cast.ada)
        db.session.commit()
        number = printing.id
        booklets.make_next(number)
        db.session.remove()
        db.session.execute(sa.update(Printing).values(made=0))  # killed before it was noted
        db.session.commit()
        db.session.remove()
        booklets.make_next(number)
        db.session.remove()
        assert db.session.get(Printing, number).made == 1
    assert open_while_made == [False, False]


def test_a_member_has_few_under_way_and_they_go_after_a_week_or_with_the_account(app, cast):
    with app.app_context():
        tops = [chain(f"Branch {number}")[0].id for number in range(4)]
        for top in tops[:3]:
            booklets.ask_booklets(branch(top), cast.ada)
        with pytest.raises(Refused, match="still being made"):
            booklets.ask_booklets(branch(tops[3]), cast.ada)
        db.session.commit()
        mine = db.session.scalars(sa.select(Printing)).first()
        booklets._keep(mine.id, 1, b"%PDF-")
        assert len(personal.held_about(cast.ada)["booklets"]) == 3
        with clock.freeze(now() + timedelta(days=8)):
            booklets.forget_old()

        assert db.session.scalar(sa.select(sa.func.count()).select_from(Printing)) == 0
        assert not booklets.folder_of(mine.id).exists()
