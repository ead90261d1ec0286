"""Texts link to topics by name; what has no topic yet says so; a new name reaches old texts."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from core import jobs
from core.db import db
from core.errors import Refused
from core.text import after
from tests.core.test_text import assert_safe
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.actions import linking
from wiki.models import Link, Topic
from wiki.queries import links as reports
from wiki.queries.meaning import topics_meant


@pytest.fixture
def rail(app):
    """A topic, and another whose text names it and one that is not there."""
    with app.app_context():
        rail = actions.add_topic("Rail", text="# Costs\n\nHigh.", by=EDITOR)
        words = "See [[Rail|the railways]], [[rail#Costs]] and [[Buses & coaches]]."
        roads = actions.add_topic("Roads", text=words, by=EDITOR)
        db.session.commit()
        return rail.id, roads.id


@pytest.fixture
def open_app(app, rail):
    """An open context, so that a test reads as a story."""
    with app.app_context():
        yield


def html_of(topic_id):
    return db.session.scalar(sa.select(Topic.html).where(Topic.id == topic_id))


def test_a_name_leads_to_its_topic_and_an_unknown_one_says_so(open_app, rail):
    rail, roads = rail
    html = html_of(roads)
    assert f'<a href="/topics/{rail}-rail" rel="nofollow noopener ugc">the railways</a>' in html
    assert f'href="/topics/{rail}-rail#topic-{rail}-costs"' in html
    assert f'id="topic-{rail}-costs"' in html_of(rail)
    assert "Buses &amp; coaches" in html
    assert "/suggestions/new?asks_for=topic&amp;title=Buses+%26+coaches" in html
    assert "not yet a topic" in html


def test_a_topic_that_appears_is_linked_by_the_texts_that_wanted_it(open_app, rail):
    _, roads = rail
    buses = actions.add_topic("Buses & coaches", by=EDITOR)
    assert db.session.scalar(sa.select(jobs.Job.name)) == "wiki.relink"
    db.session.commit()
    jobs.work_once()
    html = html_of(roads)
    assert f'href="/topics/{buses.id}-buses-coaches"' in html
    assert "not yet a topic" not in html
    assert [link.title for link in reports.what_links_here(buses.id)] == ["Roads"]


def test_a_renamed_topic_is_found_by_either_name_and_its_links_lead_there_at_once(open_app, rail):
    rail, roads = rail
    topic = db.session.get_one(Topic, rail)
    actions.edit(topic, {"title": "Railways"}, by=EDITOR, base=topic.revision)
    db.session.commit()
    jobs.work_once()
    html = html_of(roads)
    assert f'href="/topics/{rail}-railways"' in html
    meant = topics_meant(["Rail", "railways", f"{rail}"])
    assert {topic.id for topic in meant.values()} == {rail}


def test_the_job_goes_on_where_it_stopped(open_app, rail, monkeypatch):
    monkeypatch.setattr(linking, "AT_ONCE", 2)
    for number in range(5):
        actions.add_topic(f"Text {number}", text="[[Trams]]", by=EDITOR)
    trams = actions.add_topic("Trams", by=EDITOR)
    db.session.commit()
    jobs.work_once()
    assert len(reports.what_links_here(trams.id)) == 5


def test_a_link_saved_in_the_moment_its_topic_appeared_is_found_later(open_app, rail):
    _, roads = rail
    db.session.execute(sa.update(Link).values(to_id=None))
    db.session.execute(sa.update(Topic).where(Topic.id == roads).values(html="stale"))
    linking.find_topics()
    assert "the railways</a>" in db.session.scalar(sa.select(Topic.html).where(Topic.id == roads))


def test_reports_know_what_is_wanted_and_what_is_broken(open_app, rail):
    lost = "[[Buses & Coaches]] [x](/topics/99999-gone) [y](/topics/1-rail)"
    actions.add_topic("Lanes", text=lost, by=EDITOR)
    assert reports.wanted_topics() == [("Buses & Coaches", 2)]
    names = {(link.title, link.name) for link in reports.broken_links()}
    assert ("Lanes", "/topics/99999") in names
    assert ("Roads", "Buses & coaches") in names


def test_names_alike_do_not_meet(app):
    with app.app_context():
        first = actions.add_topic("学校", by=EDITOR)
        second = actions.add_topic("病院", by=EDITOR)
        actions.add_topic("C++", by=EDITOR)
        plain = actions.add_topic("C", by=EDITOR)
        meant = topics_meant(["病院", "学校", "C", "道路"])
        assert meant["病院"].id == second.id
        assert meant["学校"].id == first.id
        assert meant["C"].id == plain.id
        assert "道路" not in meant


@pytest.mark.parametrize(
    "markdown",
    [
        "[[<script>alert(1)</script>]]",
        '[[x" onmouseover="alert(1)]]',
        "[[javascript:alert(1)]]",
        "[[a|<img src=x onerror=alert(1)>]]",
        "# <svg onload=alert(1)> [[a]]\n\n# b\n\n# c",
        "[^1]\n\n[^1]: [[<b>]] ![x](javascript:alert(1))",
        '![a](attachment:1 "\' onerror=x") ![b](data:image/svg+xml,<svg/onload=alert(1)>)',
        "[a](attachment:999)",
    ],
)
def test_names_headings_notes_and_pictures_are_never_active(app, markdown):
    with app.app_context():
        topic = actions.add_topic("Hostile", text=markdown, by=EDITOR)
        assert_safe(topic.html)


def test_a_text_that_links_to_everything_is_refused(app):
    with app.app_context(), pytest.raises(Refused, match="501 topics"):
        actions.add_topic("All", text=" ".join(f"[[t{n}]]" for n in range(501)), by=EDITOR)


def test_the_page_of_a_long_text_lists_its_headings_once_each(app, browser):
    with app.app_context():
        text = "# Costs\n\na[^1]\n\n# Costs\n\nb[^1]\n\n## Costs 2\n\nc\n\n[^1]: Note [[#Costs]]."
        topic = actions.add_topic("Long", text=text, by=EDITOR)
        actions.add_option(topic, "One", text, by=EDITOR)
        db.session.commit()
        url = topic.url
    page = browser.get(url).text  # checks that ids stand once and that fragments are there
    assert page.count("In this text") == 2
    assert len(re.findall("Back to note 1, place 2", page)) == 2
    assert page.count("Link to this section") == 6


def test_what_links_here_is_a_page(browser, rail):
    rail, roads = rail
    page = browser.get(f"/topics/{rail}/links").text
    assert f'<a href="/topics/{roads}-roads">Roads</a>' in page
    assert "No text links here" in browser.get(f"/topics/{roads}/links").text


def test_a_name_is_completed_by_title_by_an_old_title_and_by_label(app, browser):
    with app.app_context():
        rail = actions.add_topic("Railways", by=EDITOR)
        actions.edit(rail, {"title": "Trains"}, by=EDITOR, base=1)
        actions.add_topic("Buses in towns", "", "", rail.id, "Rail-replacement buses", by=EDITOR)
        actions.add_topic("Rain", by=EDITOR)
        actions.add_topic("Rain", by=EDITOR)
        db.session.commit()
    found = {words: link for words, _, link in browser.get("/topics/named?q=RAI").json}
    assert found["Railways"] == "[[Trains|Railways]]"
    assert found["Rail-replacement buses"] == "[[Buses in towns|Rail-replacement buses]]"
    assert found["Rain"] in {"[[Rain]]", "[[4|Rain]]"}
    assert browser.get("/topics/named?q=%25").json == []
    assert "[[Trains]]" in browser.get("/topics/find?q=tra").text
    assert "No topic’s name begins" in browser.get("/topics/find?q=zzz").text


def test_a_merged_topic_goes_on_being_linked(open_app, rail):
    rail, roads = rail
    trains = actions.add_topic("Trains", by=EDITOR)
    trains_id = trains.id
    actions.merge(db.session.get_one(Topic, rail), trains, by=EDITOR, why="The same.")
    db.session.commit()
    jobs.work_once()
    assert f"/topics/{trains_id}-trains" in html_of(roads)
    assert reports.what_links_here(trains_id)


def test_every_text_can_be_rendered_anew(app, rail):
    with app.app_context():
        db.session.execute(sa.update(Topic).values(html="old"))
        db.session.execute(sa.delete(Link))
        db.session.commit()
    assert app.test_cli_runner().invoke(args=["render-texts"]).exit_code == 0
    with app.app_context():
        jobs.work_once()
        assert "the railways</a>" in html_of(rail[1])
        assert reports.what_links_here(rail[0])


@pytest.mark.parametrize("typed", ["fr", "free sch", "abz", "x9", "zz", "a-", "é", "学校"])
def test_what_begins_so_stands_before_what_is_after(typed):
    assert typed < after(typed)
    assert f"{typed}zzz" < after(typed)
