"""What topics do to each other, what to read besides: on both pages, in the record, in the log."""

import pytest
import sqlalchemy as sa

from core.db import db, statements
from core.events import Event
from core.versions import PageVersion
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.actions.effects import End
from wiki.actions.topic_merges import Part, merge, split
from wiki.models import Effect, Option, Topic


@pytest.fixture
def street(app):
    """Rents, homelessness, building, and an option of building, as ids; all unlinked."""
    with app.app_context():
        made = [chain(title)[0] for title in ("Rents", "Homelessness", "Building", "Land prices")]
        option = actions.add_option(made[2], "Build on the green belt", by=EDITOR)
        db.session.commit()
        return [*(topic.id for topic in made), option.id]


def link(app, start, kind, end, why="Because."):
    with app.app_context():
        ends = (End(db.session.get_one(Topic, id_)) for id_ in (start, end))
        effect = actions.link(next(ends), kind, next(ends), why, by=EDITOR)
        db.session.commit()
        return effect.id


def page(browser, topic_id):
    return browser.get(browser.client.get(f"/topics/{topic_id}").headers["Location"]).text


def words(html):
    return " ".join(html.split())


def test_an_effect_stands_on_both_pages_with_the_sentence_why(browser, cast, sign_in, street):
    rents, homeless, building, _, option = street
    page(browser, homeless)
    dilys = sign_in(cast.dilys)
    sent = {"what": "raises", "end": "Homelessness", "why": "Families are priced out."}

    dilys.follow(dilys.post(f"/topics/{rents}/effects", sent))
    sent = {"start": str(option), "what": "lowers", "end": f"/topics/{rents}", "why": "More homes."}
    dilys.follow(dilys.post(f"/topics/{building}/effects", sent))

    assert "<strong>raises</strong>" in page(browser, rents)
    for topic in (rents, homeless):
        assert "Families are priced out." in page(browser, topic)
    for topic in (rents, building):
        assert "More homes." in page(browser, topic)
        assert "Build on the green belt" in page(browser, topic)


def test_two_steps_out_and_no_third_are_told_each_way(app, browser, street):
    rents, homeless, building, land, _ = street
    link(app, land, "raises", building, "One.")
    link(app, building, "lowers", rents, "Two.")
    link(app, rents, "raises", homeless, "Three.")

    first, last = page(browser, land), page(browser, homeless)
    assert "One." in first
    assert "Two." in first
    assert "Three." not in first
    assert "One." not in last
    assert "Two." in last
    assert "Three." in last


def test_loops_are_named_and_drawn(app, browser, street):
    rents, _, building, _, _ = street
    link(app, rents, "raises", building)
    link(app, building, "lowers", rents)

    shown = page(browser, rents)
    assert "<h3>A loop</h3>" in shown
    assert "Balancing:" in shown
    assert '<title id="picture-title">' in shown
    assert "Rents raises Building." in shown  # for those who cannot see the picture

    link(app, building, "raises", rents, "Building draws people in.")
    assert "Reinforcing:" in page(browser, rents)


def test_the_pages_two_steps_away_change_too(app, browser, street):
    rents, homeless, building, land, _ = street
    link(app, land, "raises", building)
    link(app, building, "lowers", rents)
    page(browser, land)

    effect = link(app, building, "raises", homeless, "A later thought.")
    assert "A later thought." in page(browser, land)
    with app.app_context():
        actions.unlink(db.session.get_one(Effect, effect), "It was wrong.", by=EDITOR)
        db.session.commit()
    assert "A later thought." not in page(browser, land)
    with app.app_context():
        before = db.session.get_one(PageVersion, f"topic:{land}").number
        actions.edit(db.session.get_one(Topic, rents), {"summary": "New."}, by=EDITOR, base=1)
        db.session.commit()
        assert db.session.get_one(PageVersion, f"topic:{land}").number == before + 1


def test_what_is_taken_away_stays_in_the_record_and_the_public_log(
    app, browser, cast, sign_in, street
):
    rents, homeless, *_ = street
    effect = link(app, rents, "raises", homeless, "Families are priced out.")
    dilys = sign_in(cast.dilys)

    dilys.post(f"/effects/{effect}/removal", {"because": ""}, status=422)
    dilys.post(f"/effects/{effect}/removal", {"because": "No study shows it."})

    assert "Families are priced out." not in page(browser, rents)
    record = browser.get(f"/topics/{homeless}/effects").text
    assert "Rents raises Homelessness. Families are priced out." in words(record)
    assert "No study shows it." in record
    assert "Dilys Morgan" in record
    with app.app_context():
        names = sa.select(Event.name).where(Event.name.like("topic.effect%")).order_by(Event.id)
        assert db.session.scalars(names).all() == ["topic.effect_added", "topic.effect_removed"]
        assert db.session.get_one(Effect, effect).removed_by_id == cast.dilys


