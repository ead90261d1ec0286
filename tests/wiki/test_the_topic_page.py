"""What a reader sees of a topic."""

import re

import sqlalchemy as sa

from core.db import db, statements
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.models import Argument, Option, Place, Topic


def trails_of(page):
    nav = re.search(r'<nav class="page-trails.*?</nav>', page.text, re.DOTALL).group()
    return [
        " > ".join(re.findall(r"<(?:a|span)[^>]*>([^<]*)</", trail))
        for trail in nav.split("<ol>")[1:]
    ]


def test_all_trails_are_printed_in_full_home_first(browser, football):
    page = browser.get(f"/topics/{football}-football-in-primary-schools")

    assert trails_of(page) == [
        "Education > Primary > Subjects > Sport > Football",
        "Education > Subjects > Sport > Football > Primary schools",
        "Education > Resources > Land > Sports pitches > Football > Primary schools",
    ]
    assert page.text.count('aria-current="page"') == 3


def test_both_sides_have_a_heading_and_the_empty_one_asks(browser, football):
    page = browser.get(f"/topics/{football}-football-in-primary-schools")

    assert "Arguments for (1)" in page.text
    assert "Arguments against (0)" in page.text
    assert "What would someone who disagrees say?" in page.text
    assert "For <em>every</em> class." in page.text


def test_another_name_in_the_address_leads_to_the_right_one(browser, football):
    answer = browser.client.get(f"/topics/{football}-soccer")

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/topics/{football}-football-in-primary-schools"
    assert (
        browser.client.get(f"/topics/{football}").headers["Location"] == answer.headers["Location"]
    )
    browser.get("/topics/999-nothing", status=404)


def test_contents_pages_show_summaries_counts_and_empty_sides(app, browser, football):
    with app.app_context():
        sport = db.session.scalar(sa.select(Topic).where(Topic.title == "Sport in primary schools"))
        url = sport.url
    page = browser.get(url)

    assert "Most schools teach it; pitches are scarce." in page.text
    assert "No argument against an option yet" in page.text
    contents = browser.get("/topics")
    assert "About Education." in contents.text
    assert ">Primary</a>" in contents.text


def test_more_than_two_hundred_topics_stand_on_several_pages(app, browser):
    with app.app_context():
        (top,) = chain("Everything")
        db.session.execute(
            sa.insert(Topic),
            [
                {"id": 1000 + n, "slug": "t", "title": f"Number {n}.", "changed_at": top.changed_at}
                for n in range(203)
            ],
        )
        for parent_id in (None, top.id):
            db.session.execute(
                sa.insert(Place),
                [
                    {
                        "child_id": 1000 + n,
                        "parent_id": parent_id,
                        "is_home": parent_id is None,
                        "added_at": top.changed_at,
                    }
                    for n in range(203)
                ],
            )
        db.session.commit()
        url = top.url

    for path in ("/topics", url):
        first, second = browser.get(path), browser.get(f"{path}?page=2")
        assert f'href="{path}?page=2"' in first.text
        assert "Number 202." not in first.text
        assert "Number 202." in second.text
        assert "More topics" not in second.text


def test_the_page_changes_when_what_it_shows_changes(app, browser, football):
    url = f"/topics/{football}-football-in-primary-schools"
    browser.get(url)
    with app.app_context():
        topic = db.session.get(Topic, football)
        actions.edit(topic, {"summary": "Pitches are plentiful."}, by=EDITOR, base=1)
        sport = db.session.scalar(sa.select(Topic).where(Topic.title == "Sport in primary schools"))
        browser.get(sport.url)
        db.session.commit()

    assert "Pitches are plentiful." in browser.get(url).text
    assert "Pitches are plentiful." in browser.get(sport.url).text


def test_a_new_title_is_told_everywhere_and_the_old_address_leads_on(app, browser, football):
    with app.app_context():
        education = db.session.scalar(sa.select(Topic).where(Topic.title == "Education"))
        old = education.url
        browser.get(f"/topics/{football}-football-in-primary-schools")
        actions.edit(education, {"title": "Schools"}, by=EDITOR, base=1)
        db.session.commit()

    page = browser.get(f"/topics/{football}-football-in-primary-schools")
    assert trails_of(page)[0].startswith("Schools > Primary")
    assert browser.client.get(old).status_code == 301


def test_a_hidden_argument_leaves_its_tombstone(app, browser, football):
    with app.app_context():
        argument = db.session.scalar(sa.select(Argument))
        argument.hidden_at = argument.added_at
        argument.hidden_because = "Hidden: personal attack (rule 2)."
        db.session.commit()
        number = argument.id

    page = browser.get(f"/topics/{football}-football-in-primary-schools")
    assert "Hidden: personal attack (rule 2)." in page.text
    assert "Children who play learn better" not in page.text
    assert "Arguments for (0)" in page.text
    assert "learn better" not in browser.get(f"/arguments/{number}").text


def test_options_and_arguments_have_addresses_of_their_own(app, browser, football):
    with app.app_context():
        option = db.session.scalar(sa.select(Option.id))
        argument = db.session.scalar(sa.select(Argument.id))

    answer = browser.client.get(f"/options/{option}")
    assert answer.headers["Location"].endswith(f"#option-{option}")
    page = browser.get(f"/arguments/{argument}")
    assert "Children who play learn better" in page.text
    assert "From <bdi>the editors</bdi>" in page.text


def test_the_topic_page_takes_few_statements_and_kept_one(app, cast, sign_in, football):
    ada = sign_in(cast.ada)
    url = f"/topics/{football}-football-in-primary-schools"

    with statements(app) as first:
        ada.client.get(url)
    with statements(app) as again:
        ada.client.get(url)

    assert len(first) <= 12, first
    assert len(again) <= 3, again
