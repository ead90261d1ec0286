"""Two topics become one and one becomes two: nothing is lost, and both can be undone."""

import pytest
import sqlalchemy as sa

from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation.models import Thread
from tests.wiki.conftest import EDITOR, chain
from tests.wiki.test_contents_pages import add_poll
from voting.models import Poll
from wiki import actions, queries
from wiki.actions.effects import End
from wiki.models import (
    Argument,
    Citation,
    Effect,
    Option,
    SeeAlso,
    Source,
    StructureChange,
    Suggestion,
    Topic,
    home_trails,
)
from wiki.models.topics import BETWEEN


@pytest.fixture
def buses(app, cast):
    """Ids of “Buses”, with all that can hang on a topic, and of “Bus services”."""
    with app.app_context():
        _, buses = chain("Transport", "Buses")
        chain("Night buses", root=buses.id)
        (towns,) = chain("Towns")
        (services,) = chain("Bus services", root=towns.id)
        option = actions.add_option(buses, "Free buses", by=EDITOR, author_id=cast.ada)
        actions.add_argument(option, "for", "Everyone can go", by=EDITOR, author_id=cast.bola)
        actions.add_option(services, "More buses", by=EDITOR)
        add_poll(buses, cast.ada)
        facts = {"asks": "idea", "author_id": cast.ada, "started_at": now(), "active_at": now()}
        db.session.add(Thread(title="My bus", topic_id=buses.id, option_id=option.id, **facts))
        suggestion = {"asks_for": "option", "author_id": cast.ada, "made_at": now()}
        db.session.add(Suggestion(title="Trams", topic_id=buses.id, **suggestion))
        db.session.commit()
        return buses.id, services.id


def of(kind):
    """The topics on which all rows of this kind hang."""
    return set(db.session.scalars(sa.select(kind.topic_id)))


def merge(buses):
    topic, into = (db.session.get(Topic, number) for number in buses)
    return actions.merge(topic, into, by=EDITOR, why="The same question")


def test_everything_goes_to_the_other_topic_with_its_author(app, buses, cast):
    with app.app_context():
        merge(buses)
        db.session.commit()

        assert [of(kind) for kind in (Option, Argument, Thread, Poll, Suggestion)] == [
            {buses[1]}
        ] * 5
        assert db.session.scalar(sa.select(Argument.author_id)) == cast.bola
        titles = [option.title for option in queries.topic_page(buses[1]).options]
        assert titles == ["More buses", "Free buses"]
        assert [child.title for child in queries.children(buses[1])] == ["Night buses"]
        trails = [[step["title"] for step in trail] for trail in queries.trails_of(buses[1])]
        assert trails == [["Towns", "Bus services"], ["Transport", "Bus services"]]


def test_the_old_address_and_name_lead_to_the_other_topic(app, buses, browser):
    with app.app_context():
        old = db.session.get(Topic, buses[0]).url
        new = merge(buses) and db.session.get(Topic, buses[1]).url
        db.session.commit()
        assert queries.topic_named("Buses") == buses[1]

    assert browser.get(old, status=301).headers["Location"] == new
    assert browser.get(f"/topics/{buses[0]}", status=301).headers["Location"] == new
    assert "Free buses" in browser.get(new).text
    browser.get(f"/topics/{buses[0]}/history")  # its own words stay readable


def test_a_merged_topic_takes_nothing_new(app, buses):
    with app.app_context():
        merge(buses)
        gone = db.session.get(Topic, buses[0])

        for act in (
            lambda: actions.add_option(gone, "Late", by=EDITOR),
            lambda: actions.place(gone, None, by=EDITOR),
            lambda: actions.add_topic("Late", "", "", gone.id, by=EDITOR),
            lambda: actions.edit(gone, {"title": "Late"}, by=EDITOR, base=gone.revision),
            lambda: merge(buses),
        ):
            with pytest.raises(Refused, match="part of “Bus services” now"):
                act()


def test_undoing_a_merge_puts_everything_back_and_leaves_what_came_since(app, buses):
    with app.app_context():
        change = merge(buses)
        actions.add_option(db.session.get(Topic, buses[1]), "Since", by=EDITOR)
        actions.add_argument(
            db.session.scalar(sa.select(Option).where(Option.title == "Free buses")),
            "against",
            "Who pays?",
            by=EDITOR,
        )
        undone = actions.undo(change, by=EDITOR)

        back = dict(db.session.execute(sa.select(Option.title, Option.topic_id)).all())
        assert back == {"Free buses": buses[0], "More buses": buses[1], "Since": buses[1]}
        assert [of(kind) for kind in (Argument, Thread, Poll, Suggestion)] == [{buses[0]}] * 4
        assert home_trails([buses[0]])[buses[0]] == BETWEEN.join(["Transport", "Buses"])
        with pytest.raises(Refused, match="undone already"):
            actions.undo(change, by=EDITOR)
        actions.undo(undone, by=EDITOR)  # and again
        assert of(Option) == of(Argument) == {buses[1]}


def test_undoing_is_refused_when_the_world_has_moved_on(app, buses):
    with app.app_context():
        first = merge(buses)
        other = actions.add_topic("Elsewhere", by=EDITOR)
        second = actions.merge(
            db.session.get(Topic, buses[1]), other, by=EDITOR, why="Also the same"
        )

        with pytest.raises(Refused, match="Undo the later change first"), db.session.begin_nested():
            actions.undo(first, by=EDITOR)
        actions.undo(second, by=EDITOR)
        actions.undo(first, by=EDITOR)
        assert of(Argument) == {buses[0]}