def test_what_cannot_be_linked_says_why_and_keeps_what_was_typed(app, cast, sign_in, street):
    rents, homeless, *_ = street
    link(app, rents, "raises", homeless)
    dilys = sign_in(cast.dilys)
    refused = [
        ({"end": "Rents"}, "Nothing affects itself directly"),
        ({"end": "Nothing of that name"}, "There is no topic"),
        ({"end": "Homelessness"}, "That is linked already"),
        ({"end": "/options/999999999999"}, "There is no topic"),
        ({"end": ""}, "Name the topic or option."),
    ]

    for fields, why in refused:
        sent = {"what": "raises", "why": "Typed with care.", **fields}
        answer = dilys.post(f"/topics/{rents}/effects", sent, status=422)
        assert why in answer.text
        assert "Typed with care." in answer.text
    sign_in(cast.ada).post(f"/topics/{rents}/effects", sent, status=403)


def test_a_hidden_end_is_named_nowhere(app, browser, street):
    rents, homeless, building, *_ = street
    link(app, rents, "raises", homeless, "Families are priced out.")
    link(app, building, "lowers", rents)
    with app.app_context():
        topic = db.session.get_one(Topic, homeless)
        topic.hidden_at, topic.hidden_because = topic.changed_at, "Hidden."
        db.session.commit()

    for path in (f"/topics/{building}/effects", f"/topics/{rents}/effects"):
        assert "Homelessness" not in browser.get(path).text
    assert "Homelessness" not in page(browser, rents)


def test_topics_name_each_other_until_an_editor_parts_them(browser, cast, sign_in, street):
    rents, homeless, *_ = street
    dilys = sign_in(cast.dilys)
    dilys.follow(dilys.post(f"/topics/{homeless}/see-also", {"topic": "Rents"}))
    again = dilys.post(f"/topics/{rents}/see-also", {"topic": "Homelessness"}, status=422)
    itself = dilys.post(f"/topics/{rents}/see-also", {"topic": "Rents"}, status=422)

    assert "They name each other already." in again.text
    assert "A topic cannot name itself." in itself.text
    for topic, other in ((rents, "Homelessness"), (homeless, "Rents")):
        assert other in page(browser, topic).split("See also")[1]
    dilys.post("/see-also/1/removal")
    assert "See also" not in page(browser, rents)


def test_what_two_options_of_a_topic_do_to_each_other_is_told_once(app, browser, street):
    building, option = street[2], street[4]
    with app.app_context():
        topic = db.session.get_one(Topic, building)
        other = actions.add_option(topic, "Build upwards", by=EDITOR)
        ends = End(topic, db.session.get_one(Option, option)), End(topic, other)
        actions.link(ends[0], "conflicts", ends[1], "Both want the same money.", by=EDITOR)
        db.session.commit()

    assert page(browser, building).count("Both want the same money.") == 1


def test_what_joins_a_topic_goes_along_when_it_is_merged_or_split(app, browser, street):
    rents, homeless, building, land, option = street
    link(app, rents, "raises", homeless, "One.")
    link(app, land, "raises", rents, "Two.")
    with app.app_context():
        topics = {id_: db.session.get_one(Topic, id_) for id_ in street[:4]}
        own = End(topics[building], db.session.get_one(Option, option))
        actions.link(own, "lowers", End(topics[building]), "Three.", by=EDITOR)
        actions.see_also(topics[rents], topics[homeless], by=EDITOR)
        merge(topics[rents], topics[land], by=EDITOR, why="One matter.")
        part = Part("Green belt", options=[option])
        made = split(topics[building], part, by=EDITOR, why="Two matters.")
        db.session.commit()
        moved = made.id

    shown = page(browser, land)
    assert "One." in shown
    assert "Two." not in shown  # it leads from here to here now
    assert "Homelessness" in shown.split("See also")[1]
    assert "Land prices" in page(browser, homeless).split("See also")[1]
    for topic in (building, moved):
        assert "Three." in page(browser, topic)


def test_the_topic_page_takes_as_many_statements_with_everything_as_with_nothing(
    app, browser, cast, street
):
    rents = street[0]
    url = browser.client.get(f"/topics/{rents}").headers["Location"]

    def asked():
        app.extensions["pages"].shelf.clear()
        app.extensions["pages"].front.clear()
        with statements(app) as sent:
            browser.client.get(url)
        return len(sent)

    with app.app_context():
        option = actions.add_option(db.session.get_one(Topic, rents), "One", by=EDITOR)
        db.session.commit()
    few = asked()
    with app.app_context():
        topic = db.session.get_one(Topic, rents)
        for n in range(6):
            option = actions.add_option(topic, f"Option {n}", "Text.", by=EDITOR)
            for side in ("for", "against"):
                actions.add_argument(option, side, "A claim.", by=EDITOR, author_id=cast.ada)
            others = chain(f"Under {n}", root=rents)[0], chain(f"Beside {n}")[0]
            actions.link(End(topic, option), "raises", End(others[1]), "So.", by=EDITOR)
            actions.link(End(others[1]), "lowers", End(topic), "So.", by=EDITOR)
            actions.see_also(topic, others[1], by=EDITOR)
        db.session.commit()
    many = asked()

    assert many == few
    assert many <= 11  # one more when signed in
