"""Feeds say what happens in public things, and nothing of what is kept to some."""

from accounts.access import Viewer
from core.db import db
from deliberation import actions
from deliberation.rules import Where


def test_a_feed_of_a_discussion_or_clp_holds_what_everybody_may_read(app, cast, browser):
    ada = Viewer(id=cast.ada, clp_id=cast.ashford, on_roll=True)
    with app.app_context():
        for title, own in (("Buses", False), ("Our hall", True)):
            where = Where(clp_id=cast.ashford, only_clp=own)
            actions.start_thread(title, "Words.", by=ada, where=where)
        db.session.commit()
    of_clp = browser.client.get(f"/feeds/clp/{cast.ashford}.atom")
    of_thread = browser.client.get("/feeds/thread/1.atom")

    assert of_clp.mimetype == "application/atom+xml"
    assert "New discussion: Buses" in of_clp.text
    assert "Our hall" not in of_clp.text
    assert "New post: Post 1 in “Buses”" in of_thread.text
    for path in ("/feeds/thread/2.atom", "/feeds/member/1.atom", "/feeds/thread/99.atom"):
        assert browser.client.get(path).status_code == 404
