"""A briefing says what a topic rests on, and lets those who stand for an option speak."""

import re

import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.actions.citing import edit_source
from wiki.models import Argument, Source

COPY = "archived copy: https://archive.example/a"


def test_notes_say_what_is_known_of_each_source_in_the_order_of_the_page(app, browser, football):
    with app.app_context():
        source = db.session.scalar(sa.select(Source))
        facts = {
            "title": "Play and marks",
            "publisher": "Trent University",
            "published_on": "2024-05",
            "url": "https://a.example/",
            "archived_url": "https://archive.example/a",
        }
        edit_source(source, facts, of_topic=False, by=EDITOR)
        option = db.session.scalar(sa.select(Argument)).option
        for claim in ("Goals cost money", "Goals rust"):
            actions.add_argument(option, "against", claim, by=EDITOR, sources="A book")
        db.session.commit()
    page = browser.client.get(f"/topics/{football}/branch.html").text

    notes = [re.sub("<.*?>", "", note) for note in re.findall(r'<li id="note-.*?</li>', page)]
    assert notes == [
        f"Play and marks, Trent University, 2024-05. https://a.example/ ({COPY})",
        "A book",
    ]
    assert re.search(r'Goals rust <a href="#note-\d+-2">\[2\]', page)


def test_own_words_stand_under_their_option_credited_as_on_the_page(app, cast, browser, football):
    with app.app_context():
        option = db.session.scalar(sa.select(Argument)).option
        for who in ("ada", "bola", "gwen", "chen"):
            id_ = getattr(cast, who)
            actions.add_argument(option, "for", f"So says {id_}", by=EDITOR, author_id=id_)
            named = who == "ada"
            own = actions.speak(option, f"*We* want it, {who}.", by=Viewer(id=id_), named=named)
            if who == "bola":
                own.hidden_at, own.hidden_because = own.written_at, "Hidden: rule 2."
        db.session.commit()
    page = browser.client.get(f"/topics/{football}/branch.html").text

    assert page.count("In their own words") == 1
    assert page.index("No argument against yet.") < page.index("<em>We</em> want it, ada.")
    assert "<bdi>Ada Okafor</bdi>," in page
    assert "<em>We</em> want it, gwen." in page
    assert "<bdi>a member</bdi>," in page
    assert "Hidden: rule 2." in page
    assert "want it, bola" not in page
    assert "1 more on this option: " in page
    assert "want it, chen" not in page
