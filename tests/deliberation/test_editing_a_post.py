"""An author edits for a day; what the post said before stays readable."""

from datetime import timedelta

from core import clock
from core.clock import now
from core.db import db
from deliberation.models import Post


def test_the_author_edits_and_the_history_keeps_what_was_said(sign_in, cast, town):
    bola = sign_in(cast.bola)
    assert "I **wonder** who pays." in bola.get("/posts/1/edit").text

    page = bola.follow(bola.post("/posts/1/edit", {"text": "I wonder who *profits*."}))

    assert "who <em>profits</em>" in page.text
    history = bola.get("/posts/1/history").text
    assert "I **wonder** who pays." in history
    assert "<ins>" in history


def test_only_the_author_finds_the_way_to_edit(sign_in, cast, town):
    page = f"/threads/{town.thread}"

    assert "/posts/1/edit" not in sign_in(cast.ada).get(page).text
    assert "/posts/1/edit" in sign_in(cast.bola).get(page).text
    sign_in(cast.ada).get("/posts/1/edit", status=403)
    sign_in(cast.ada).post("/posts/1/edit", {"text": "Mine now."}, status=422)


def test_after_a_day_a_post_stands_as_it_is(app, sign_in, cast, town):
    bola = sign_in(cast.bola)
    with clock.freeze(now() + timedelta(hours=23)):
        bola.get("/posts/1/edit")
    with app.app_context():
        db.session.get_one(Post, 1).written_at -= timedelta(days=2)
        db.session.commit()

    page = bola.post("/posts/1/edit", {"text": "Too late."}, status=422)

    assert "A post can be edited for 24 hours" in page.text
    assert "Too late." in page.text
