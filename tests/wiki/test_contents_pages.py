"""Contents pages write themselves: summaries, counts, polls, empty sides, headings; the outline."""

import sqlalchemy as sa

from core.clock import now
from core.db import db, statements
from tests.wiki.conftest import EDITOR, chain
from voting.models import Poll
from voting.rules import State
from wiki import actions, queries
from wiki.models import Topic


def transport():
    """Transport with Fares (an option with one side) and Roads under it."""
    (transport,) = chain("Transport")
    fares, roads = (chain(name, root=transport.id)[0] for name in ("Fares", "Roads"))
    option = actions.add_option(fares, "Two pounds everywhere", by=EDITOR)
    actions.add_argument(option, "for", "People can plan with it", by=EDITOR)
    return transport, fares, roads, option


def add_poll(topic, member_id, state=State.OPEN):
    poll = Poll(
        question="Should it?",
        topic_id=topic.id,
        state=state.value,
        opened_by_id=member_id,
        closes_at=now(),
        k_show=10,
        k_pool_eligible=10,
        mix_min=10,
    )
    db.session.add(poll)


def test_a_child_shows_its_summary_counts_open_polls_and_empty_sides(app, browser, cast):
    with app.app_context():
        parent, fares, _, option = transport()
        add_poll(fares, cast.ada)
        add_poll(fares, cast.ada, State.COUNTED)
        db.session.commit()
        url, option_id = parent.url, option.id
    page = browser.get(url).text

    assert "About Fares." in page
    assert "1 open poll<" in page
    assert "1 option, changed" in page
    assert f"asks_for=argument&amp;option={option_id}&amp;side=against" in page
    assert f"option={option_id}&amp;side=for" not in page


def test_headings_group_children_and_numbers_order_them(app, browser, cast, sign_in):
    with app.app_context():
        parent, fares, roads, _ = transport()
        trains = chain("Trains", root=parent.id)[0]
        db.session.commit()
        url, ids = parent.url, [fares.id, roads.id, trains.id]
    editor = sign_in(cast.dilys)
    editor.get(f"/topics/order?under={url.split('/')[2].split('-')[0]}")
    editor.post(
        "/topics/order",
        {
            "under": url.split("/")[2].split("-")[0],
            f"position-{ids[0]}": "3",
            f"position-{ids[1]}": "2",
            f"position-{ids[2]}": "1",
            f"heading-{ids[2]}": "By rail",
            f"heading-{ids[0]}": "By rail",
            "why": "Rail is asked for most",
        },
    )
    page = browser.get(url).text

    assert page.index("<h3>By rail</h3>") < page.index(">Trains<") < page.index(">Fares<")
    assert page.index(">Fares<") < page.index(">Roads<")
    assert "stand in another order" in browser.get("/topics/structure").text


def test_the_outline_opens_what_stands_at_home_and_says_where_the_rest_is(app, browser):
    with app.app_context():
        parent, fares, roads, _ = transport()
        actions.place(roads, fares.id, "Tolls", by=EDITOR)
        chain("Potholes", root=roads.id)
        db.session.commit()
        number = parent.id
    page = browser.get("/topics/outline").text

    assert page.count(">Potholes<") == 1  # under Roads, not again under Fares
    assert ">Tolls<" in page
    assert "at home elsewhere" in page
    assert "<details open" not in page
    assert "<details open" in browser.get("/topics/outline?open=all").text
    assert ">Transport<" in browser.get(f"/topics/outline?under={number}").text  # its trail
    browser.get("/topics/outline?under=999", status=404)


def test_the_outline_stops_where_a_page_is_full_and_goes_on_below(app):
    with app.app_context():
        _, fares, _, _ = transport()
        chain("Children", root=fares.id)
        (top,) = queries.outline(None, most=3)

        assert [line.title for line in top.lines] == ["Fares", "Roads"]
        assert top.lines[0].lines == []
        assert top.lines[0].below == 1
        assert top.lines[0].outline_url.endswith(f"under={fares.id}")
        assert [line.title for line in queries.outline(fares.id)] == ["Children"]


def test_a_contents_page_costs_the_same_whatever_stands_under_it(app):
    with app.app_context():
        parent, *_ = transport()
        db.session.commit()
        with statements(app) as few:
            queries.children(parent.id)
        for number in range(5):
            chain(f"More {number}", root=parent.id)
        db.session.commit()
        with statements(app) as many:
            queries.children(parent.id)

        assert len(few) == len(many) == 1
        assert db.session.scalar(sa.select(sa.func.count(Topic.id))) == 8
