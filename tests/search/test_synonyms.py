"""Words that mean the same find the same, and editors say which, with a reason and a log."""

import pytest

from accounts.access import Viewer
from core.db import db
from core.errors import Refused
from search.backend import Search
from search.language import parse
from search.settling import stems_of
from search.synonyms import actions, table
from search.synonyms.lines import LONGEST_WORDING, Line, read, table_of, why_not, widened
from tests.search.documents import document
from tests.search.pages import EDITOR, indexed
from wiki import actions as wiki_actions


def stems(text):
    return tuple(text.lower().split())


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("NHS, National Health Service", "national health service = nhs"),
        ("b = a = c", "a = b = c"),
        ("hgv > Lorry, truck", "hgv > lorry = truck"),
        ("N.H.S. ; nhs ; Ysbyty’r", "nhs = ysbyty'r"),
    ],
)
def test_a_line_is_stored_the_same_however_it_is_typed(typed, stored):
    assert str(read(typed)) == stored
    assert str(read(stored)) == stored


def test_a_line_needs_two_wordings_and_keeps_only_what_can_be_looked_for():
    assert why_not(read("nhs")) == why_not(read("nhs, NHS, !?")) is not None
    assert why_not(read("a, b")) is not None
    assert read("x " * 20 + ", y").wordings[0].count("x") == LONGEST_WORDING


def test_every_line_that_comes_with_the_site_says_something():
    lines = [read(line) for line in table.everyday()]
    assert [line for line in lines if why_not(line)] == []
    assert len(set(table.everyday())) == len(lines)


def test_the_longest_run_of_words_is_taken_and_one_way_is_one_way():
    lines = [Line(("nhs", "health service")), Line(("hgv", "lorry"), one_way=True)]
    held = table_of(lines, stems)
    assert widened(parse("our health service hgv"), held, stems).same == (
        ("health service", ("nhs",)),
        ("hgv", ("lorry",)),
    )
    assert widened(parse("lorry health"), held, stems).same == ()


def test_a_phrase_stays_as_it_was_typed():
    held = table_of([Line(("nhs", "health service"))], stems)
    assert widened(parse('"health service"'), held, stems).same == ()


def test_another_word_for_it_finds_it_below_what_has_the_very_word(index):
    index.put(
        [
            document(1, "Hospitals", "The health service is free."),
            document(2, "Doctors", "The NHS pays doctors."),
            document(3, "Gyms", "A service for health."),
        ]
    )
    held = table_of([Line(("nhs", "health service"))], lambda text: stems_in(index, text))
    query = widened(parse("nhs"), held, lambda text: stems_in(index, text))
    found = index.query(Search(query))
    assert [hit.id for hit in found.hits] == [2, 1]


def test_a_word_that_others_stand_for_together_with_its_neighbour_may_be_rare(index):
    index.put([document(1, "Services", "A health servise.")])
    held = table_of([Line(("nhs", "health service"))], lambda text: stems_in(index, text))
    query = widened(parse("health service"), held, lambda text: stems_in(index, text))
    index.query(Search(query))
    assert not index.folder.doubted()


def stems_in(index, text):
    return tuple(stem for word in text.split() if (stem := index.stem_of(word)))


@pytest.fixture
def tower(app):
    with app.app_context():
        made = wiki_actions.add_topic("Maisonettes", "Who may live there?", by=EDITOR)
        db.session.commit()
        topic_id = made.id
    indexed(app)
    return topic_id


def test_an_editor_adds_words_sees_first_what_changes_and_everybody_finds_by_them(
    browser, as_dilys, tower
):
    assert "Maisonettes" not in browser.get("/search?q=duplexes").text.partition("<main")[2]

    page = as_dilys.get("/search/synonyms/change?words=duplex,+maisonette&ways=both").text
    assert "Maisonettes" in page
    assert "“duplex” and “maisonette” mean the same" in page
    sent = {"words": "duplex, maisonette", "ways": "both", "reason": "People say both"}
    as_dilys.post("/search/synonyms/change", sent)

    assert "Maisonettes" in browser.get("/search?q=duplexes").text
    page = browser.get("/search/synonyms").text
    assert "People say both" in page
    assert "Dilys" in page

    taken = {**sent, "holds": "no", "reason": "They do not"}
    as_dilys.post("/search/synonyms/change", taken)
    assert "Maisonettes" not in browser.get("/search?q=duplexes").text.partition("<main")[2]
    assert "They do not" in browser.get("/search/synonyms").text


def test_a_line_that_came_with_the_site_can_be_taken_away(app):
    with app.app_context():
        line = read(table.everyday()[0])
        assert line in table.holding()
        actions.change(line, holds=False, reason="Wrong here", by=EDITOR)
        db.session.commit()
        assert line not in table.holding()
        assert stems_of(line.wordings[0]) not in table_of([], stems_of)


def test_only_editors_change_what_means_the_same_and_only_with_a_reason(app, as_ada):
    sent = {"words": "duplex, maisonette", "reason": "Mine"}
    as_ada.post("/search/synonyms/change", sent, status=403)
    with app.app_context():
        for by, reason in ((Viewer(), "Mine"), (EDITOR, "")):
            with pytest.raises(Refused):
                actions.change(read("duplex, maisonette"), holds=True, reason=reason, by=by)


@pytest.mark.parametrize("words", ["", "one", "a,b", "x" * 300, "\x00,,,>", "a > > b"])
def test_what_says_nothing_is_refused_and_kept(as_dilys, words):
    sent = {"words": words, "reason": "Why not"}
    assert "Why not" in as_dilys.post("/search/synonyms/change", sent, status=422).text
    as_dilys.get("/search/synonyms/change", query_string={"words": words})
