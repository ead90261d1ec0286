"""A forum's list can be narrowed, sorted and paged; nothing is left out silently."""

from __future__ import annotations

import pytest

from core.clock import now
from core.db import db
from deliberation import actions
from deliberation.models import Thread
from deliberation.queries import listing
from deliberation.rules import ThreadKind, Where, lists


@pytest.fixture
def busy(app, town, cast):
    """A forum of many kinds of thread, in Ashford Vale."""
    with app.app_context():
        here = Where(clp_id=cast.ashford)
        about = Where(clp_id=cast.ashford, topic_id=town.topic)
        asked = ThreadKind.QUESTION
        for title, where, asks in (
            ("Plain", here, ThreadKind.DISCUSSION),
            ("About meals", about, ThreadKind.DISCUSSION),
            ("Asked", here, asked),
            ("Asked and answered", here, asked),
            ("Closed", here, ThreadKind.DISCUSSION),
            ("Pinned", here, ThreadKind.DISCUSSION),
        ):
            thread = actions.start_thread(title, "Words.", by=town.ada, where=where, asks=asks)
            if title == "Asked and answered":
                actions.reply(thread, "So it is.", by=town.bola)
                actions.mark_answer(thread, 2, town.ada)
            if title == "Closed":
                actions.close(thread, "Done.", town.chen)
            if title == "Pinned":
                actions.pin(thread, "Read it.", town.chen)
        db.session.commit()
    return f"/forums/clp/{town.slug}"


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("kind=question", {"Asked", "Asked and answered"}),
        ("kind=question&kind=proposal&state=open", {"Asked", "Asked and answered"}),
        ("state=closed&state=pinned", {"Closed", "Pinned"}),
        ("topic=1", {"About meals"}),
        ("unanswered=1", {"Asked"}),
        ("kind=rubbish&state=%00&sort=worst", None),
        ("kind=proposal", set()),
    ],
)
def test_filters_narrow_a_list(app, busy, town, cast, browser, asked, titles):
    page = browser.get(f"{busy}?{asked}").text
    every = {"Plain", "About meals", "Asked", "Asked and answered", "Closed", "Pinned"}
    shown = {title for title in every if f"<bdi>{title}</bdi>" in page}

    assert shown == (every if titles is None else titles)
    assert (titles != set()) or "No discussion here is like that" in page


def test_what_was_asked_for_is_ticked_and_goes_along_to_the_next_page(app, busy, town, browser):
    with app.app_context():
        where = Where(clp_id=town.ada.clp_id)
        for number in range(21):
            actions.start_thread(f"No. {number}", "Words.", by=town.ada, where=where)
        db.session.commit()

    page = browser.get(f"{busy}?kind=discussion&sort=new").text

    assert 'value="discussion" checked' in page
    assert "kind=discussion&amp;sort=new&amp;page=2" in page
    assert "<bdi>No. 20</bdi>" in page
    assert "<bdi>Plain</bdi>" in browser.get(f"{busy}?kind=discussion&sort=new&page=2").text
    browser.get(f"{busy}?kind=discussion&page=9", status=302)


def test_a_list_is_sorted_by_what_was_asked_for(inside, busy, town, cast):
    old = db.session.query(Thread).filter_by(title="Plain").one()
    for _ in range(3):
        actions.reply(old, "Again.", by=town.bola)

    def first(sort: lists.Sort) -> str:
        want = lists.Wanted(sort=sort, states=(lists.State.OPEN,))
        return str(listing("clp", cast.ashford, 1, town.ada, want).threads[0]["title"])

    assert first(lists.Sort.POSTS) == "Plain"
    assert first(lists.Sort.ACTIVE) == "Plain"
    assert first(lists.Sort.NEW) == "Pinned"


def test_filters_never_show_what_a_clp_keeps_to_itself(app, busy, town, cast, browser, sign_in):
    with app.app_context():
        where = Where(clp_id=cast.ashford, only_clp=True)
        actions.start_thread("Our money", "Little.", by=town.ada, where=where)
        db.session.commit()

    for asked in ("state=open", "kind=discussion&sort=posts", "sort=new", "page=2"):
        for page in (busy, "/forums"):
            assert "Our money" not in browser.client.get(f"{page}?{asked}").text
            assert "Our money" not in sign_in(cast.chen).client.get(f"{page}?{asked}").text
    assert "Our money" in sign_in(cast.ada).get(f"{busy}?state=open").text


def test_a_pinned_thread_that_is_hidden_is_gone_from_the_head_of_the_list(app, busy, browser):
    assert "<bdi>Pinned</bdi>" in browser.get(busy).text
    with app.app_context():
        db.session.query(Thread).filter_by(title="Pinned").one().hidden_at = now()
        db.session.commit()

    assert "<bdi>Pinned</bdi>" not in browser.get(f"{busy}?sort=active&x=1").text
