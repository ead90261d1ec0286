"""A branch of the wiki can be taken to a meeting, on paper or as a file."""

import re

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from core.db import db
from tests.wiki.conftest import EDITOR, add_football, chain
from wiki import actions
from wiki.models import Argument, Attachment, FileContent, Removal, Topic
from wiki.rules.briefings import Below, numbered


@pytest.fixture
def education(app):
    """Id of the topic at the top, with football filed in three places under it."""
    with app.app_context():
        football = add_football()
        option = actions.add_option(football, "Two hours a week", "For *every* class.", by=EDITOR)
        for claim in ("Children who play learn better", "It is fun"):
            actions.add_argument(
                option, "for", claim, "", by=EDITOR, sources="https://a.example/\nA book"
            )
        db.session.commit()
        return db.session.scalar(sa.select(Topic.id).where(Topic.title == "Education"))


def test_a_branch_is_printed_in_order_with_numbers_and_each_topic_once(browser, education):
    page = browser.get(f"/topics/{education}/branch").text

    assert page.count('id="topic-') == len(set(re.findall(r'id="topic-(\d+)"', page)))
    assert "1.1.1.1 Football" in page
    assert "2.1.1.1 Primary schools: see 1.1.1.1" in page
    assert "What" not in re.search("<title>(.*?)</title>", page).group(1)


def test_sources_are_numbered_notes_each_once(browser, education):
    page = browser.get(f"/topics/{education}/branch").text

    assert len(re.findall(r"<li id=\"note-\d+-\d\">", page)) == 2
    assert len(re.findall(r'href="#note-\d+-1">\[1\]', page)) == 2


def test_what_is_hidden_leaves_its_tombstone_and_a_hidden_topic_no_word(app, browser, education):
    with app.app_context():
        argument = db.session.scalar(sa.select(Argument).where(Argument.claim == "It is fun"))
        argument.hidden_at, argument.hidden_because = argument.added_at, "Hidden: rule 2."
        land = db.session.scalar(sa.select(Topic).where(Topic.title == "Land"))
        land.hidden_at, land.hidden_because = land.changed_at, "Hidden: rule 3."
        db.session.commit()
    for url in ("branch", "branch.html"):
        page = browser.client.get(f"/topics/{education}/{url}").text
        assert "Hidden: rule 2." in page
        assert "It is fun" not in page
        assert "Hidden: rule 3." in page
        assert "Land" not in page
        assert "Sports pitches" not in page


def test_one_file_holds_its_style_and_asks_nothing_of_any_server(browser, education):
    answer = browser.client.get(f"/topics/{education}/branch.html")

    assert re.search(
        r"filename=education-\d{4}-\d\d-\d\d.html", answer.headers["Content-Disposition"]
    )
    assert "<style>" in answer.text
    assert "@page" in answer.text
    assert not re.search(r"<(?:script|link|img|iframe)|url\(|@import", answer.text)
    assert 'href="/' not in answer.text


def test_the_running_header_cannot_be_broken_out_of(app, browser):
    with app.app_context():
        (topic,) = chain('"} body { display: none } </style><script>')
        db.session.commit()
        number = topic.id
    sheet = browser.client.get(f"/topics/{number}/branch.css").text
    file = browser.client.get(f"/topics/{number}/branch.html").text

    assert "display: none }" not in sheet
    assert file.count("</style>") == 1
    assert "<script>" not in file


def test_a_large_branch_is_printed_in_parts(app, browser):
    with app.app_context():
        (top,) = chain("Everything")
        for number in range(30):
            chain(f"Number {number}.", root=top.id)
        db.session.commit()
        url = f"/topics/{top.id}/branch"
    first, second = browser.get(url).text, browser.get(f"{url}?page=2").text

    assert 'href="?page=2"' in first
    assert "Part 2 of 2" in first
    assert "30 Number 29. (in another part)" in first
    assert re.search(r"<h2>30 Number 29\.</h2>", second)
    browser.get(f"{url}?page=3", status=404)


def test_archived_views_are_noted_and_pictures_stand_inside_the_file(app, cast, browser, education):
    with app.app_context():
        argument = db.session.scalar(sa.select(Argument).where(Argument.claim == "It is fun"))
        argument.archived_at, argument.archived_because = argument.added_at, "Archived: misplaced."
        topic = db.session.get(Topic, argument.topic_id)
        db.session.add(FileContent(hash="a" * 64, content=b"\x89PNG and so on"))
        db.session.flush()
        picture = Attachment(
            topic_id=topic.id,
            name="a.png",
            media_type="image/png",
            size=15,
            content_hash="a" * 64,
            added_at=topic.changed_at,
        )
        db.session.add(picture)
        db.session.flush()
        image = '<p><img src="/attachments/{}/{}-a.png" alt="A &quot;pitch&quot;"></p>'
        topic.html = image.format(picture.id, "a" * 16) + image.format(999, "b" * 16)
        removal = Removal(
            act="archive",
            state="in_effect",
            reason="misplaced",
            base=1,
            subject_kind="argument",
            subject_id=argument.id,
            topic_id=topic.id,
            first_id=cast.dilys,
            second_id=cast.emrys,
            **dict.fromkeys(("made_at", "due_at", "in_effect_at"), argument.added_at),
        )
        db.session.add(removal)
        db.session.flush()
        argument.removal_id = removal.id
        db.session.commit()
    page = browser.client.get(f"/topics/{education}/branch.html").text

    assert re.search(r"It is fun\s+\(argument for “Two hours a week”", page)
    assert "Archived: misplaced." in page
    assert 'src="data:image/png;base64,iVBO' in page
    assert "(Picture: A &quot;pitch&quot;)" in page
    assert "/attachments/" not in page


TREES = st.dictionaries(
    st.integers(0, 12), st.lists(st.integers(0, 12), max_size=4, unique=True), max_size=12
)


@given(TREES)
def test_every_topic_of_a_branch_is_printed_once_and_referred_to_after(tree):
    children = {
        parent: [Below(child, f"T{child}") for child in below if child > parent]
        for parent, below in tree.items()
    }
    entries = numbered(Below(0, "T0"), children)
    reached, waiting = set(), [0]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting += [below.topic_id for below in children.get(one, ())]
    whole = [entry.topic_id for entry in entries if entry.is_printed]

    assert sorted(whole) == sorted(reached)
    assert len({entry.number for entry in entries}) == len(entries)
    at = {entry.topic_id: entry.number for entry in entries if entry.is_printed}
    assert all(at[one.topic_id] == one.printed_at for one in entries if not one.is_printed)


def test_the_page_of_a_topic_leads_to_the_ways_of_taking_it_away(app, browser, education):
    with app.app_context():
        url = db.session.get(Topic, education).url
    assert f'href="/topics/{education}/take"' in browser.get(url).text
    page = browser.get(f"/topics/{education}/take").text
    assert "12 topics" in page
    browser.get("/topics/999/take", status=404)
