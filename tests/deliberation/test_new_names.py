"""A page that was kept shows the name that somebody has now."""

from __future__ import annotations

from accounts.importing import import_clps, import_members
from accounts.models import Clp, Member
from core.db import db


def test_a_member_whose_name_changed_on_the_roll_has_it_on_posts_already_written(
    app, town, cast, browser, tmp_path
):
    thread = f"/threads/{town.thread}"
    assert "Bola Adeyemi" in browser.get(thread).text

    with app.app_context():
        bola = db.session.get_one(Member, cast.bola)
        facts = f"{bola.membership_number},Bola Okonkwo,Ashford Vale,2020-01-01,{bola.email}"
    roll = tmp_path / "roll.csv"
    roll.write_text(f"number,name,clp,joined,email\n{facts}\n")
    with app.app_context():
        import_members(roll)

    page = browser.get(thread).text
    assert "Bola Okonkwo" in page
    assert "Bola Adeyemi" not in page


def test_a_clp_whose_name_changed_has_it_in_every_thread(app, town, cast, browser, tmp_path):
    thread = f"/threads/{town.thread}"
    assert "Ashford Vale" in browser.get(thread).text

    with app.app_context():
        clp = db.session.get_one(Clp, cast.ashford)
        facts = f"{clp.code},Ashford and Vale,Wessex"
    clps = tmp_path / "clps.csv"
    clps.write_text(f"code,name,region\n{facts}\n")
    with app.app_context():
        import_clps(clps)

    assert "Ashford and Vale" in browser.get(thread).text
