"""Filters: typed as fields or chosen on the page, counted, in the address, and taken away again."""

import re

import pytest

from accounts.models import Clp, Region
from core.clock import now
from core.db import db
from deliberation.models import Post, Thread
from search import indexer
from search.asked import Asked
from tests.search.pages import EDITOR, indexed
from wiki import actions


def main_of(browser, **asked):
    page = browser.get("/search", query_string=asked).text
    return page.partition("<main")[2].partition("</main")[0]


def titles(text):
    plain = re.sub(r"</?mark>", "", text)
    return re.findall(r'result__title"><a href="[^"]*">([^<]*)</a>', plain)


@pytest.fixture
def town(app, wiki, cast):
    """A thread in Ada's CLP about school meals, with a post for and one against."""
    with app.app_context():
        at = now()
        clp = db.session.query(Clp).order_by(Clp.id).first()
        about = {"author_id": cast.ada, "clp_id": clp.id, "topic_id": wiki.meals}
        thread = Thread(title="Lunch here", asks="question", started_at=at, active_at=at, **about)
        db.session.add(thread)
        db.session.flush()
        for number, position in enumerate(("for", "against"), 1):
            words = {"text": f"My lunch is {position}", "position": position}
            post = Post(thread_id=thread.id, number=number, author_id=cast.ada, **words)
            post.written_at = at
            db.session.add(post)
        db.session.commit()
        found = {"clp": clp.name, "clp_slug": clp.slug}
        found["region_slug"] = db.session.get_one(Region, clp.region_id).slug
        indexer.rebuild()
    return found


def test_a_branch_is_named_by_its_title_or_chosen_and_holds_all_under_it(browser, wiki):
    typed = main_of(browser, q="free in:education")
    chosen = main_of(browser, q="free", **{"in": str(wiki.education)})
    assert (
        set(titles(typed)) == set(titles(chosen)) == {"School meals", "Free lunch for all pupils"}
    )
    assert "Buses" in titles(main_of(browser, q="free"))


def test_an_unknown_branch_is_said_and_everything_is_looked_through(browser, wiki):
    page = main_of(browser, q="free in:zoology")
    assert "no topic called “zoology”" in page
    assert "Buses" in titles(page)


def test_a_name_that_may_be_several_is_said_and_all_are_looked_in(app, browser, wiki):
    with app.app_context():
        for name in ("Educating adults", "Educating children"):
            actions.add_topic(name, "How?", "For free.", by=EDITOR)
        db.session.commit()
    indexed(app)
    page = main_of(browser, q="free in:educating")
    assert "may be more than one: Educating adults, Educating children" in page
    assert set(titles(page)) == {"Educating adults", "Educating children"}


def test_hits_are_counted_by_branch_clp_region_position_and_time(browser, wiki, town):
    page = main_of(browser, q="lunch")
    for counted in ("Education (5)", f"{town['clp']} (3)", "For (1)", "Against (1)", "Posts (2)"):
        assert counted in page, counted
    assert "Last 7 days (5)" in page


@pytest.mark.parametrize(
    ("name", "value"), [("clp", "clp_slug"), ("region", "region_slug"), ("q", "clp_slug")]
)
def test_hits_of_one_clp_or_region(browser, wiki, town, name, value):
    words = f'lunch clp:"{town[value]}"' if name == "q" else "lunch"
    asked = {"q": words} if name == "q" else {"q": words, name: town[value]}
    found = titles(main_of(browser, **asked))
    assert len(found) == 3
    assert "School meals" not in found


def test_a_position_is_chosen_and_taken_away_by_a_link(browser, wiki, town):
    page = main_of(browser, q="lunch", position="against")
    assert len(titles(page)) == 1
    link = re.search(r'<a class="tag" href="([^"]+)">Against', page)
    assert link
    assert link[1] == "/search?q=lunch"


def test_hits_of_a_person_whose_name_begins_so(browser, wiki, town, cast, app):
    assert len(titles(main_of(browser, q="lunch by:ada"))) == 3
    assert "Nothing found" in main_of(browser, q="lunch by:nobody")


def test_whether_there_is_a_member_of_a_name_is_told_to_nobody(browser, wiki, cast):
    there, not_there = (main_of(browser, q=f"lunch by:{name}") for name in ("emrys", "zebedee"))
    assert there.replace("emrys", "zebedee") == not_there


def test_days_are_typed_or_chosen_and_newest_comes_first(app, browser, wiki, town):
    assert "Nothing found" in main_of(browser, q="lunch since:2001 until:2002")
    assert len(titles(main_of(browser, q="lunch", since="week", sort="newest"))) == 5
    assert "names no day" in main_of(browser, q="lunch since:soon")


def test_every_filter_stands_in_the_address_of_the_next_page_and_of_the_other_order():
    asked = Asked(text="a b", kinds=("topic",), topics=(3,), clps=("x",), since="week", page=2)
    assert asked.url == "/search?q=a+b&kind=topic&in=3&clp=x&since=week&page=2"
    assert asked.but(sort="newest").page == 1


def test_nothing_found_offers_to_take_the_filters_away_to_ask_and_to_propose(browser, wiki):
    page = main_of(browser, q="tram kind:argument")
    assert "Look in everything" in page
    assert "/search?q=tram" in page
    assert "/threads/new?title=tram" in page
    assert "title=tram" in page.partition("/suggestions/new?")[2]


@pytest.mark.parametrize("name", ["in", "clp", "region", "position", "since", "until", "sort"])
@pytest.mark.parametrize("value", ["\x00", "-1", "9" * 30, "' OR 1=1", "é" * 200])
def test_odd_filters_are_answered(browser, wiki, name, value):
    browser.get("/search", query_string={"q": "lunch", name: value})


def test_fields_and_filters_without_words_list_all_that_passes_newest_first(browser, wiki, town):
    page = main_of(browser, q="kind:topic in:education")
    assert set(titles(page)) == {"Education", "School meals"}
    assert "<strong>Newest first</strong>" in page
    chosen = main_of(browser, clp=town["clp_slug"])
    assert "Lunch here" in titles(chosen)
    assert "School meals" not in titles(chosen)


def test_a_field_that_says_nothing_is_told_and_lists_nothing(browser, wiki):
    page = main_of(browser, q="kind:elephant")
    assert "There is no kind “elephant”" in page
    assert titles(page) == []
