"""Members are told what concerns them, where they may read it, and never of what they did."""

import re

import sqlalchemy as sa

from accounts.models import Clp, Member
from core import personal
from core.db import db, statements
from core.jobs import Job, work_once
from notices import actions
from notices.actions.telling import write_to_members
from notices.models import Choice, Notice
from notices.queries import news
from notices.rules import Why
from tests.told import told as letters


def clp(id_):
    return db.session.get_one(Clp, id_)


def told(member_id, audiences=("public", "members")):
    return [(one.why, one.heading) for one in news(member_id, audiences)]


def test_who_is_told_reads_it_and_who_did_it_is_not_told(app, cast):
    with app.app_context():
        actions.tell([cast.ada, cast.bola, None], Why.REPLIED, clp(cast.ashford), by=cast.bola)
        db.session.commit()

        assert told(cast.ada) == [(Why.REPLIED, "Ashford Vale")]
        assert told(cast.bola) == []
        assert news(cast.ada, ("public",))[0].by == "Bola Adeyemi"


def test_telling_costs_one_statement_however_many_are_told(app, cast):
    with app.app_context():
        subject = clp(cast.ashford)
        with statements(app) as sent:
            actions.tell([cast.ada, cast.bola, cast.chen], Why.MEETING, subject)
        assert len(sent) == 1


def test_a_notice_of_a_poll_never_says_who(app, cast):
    with app.app_context():
        for why in (Why.POLL_OPENED, Why.POLL_CLOSED, Why.DECIDED):
            actions.tell([cast.ada], why, clp(cast.ashford), by=cast.bola)
        assert {one.by for one in news(cast.ada, ("public",))} == {""}


def test_what_was_hidden_or_is_kept_to_others_is_not_shown(app, cast):
    with app.app_context():
        subject = clp(cast.ashford)
        actions.tell([cast.ada], Why.MEETING, subject)
        actions.tell([cast.ada], Why.MENTIONED, db.session.get_one(Member, cast.bola))

        assert told(cast.ada, ("public",)) == [(Why.MEETING, "Ashford Vale")]
        subject.hidden_at = subject.hidden_at or db.session.get_one(Member, cast.ada).confirmed_at
        db.session.flush()
        assert told(cast.ada) == [(Why.MENTIONED, "Bola Adeyemi")]


def test_a_kind_that_is_turned_off_is_not_shown_but_official_notes_are(app, cast):
    with app.app_context():
        for why in (Why.MEETING, Why.OFFICIAL):
            db.session.add(Choice(member_id=cast.ada, why=why.value, how="off"))
            actions.tell([cast.ada], why, clp(cast.ashford))
        assert told(cast.ada) == [(Why.OFFICIAL, "Ashford Vale")]


def test_straw_polls_are_told_on_the_site_and_by_mail_to_those_who_choose_it(app, cast):
    with app.app_context():
        db.session.add(Choice(member_id=cast.bola, why=Why.POLL_OPENED.value, how="mail"))
        for why in (Why.POLL_OPENED, Why.POLL_CLOSED):
            actions.tell([cast.ada, cast.bola], why, clp(cast.ashford))

        assert {why for why, _ in told(cast.ada)} == {Why.POLL_OPENED, Why.POLL_CLOSED}
        mails = letters()
        assert {to for to in mails if mails[to]} == {"bola@demo.example"}


def test_every_member_of_a_clp_is_told_once_though_the_work_is_done_twice(app, cast):
    with app.app_context():
        actions.tell_members(
            Why.ANNOUNCED, clp(cast.ashford), clp_id=cast.ashford, words="Come!", by=cast.farah
        )
        db.session.commit()
        asked = db.session.scalar(sa.select(Job.arguments).where(Job.name.like("notices%")))
        work_once()
        write_to_members(**asked)
        rows = db.session.scalars(sa.select(Notice.member_id).order_by(Notice.member_id)).all()

    assert rows == sorted([cast.ada, cast.bola, cast.stella, cast.emrys])


def test_notices_stand_on_a_page_until_they_are_marked_as_read(app, cast, sign_in):
    with app.app_context():
        actions.tell([cast.ada], Why.MEETING, clp(cast.ashford), words="On <b>Friday</b> at 7pm")
        actions.tell([cast.bola], Why.MEETING, clp(cast.ashford))
        db.session.commit()
    ada = sign_in(cast.ada)
    page = ada.get("/notices").text
    assert "On &lt;b&gt;Friday&lt;/b&gt; at 7pm" in page
    assert "New</span>" in ada.get("/notices").text  # looking changes nothing

    new = re.search(r'name="new" value="([\d,]+)"', page).group(1)
    ada.post("/notices/read", {"new": f"{new},999,x,-1"})
    assert "New</span>" not in ada.get("/notices").text
    sign_in(cast.bola).post("/notices/read", {"new": new})
    assert "New</span>" in sign_in(cast.bola).get("/notices").text


def test_notices_are_the_members_own_data_and_go_with_the_account(app, cast):
    with app.app_context():
        actions.tell([cast.ada], Why.REPLIED, clp(cast.ashford), by=cast.bola)
        actions.tell([cast.bola], Why.REPLIED, clp(cast.ashford), by=cast.ada)
        assert personal.held_about(cast.ada)["notices"][0]["about"] == f"clp:{cast.ashford}"
        personal.erase(cast.ada)

        assert personal.held_about(cast.ada)["notices"] == []
        assert db.session.scalars(sa.select(Notice.actor_id)).all() == [None]
