"""What arguments cite becomes a numbered list of the topic; editors put sources right."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from accounts.access import GUEST
from core.db import db, statements
from core.errors import Refused
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.actions import citing
from wiki.models import Argument, Citation, Source, Topic
from wiki.queries.sources import rests_on, sources_of_argument
from wiki.rules.sources import Line, lines_of, read_line, why_not_source

FACTS = {"title": "A study", "publisher": "", "published_on": "", "url": "", "archived_url": ""}


@pytest.fixture
def buses(app):
    """A topic with two arguments that share a source; ids of topic and arguments."""
    with app.app_context():
        topic = actions.add_topic("Buses", by=EDITOR)
        option = actions.add_option(topic, "Free buses", by=EDITOR)
        shared = "Tallinn study, https://a.example/tallinn"
        first = actions.add_argument(option, "for", "More ride", by=EDITOR, sources=shared)
        both = f"https://a.example/tallinn\nCounty budget 2024\n{shared}"
        second = actions.add_argument(option, "against", "It costs", by=EDITOR, sources=both)
        db.session.commit()
        return topic.id, first.id, second.id


def test_lines_are_read_as_numbers_addresses_or_titles():
    assert read_line("[2]") == Line("", number=2)
    assert read_line("https://a.example/x") == Line("https://a.example/x", "https://a.example/x")
    assert read_line("Report, p. 4 (https://a.example/x).") == Line(
        "Report, p. 4", "https://a.example/x"
    )
    assert read_line("Hansard") == Line("Hansard")
    assert lines_of("a\n\n a \nb") == ["a", "b"]


def test_what_two_arguments_cite_is_one_source_with_one_number(app, buses):
    topic_id, first, second = buses
    with app.app_context(), statements(app) as sent:
        rests = rests_on(topic_id)
    assert len(sent) == 1
    assert [(one.number, one.title) for one in rests.sources] == [
        (1, "Tallinn study"),
        (2, "County budget 2024"),
    ]
    assert rests.numbers == {first: [1], second: [1, 2]}


def test_marks_on_arguments_lead_to_the_list_and_back(app, browser, buses):
    topic_id, first, _ = buses
    with app.app_context():
        url = db.session.get_one(Topic, topic_id).url
        source_id = rests_on(topic_id).sources[0].id
    page = browser.get(url).text  # checks that every fragment is there
    assert (
        f'<a href="#source-{source_id}">[1]<span class="hidden"> Tallinn study</span></a>' in page
    )
    assert f'href="#argument-{first}"' in page
    assert "County budget 2024" in browser.get(f"/arguments/{buses[2]}").text


def test_an_argument_without_a_source_is_marked_on_the_topic_page(app, browser, buses):
    with app.app_context():
        topic = db.session.get_one(Topic, buses[0])
        url = topic.url
        assert "No source yet" not in browser.get(url).text
        option = db.session.get_one(Argument, buses[1]).option
        actions.add_argument(option, "for", "Air", by=EDITOR)
        db.session.commit()

    assert browser.get(url).text.count("No source yet") == 1


def test_a_source_put_right_stays_cited_when_the_argument_is_saved_again(app, buses):
    first = buses[1]
    with app.app_context():
        source = db.session.get_one(Source, sources_of_argument(first)[0].id)
        better = {**FACTS, "title": "Fare-free Tallinn", "url": "https://b.example/"}
        citing.edit_source(source, better, of_topic=False, by=EDITOR)
        argument = db.session.get_one(Argument, first)
        actions.edit(argument, {"text": "More."}, by=EDITOR, base=argument.revision)
        lines = {"sources": f"{argument.sources}\n[2]"}
        actions.edit(argument, lines, by=EDITOR, base=argument.revision)
        assert [one.title for one in sources_of_argument(first)] == [
            "Fare-free Tallinn",
            "County budget 2024",
        ]
        actions.edit(argument, {"sources": ""}, by=EDITOR, base=argument.revision)
        assert sources_of_argument(first) == []
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Citation)) == 2


def test_what_hidden_arguments_cite_is_not_listed(app, buses):
    topic_id, _, second = buses
    with app.app_context():
        db.session.get_one(Argument, second).hidden_at = sa.func.current_timestamp()
        db.session.flush()
        assert [one.title for one in rests_on(topic_id).sources] == ["Tallinn study"]


def test_editors_add_a_source_and_a_refused_one_keeps_what_was_typed(app, cast, sign_in, buses):
    editor = sign_in(cast.dilys)
    url = f"/topics/{buses[0]}/sources"
    editor.get(f"{url}/new")
    wrong = {**FACTS, "title": "Census", "published_on": "soon", "of_topic": "y"}
    assert 'value="Census"' in editor.post(url, wrong, status=422).text
    right = {**wrong, "published_on": "2021-03", "publisher": "ONS", "url": "https://c.example"}
    page = editor.follow(editor.post(url, right)).text
    assert "Census</a>, ONS, 2021-03" in page
    with app.app_context():
        source_id = db.session.scalar(sa.select(Source.id).where(Source.title == "Census"))
    editor.get(f"/sources/{source_id}/edit")
    moved = {**right, "archived_url": "https://archive.example/c"}
    assert "archived copy" in editor.follow(editor.post(f"/sources/{source_id}/edit", moved)).text
    sign_in(cast.ada).post(f"/sources/{source_id}/edit", moved, status=403)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example", "https://", "//x"])
def test_an_address_leads_to_a_page_of_the_web(url):
    assert why_not_source(**{**_of(FACTS), "url": url})
    assert why_not_source(**{**_of(FACTS), "archived_url": url})


def _of(facts):
    return {name: value for name, value in facts.items() if name != "publisher"}


def test_only_editors_put_sources_right(app, buses):
    with app.app_context(), pytest.raises(Refused):
        citing.add_source(db.session.get_one(Topic, buses[0]), FACTS, by=GUEST)
