"""The page of results: what it shows, what it says, and whom it shows it to."""

import pytest
import sqlalchemy as sa

from core.clock import now
from core.db import db
from tests.search.pages import EDITOR, hide, indexed, topic
from wiki import actions
from wiki.models import Topic


def test_a_hit_shows_its_kind_its_trail_and_the_words_that_were_found(browser, wiki):
    page = browser.get("/search?q=lunch").text
    assert "2 results" in page
    assert f'<a href="/topics/{wiki.meals}-school-meals">School meals</a>' in page
    assert "<bdi>Education</bdi>" in page
    assert "<mark>Lunch</mark> at school." in page
    assert '<span class="tag">Option</span>' in page


def test_without_words_there_is_only_the_form(browser, wiki):
    page = browser.get("/search").text
    assert "<h1>Search</h1>" in page
    assert "result" not in browser.get("/search?q=%20-lunch").text.partition("<main")[2].lower()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-lunch", "A minus leaves out."),
        ("🚌", "There is no word in “🚌” that can be looked for."),
        ("the", "Nearly every text has “the”"),
        ("in: lunch", "“in:” needs something right after it"),
        ("title:lunch", "There is no “title:” to look by here"),
        ("-kind:poll lunch", "“-kind:poll” was not used."),
        ("lu* lunch", "three letters before the star"),
    ],
)
def test_what_cannot_be_looked_for_is_said(browser, wiki, typed, said):
    assert said in browser.get("/search", query_string={"q": typed}).text


def test_what_was_meant_by_several_misspelt_words_is_one_link(browser, wiki):
    page = browser.get("/search?q=fre+shcool+lucnh+zeppelins").text
    assert 'Did you mean <a href="/search?q=free+school+lunch+zeppelins">' in page


def test_kinds_are_counted_and_can_be_chosen(browser, wiki):
    assert "Topics (1)" in browser.get("/search?q=lunch").text
    page = browser.get("/search?q=lunch&kind=option&kind=nonsense").text
    assert "1 result" in page
    assert "Topics (1)" in page
    assert 'value="option" checked' in page
    assert "School meals</a>" not in page


def test_the_kind_can_be_typed(browser, wiki):
    assert "1 result" in browser.get("/search?q=lunch+kind:option").text


def test_what_members_wrote_is_shown_as_text(browser, wiki):
    page = browser.get("/search?q=tram").text
    assert "&lt;b&gt;Bus&lt;/b&gt; &amp; <mark>tram</mark>" in page
    assert "<script>" not in browser.get("/search?q=<script>alert(1)</script>").text


def test_a_misspelling_is_put_right_and_it_is_said(browser, wiki):
    page = browser.get("/search?q=edukation").text
    assert "Showing results for “education”" in page
    assert "Education</mark>" in page


def test_nothing_found_says_what_can_be_done(browser, wiki):
    page = browser.get("/search?q=zxqv").text
    assert "Nothing found for “zxqv”" in page
    assert 'href="/topics"' in page
    page = browser.get("/search?q=buswell").text
    assert "Were you looking for one of these?" in page
    assert "Buses" in page


def test_nothing_of_the_chosen_kind_offers_the_others(browser, wiki):
    assert "Look in everything" in browser.get("/search?q=tram&kind=argument").text


def test_a_hidden_topic_is_gone_before_the_worker_comes_round(app, browser, wiki):
    hide(app, wiki.buses)
    for _ in range(2):
        page = browser.get("/search?q=tram").text
        assert "Nothing found" in page
        assert "Buses" not in page
        indexed(app)


def test_a_hit_hidden_without_any_event_is_not_shown(app, browser, wiki):
    with app.app_context():
        db.session.execute(sa.text("UPDATE topic SET hidden_at = '2025-01-01 00:00:00'"))
        db.session.commit()
    assert "/topics/" not in browser.get("/search?q=tram").text.partition("<main")[2]


def test_a_change_shows_its_new_words_at_once_and_is_found_by_them_soon(app, browser, wiki):
    with app.app_context():
        buses = topic(wiki.buses)
        words = {**actions.texts.words_of(buses), "text": "Secret no more: lanterns and tram"}
        actions.edit(buses, words, by=EDITOR, why="Better", base=buses.revision)
        db.session.commit()

    assert "lanterns and <mark>tram</mark>" in browser.get("/search?q=tram").text
    indexed(app)
    assert "<mark>lanterns</mark>" in browser.get("/search?q=lanterns").text


def test_pages_follow_each_other(app, browser):
    with app.app_context():
        for number in range(45):
            db.session.add(Topic(title=f"Rent {number}", slug="rent", changed_at=now()))
        db.session.commit()
    indexed(app)

    assert "Page 1 of 3" in browser.get("/search?q=rent").text
    last = browser.get("/search?q=rent&page=3").text
    assert "(page 3 of 3)" in last
    assert last.count('class="result"') == 5
    assert "Nothing found" in browser.get("/search?q=rent&page=9").text


def test_a_page_is_full_and_its_count_true_when_hits_were_hidden_without_any_event(app, browser):
    with app.app_context():
        for number in range(30):
            db.session.add(Topic(title=f"Rent {number}", slug="rent", changed_at=now()))
        db.session.commit()
    indexed(app)
    with app.app_context():
        db.session.execute(sa.text("UPDATE topic SET hidden_at = '2025-01-01' WHERE id % 2 = 0"))
        db.session.commit()
    page = browser.get("/search?q=rent").text
    assert page.count('class="result"') == 15
    assert "15 results" in page


@pytest.mark.parametrize(
    "query", ["%00", "'", '"', "-", "kind:", "%F0%9F%98%80" * 50, "a" * 3000, "%25", "../..", "*"]
)
def test_odd_queries_are_answered(browser, wiki, query):
    browser.get(f"/search?q={query}")
    browser.get(f"/search?q={query}&kind={query}&page={query}")
    browser.get(f"/search/similar?text={query}&kind={query}")
