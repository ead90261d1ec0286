"""A member proposes a post for the wiki; the answer comes back to its author and to the member."""

import pytest

from accounts.access import Viewer
from accounts.rules import Grant, Role
from core.db import db
from core.errors import Refused
from deliberation.actions.taking import propose_for_wiki, take_in
from deliberation.models import Post
from notices.models import Notice
from notices.rules import Why
from wiki import actions
from wiki.models import Argument, Option, Suggestion
from wiki.rules import DeclineReason


@pytest.fixture
def proposed(inside, town):
    """Ada proposes Bola's first post as an argument."""
    post = db.session.get_one(Post, 1)
    option = db.session.get_one(Option, town.option)
    made = propose_for_wiki(
        post, option, side="for", claim="Who pays?", detail="", reason="True.", by=town.ada
    )
    db.session.commit()
    return made


def told(member_id):
    return [
        (row.why, row.subject_kind)
        for row in db.session.query(Notice).filter_by(member_id=member_id).order_by(Notice.id)
    ]


def test_in_a_browser_the_words_are_filled_in_and_the_post_says_that_it_waits(
    app, sign_in, cast, town
):
    ada = sign_in(cast.ada)
    assert "/posts/1/propose" in ada.get("/threads/1").text
    assert 'value="I wonder who pays."' in ada.get("/posts/1/propose").text
    sent = {"side": "for", "option_id": str(town.option), "claim": "Who pays?", "detail": ""}
    page = ada.follow(ada.post("/posts/1/propose", {**sent, "reason": "It is asked a lot."})).text

    assert "In the words of <bdi>Bola Adeyemi</bdi>" in page
    assert 'href="/threads/1#p1"' in page
    thread = sign_in(cast.chen).get("/threads/1").text
    assert "Proposed for the wiki" in thread
    assert "/posts/1/propose" not in thread
    moved = sign_in(cast.dilys).get("/posts/1/take", status=302)
    assert moved.headers["Location"] == "/suggestions/1"


def test_the_author_is_credited_and_both_are_told_when_it_is_taken_in(inside, town, proposed):
    actions.accept(proposed, by=town.dilys)
    db.session.commit()

    argument = db.session.query(Argument).one()
    post = db.session.get_one(Post, 1)
    assert (argument.author_id, argument.named) == (town.bola.id, True)
    assert post.argument_id == argument.id
    assert told(town.bola.id) == [(Why.ASKED, "suggestion"), (Why.INCLUDED, "suggestion")]


def test_a_decline_reaches_the_author_and_the_post_can_be_proposed_again(inside, town, proposed):
    actions.decline(proposed, DeclineReason.UNREADABLE, "Say who should pay what.", by=town.dilys)
    db.session.commit()

    assert told(town.bola.id)[-1] == (Why.DECIDED, "suggestion")
    option = db.session.get_one(Option, town.option)
    post = db.session.get_one(Post, 1)
    again = propose_for_wiki(
        post, option, side="for", claim="Who pays it?", detail="", reason="", by=town.ada
    )
    assert isinstance(again, Suggestion)


def test_a_post_is_proposed_once_and_its_author_does_not_decide(inside, town, proposed):
    post = db.session.get_one(Post, 1)
    option = db.session.get_one(Option, town.option)
    more = {"side": "for", "claim": "Who?", "detail": ""}

    with pytest.raises(Refused, match="proposed already"):
        propose_for_wiki(post, option, reason="", by=town.ada, **more)
    with pytest.raises(Refused, match="Decide about that"):
        take_in(post, option, by=town.dilys, **more)
    post.author_id = town.dilys.id
    proposed_words = db.session.get_one(Suggestion, proposed.id)
    assert proposed_words.credited_id == town.bola.id
    bola_the_editor = Viewer(id=town.bola.id, on_roll=True, grants=(Grant(Role.EDITOR, None),))
    with pytest.raises(Refused, match="own suggestion"):
        actions.accept(proposed, by=bola_the_editor)


def test_what_a_clp_keeps_to_itself_is_not_proposed(inside, town):
    post = db.session.get_one(Post, 1)
    post.thread.clp_id, post.thread.only_clp = town.ada.clp_id, True
    option = db.session.get_one(Option, town.option)

    with pytest.raises(Refused, match="members of one CLP"):
        propose_for_wiki(post, option, side="for", claim="Who?", detail="", reason="", by=town.ada)
