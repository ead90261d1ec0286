"""An editor takes a post into the wiki in two clicks; its author is credited and told."""

import pytest

from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation import actions
from deliberation.models import Post, Thread
from deliberation.queries import forums
from deliberation.rules import Position
from notices.models import Notice
from notices.rules import Why
from wiki.models import Argument, Option


@pytest.fixture
def point(app, town):
    """A post of Ada's, in favour: its id."""
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        words = "Hungry children learn *nothing*."
        post = actions.reply(thread, words, by=town.ada, position=Position.FOR)
        db.session.commit()
        return post.id


def take(post, town):
    option = db.session.get_one(Option, town.option)
    return actions.take_in(post, option, side="for", claim="Hunger.", detail="", by=town.dilys)


def test_two_clicks_take_a_post_in_as_it_is(app, point, town, cast, sign_in):
    dilys = sign_in(cast.dilys)
    assert f"/posts/{point}/take" in dilys.get("/threads/1").text

    form = dilys.get(f"/posts/{point}/take").text
    assert 'value="Hungry children learn nothing."' in form
    assert f'<option selected value="{town.option}">' in form

    answer = dilys.post(
        f"/posts/{point}/take",
        {
            "option_id": str(town.option),
            "side": "for",
            "claim": "Hungry children learn nothing.",
            "detail": "",
        },
    )

    with app.app_context():
        argument = db.session.get_one(Argument, 1)
        claim = "Hungry children learn nothing."
        assert (argument.author_id, argument.side, argument.claim) == (cast.ada, "for", claim)
    assert answer.headers["Location"] == "/arguments/1"
    page = dilys.get("/threads/1").text
    assert "Taken into the wiki" in page
    assert 'href="/arguments/1"' in page
    assert f"/posts/{point}/take" not in page


def test_the_author_is_told_and_finds_it_in_their_list(inside, point, town):
    take(db.session.get_one(Post, point), town)
    db.session.commit()

    (notice,) = db.session.query(Notice).filter_by(member_id=town.ada.id)
    assert (notice.why, notice.subject_kind, notice.subject_id) == (Why.INCLUDED, "argument", 1)
    assert forums.posts_of(town.ada.id)[0]["claim"] == "Hunger."


def test_only_editors_find_the_way(point, cast, sign_in):
    ada = sign_in(cast.ada)

    assert "/take" not in ada.get("/threads/1").text
    ada.get(f"/posts/{point}/take", status=403)
    ada.post(f"/posts/{point}/take", {"side": "for"}, status=403)


def test_a_post_is_taken_once_and_not_by_its_author(inside, point, town):
    own = db.session.get_one(Post, 1)
    own.author_id = town.dilys.id
    with pytest.raises(Refused, match="your own post"):
        take(own, town)

    take(db.session.get_one(Post, point), town)
    with pytest.raises(Refused, match="already"):
        take(db.session.get_one(Post, point), town)


def test_a_refused_argument_comes_back_with_everything_typed(app, point, town, cast, sign_in):
    page = sign_in(cast.dilys).post(
        f"/posts/{point}/take",
        {"option_id": str(town.option), "side": "for", "claim": "x" * 181, "detail": "Mine"},
        status=422,
    )

    assert "180" in page.text
    assert "Mine" in page.text
    with app.app_context():
        assert db.session.get_one(Post, point).argument_id is None


def test_a_post_becomes_an_option_with_its_author(app, point, town, cast, sign_in):
    dilys = sign_in(cast.dilys)
    dilys.get(f"/posts/{point}/take")
    answer = dilys.post(
        f"/posts/{point}/take",
        {"side": "option", "option_id": "", "claim": "Meals at cost", "detail": "As Ada says."},
    )

    with app.app_context():
        option = db.session.query(Option).order_by(Option.id.desc()).first()
        assert (option.title, option.author_id) == ("Meals at cost", cast.ada)
    assert answer.headers["Location"] == f"/options/{option.id}"
    page = dilys.get("/threads/1").text
    assert f'href="/options/{option.id}"' in page
    assert f'href="/options/{option.id}/removals/new"' in page
    dilys.get(f"/posts/{point}/take", status=403)


def test_what_became_of_it_is_undone_by_archiving_and_can_then_be_taken_again(inside, point, town):
    post = db.session.get_one(Post, point)
    first = take(post, town)
    with pytest.raises(Refused, match="stands in the wiki already"):
        take(post, town)

    first.archived_at = now()
    second = take(post, town)
    second.archived_at, second.merged_into_id = now(), first.id

    assert post.argument_id == second.id
    with pytest.raises(Refused, match="stands in the wiki already"):
        take(post, town)
