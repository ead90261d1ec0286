"""Moving a topic, renaming its places, taking it out of its last one; the log and the reports."""

import sqlalchemy as sa

from core.db import db
from tests.wiki.conftest import EDITOR, add_football, chain
from wiki import actions, queries
from wiki.models import Place, StructureChange, Topic, home_trails
from wiki.models.topics import BETWEEN, NOT_YET_FILED


def only_place(topic_id):
    return db.session.scalar(sa.select(Place).where(Place.child_id == topic_id))


def labels(topic_id):
    trails = queries.trails_of(topic_id)
    return [" > ".join(step["title"] for step in steps) for steps in trails]


def test_a_move_is_one_act_with_a_reason_and_can_be_undone(app, cast, sign_in, browser):
    with app.app_context():
        ((sport,), _) = (chain("Sport"), chain("Games"))
        (chess,) = chain("Chess", root=sport.id)
        db.session.commit()
        spot, old, url = only_place(chess.id).id, sport.url, chess.url
    editor = sign_in(cast.dilys)
    editor.get(f"/places/{spot}")
    refused = editor.post(f"/places/{spot}/move", {"parent": "Games"}, status=422)
    assert "Say why" in refused.text
    moved = {"parent": "Games", "label": "The game of chess", "why": "It is no sport"}
    editor.follow(editor.post(f"/places/{spot}/move", moved))

    assert ">Games<" in browser.get(url).text  # its trail; the address is the same
    assert ">Chess<" not in browser.get(old).text
    log = browser.get("/topics/structure").text
    assert "“Chess” moved from “Sport” to “Games”, called “The game of chess”." in log
    assert "It is no sport" in log
    editor.follow(editor.post("/topics/structure/1/undo"))
    assert ">Chess<" in browser.get(old).text


def test_a_place_is_renamed_on_its_own_page(app, cast, sign_in, browser):
    with app.app_context():
        top, chess = chain("Sport", "Chess")
        db.session.commit()
        spot, url = only_place(chess.id).id, top.url
    fields = {"parent": "Sport", "label": "The royal game", "why": "Its name here"}
    sign_in(cast.dilys).post(f"/places/{spot}/move", fields)

    assert "The royal game" in browser.get(url).text
    assert "is called “The royal game”" in browser.get("/topics/structure").text


def test_a_topic_without_a_place_is_listed_and_its_trails_say_so(app, cast, sign_in, browser):
    with app.app_context():
        _, chess, opening = chain("Sport", "Chess", "Openings")
        db.session.commit()
        spot, url = only_place(chess.id).id, chess.url
        below, number = opening.id, chess.id
    editor = sign_in(cast.dilys)
    editor.post(f"/places/{spot}/remove", status=422)
    editor.follow(editor.post(f"/places/{spot}/remove", {"why": "No sport"}))

    assert ">Chess<" in browser.get("/topics/unfiled").text
    assert 'href="/topics/unfiled">Not yet filed</a>' in browser.get(url).text
    with app.app_context():
        assert labels(below) == ["Not yet filed > Chess > Openings"]
        assert home_trails([number, below]) == {
            number: NOT_YET_FILED,
            below: BETWEEN.join([NOT_YET_FILED, "Chess", "Openings"]),
        }
    editor.get(f"/topics/{number}/places")
    editor.post(f"/topics/{number}/places", {"parent": "Sport"})
    assert "Every topic has its place" in browser.get("/topics/unfiled").text


def test_undoing_gives_the_trails_their_order_again(app):
    with app.app_context():
        football = add_football()
        before = labels(football.id)
        home = db.session.scalar(
            sa.select(Place).where(Place.child_id == football.id, Place.is_home)
        )
        change = actions.remove_place(home, by=EDITOR)
        assert len(labels(football.id)) == 2
        actions.undo(change, by=EDITOR)

        assert labels(football.id) == before


def test_more_than_three_trails_fold_the_rest(app, browser):
    with app.app_context():
        football = add_football()
        for name in ("Health", "Clubs"):
            actions.place(football, chain(name)[0].id, by=EDITOR)
        db.session.commit()
        url = football.url
    page = browser.get(url).text

    assert page.count('aria-current="page"') == 5
    assert "<summary>2 more places</summary>" in page
    assert page.index(">Land<") < page.index("2 more places") < page.index(">Clubs<")


def test_editors_are_warned_of_many_places_many_children_and_one_name_twice(app):
    with app.app_context():
        (top,) = chain("Top")
        topics = [chain(f"Topic {number}", root=top.id)[0] for number in range(31)]
        for other in topics[1:7]:
            actions.place(topics[0], other.id, by=EDITOR)
        (twin,) = chain(("Another", "Topic 1"), root=top.id)
        warned = queries.doubts_about(twin.id, top.id)

        assert "32 topics stand under “Top” now" in warned
        assert "2 topics under “Top” have the same name" in warned
        assert "7 places" in queries.doubts_about(topics[0].id, topics[6].id)


def test_the_report_names_same_titles_mirrors_and_what_is_crowded(app, browser):
    with app.app_context():
        chain("Primary schools")
        add_football()
        chain("Education", "Football clubs")
        db.session.commit()
        found = {(one.topic, one.parent, one.label) for one in queries.mirrors()}

        assert ("Football in primary schools", "Primary schools", "Football") in found
        assert ("Football clubs", "Football", "") in found
        assert ("Football in primary schools", "Football", "") not in found  # it stands there
        assert {one.title for one in queries.same_titles()} == {"Education"}
    page = browser.get("/topics/filing").text
    assert "called “Football”" in page
    assert "No two topics have the same title" not in page


def test_placing_a_topic_twice_at_once_or_under_a_stranger_is_refused(app, cast, sign_in):
    with app.app_context():
        _, chess = chain("Sport", "Chess")
        db.session.commit()
        number, spot = chess.id, only_place(chess.id).id
    editor = sign_in(cast.dilys)
    again = editor.post(f"/topics/{number}/places", {"parent": "Sport"}, status=422)
    assert "stands under “Sport” already" in again.text
    nowhere = editor.post(f"/places/{spot}/move", {"parent": "Chequers", "why": "So"}, status=422)
    assert "There is no topic “Chequers”" in nowhere.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(StructureChange.id))) == 0
        assert db.session.scalar(sa.select(sa.func.count(Topic.id))) == 2


def test_a_branch_is_what_stands_in_it_since_the_last_change(app):
    with app.app_context():
        ((sport,), (games,)) = (chain("Sport"), chain("Games"))
        (chess,) = chain("Chess", root=sport.id)
        db.session.commit()
        wanted = sport.id, games.id
        assert Topic.branches(wanted) == {sport.id: {sport.id, chess.id}, games.id: {games.id}}
        actions.move(only_place(chess.id), games.id, "Chess", by=EDITOR, why="It is no sport")
        db.session.commit()
        assert Topic.branches(wanted) == {sport.id: {sport.id}, games.id: {games.id, chess.id}}