def test_what_leads_to_either_topic_leads_to_the_one_and_never_to_itself(app, buses):
    with app.app_context():
        topic, into = (db.session.get(Topic, number) for number in buses)
        (trains,), (trams,) = chain("Trains"), chain("Trams")
        for other in (trains, into):
            actions.see_also(topic, other, by=EDITOR)
        actions.see_also(trams, topic, by=EDITOR)
        actions.see_also(trains, into, by=EDITOR)
        option = db.session.scalar(sa.select(Option).where(Option.topic_id == topic.id))
        for end in (End(into), End(trains)):
            actions.link(End(topic, option), "raises", end, "More of them.", by=EDITOR)
        change = merge(buses)

        lines = db.session.execute(sa.select(SeeAlso.one_id, SeeAlso.other_id)).all()
        seen = {frozenset(line) - {into.id} for line in lines if into.id in line}
        assert {trains.id, trams.id} <= set().union(*seen)
        ends = sa.select(Effect.from_topic_id, Effect.to_topic_id).order_by(Effect.id)
        assert db.session.execute(ends).all() == [(topic.id, into.id), (into.id, trains.id)]
        actions.undo(change, by=EDITOR)
        assert db.session.execute(ends).all() == [(topic.id, into.id), (topic.id, trains.id)]


def test_what_is_chosen_goes_to_a_new_topic_and_comes_back(app, buses):
    with app.app_context():
        topic = db.session.get(Topic, buses[0])
        option = db.session.scalar(sa.select(Option.id).where(Option.title == "Free buses"))
        (night,) = queries.children(topic.id)
        part = actions.Part("Fares", options=[option], subtopics=[night.id], beside=True)
        made = actions.split(topic, part, by=EDITOR, why="Two questions")

        assert of(Thread) == of(Argument) == {made.id}  # those of the option
        assert of(Poll) == of(Suggestion) == {topic.id}  # those of the topic
        assert home_trails([made.id, night.id]) == {
            made.id: BETWEEN.join(["Transport", "Fares"]),
            night.id: BETWEEN.join(["Transport", "Fares", "Night buses"]),
        }
        actions.add_option(made, "Since", by=EDITOR)
        actions.undo(db.session.scalars(sa.select(StructureChange)).all()[-1], by=EDITOR)
        assert of(Thread) == of(Argument) == {topic.id}
        assert made.merged_into_id == topic.id
        assert [one.title for one in queries.topic_page(topic.id).options] == [
            "Free buses",
            "Since",
        ]


def test_a_split_topic_lists_the_sources_of_its_arguments_and_so_does_the_other(app, buses):
    with app.app_context():
        topic = db.session.get(Topic, buses[0])
        option = db.session.scalar(sa.select(Option).where(Option.topic_id == topic.id))
        other = actions.add_option(topic, "Cheap buses", by=EDITOR)
        for one in (option, other):
            actions.add_argument(one, "for", "So", by=EDITOR, sources="Report https://a.example/")
        part = actions.Part("Fares", options=[option.id])
        made = actions.split(topic, part, by=EDITOR, why="Two questions")

        of_sources = sa.select(Argument.topic_id, Source.topic_id).where(
            Citation.argument_id == Argument.id, Citation.source_id == Source.id
        )
        assert set(db.session.execute(of_sources).all()) == {(one.id,) * 2 for one in (topic, made)}
        actions.undo(db.session.scalars(sa.select(StructureChange)).all()[-1], by=EDITOR)
        assert set(db.session.execute(of_sources).all()) == {(topic.id, topic.id)}


def test_merging_into_a_topic_above_or_below(app):
    with app.app_context():
        top, middle, low = chain("Top", "Middle", "Low")
        with pytest.raises(Refused, match="“Middle” stands between"), db.session.begin_nested():
            actions.merge(top, low, by=EDITOR, why="So")
        actions.merge(low, top, by=EDITOR, why="So")
        actions.merge(top, middle, by=EDITOR, why="So")

        assert home_trails([middle.id])[middle.id] == "Middle"
        assert db.session.get(Topic, low.id).merged_into_id == middle.id


def test_editors_merge_and_split_and_undo_in_the_browser(app, buses, cast, sign_in, browser):
    editor = sign_in(cast.dilys)
    editor.get(f"/topics/{buses[0]}/split")
    refused = editor.post(f"/topics/{buses[0]}/split", {"title": "Fares"}, status=422)
    assert "Choose where it stands" in refused.text
    fields = {"title": "Fares", "where": "under", "why": "Two questions", "options": ["1"]}
    editor.follow(editor.post(f"/topics/{buses[0]}/split", fields))
    editor.get(f"/topics/{buses[0]}/merge")
    alone = editor.post(f"/topics/{buses[0]}/merge", {"into": "Buses", "why": "So"}, status=422)
    assert "cannot be merged into itself" in alone.text
    fields = {"into": "Bus services", "why": "The same"}
    page = editor.follow(editor.post(f"/topics/{buses[0]}/merge", fields)).text
    assert "“Buses” is part of this topic now" in page

    assert "Undo" not in browser.get("/topics/structure").text
    log = editor.get("/topics/structure").text
    assert "The same" in log
    stale = editor.post("/topics/structure/1/undo", status=422)
    assert "Undo the later change first" in stale.text
    editor.follow(editor.post("/topics/structure/2/undo"))
    assert "Undone: “Buses” is part of" in browser.get("/topics/structure").text
