"""What is found, in which order, and what is not."""

import pytest

from search.analysis import initials
from search.backend import How, Search
from search.language import Query
from tests.search.documents import PUBLIC, document, find, keys


def test_all_the_words_are_wanted(library):
    assert set(keys(library, "council home")) == {"option:4", "topic:1"}
    assert keys(library, "free buses") == ["topic:2"]


def test_endings_make_no_difference(library):
    assert keys(library, "planned house") == ["topic:1"]


def test_doubled_consonants_stem_like_the_plain_word(index):
    words = ("plan", "run", "cut", "stop")
    index.put([document(n, word) for n, word in enumerate(words)])
    for number, word in enumerate(("planning", "running", "cutting", "stopping")):
        assert keys(index, word) == [f"topic:{number}"]


@pytest.mark.parametrize(
    "pair", ["bus buses", "gas gases", "case cases", "crisis crises", "65 65s"]
)
def test_one_and_many_are_one_word_also_after_an_s(index, pair):
    one, many = pair.split()
    index.put([document(1, one), document(2, many), document(3, "business")])
    assert set(keys(index, one)) == set(keys(index, many)) == {"topic:1", "topic:2"}


def test_forms_without_an_ending_are_found_by_their_word(index):
    index.put([document(1, "How pages are kept"), document(2, "Women who taught")])
    assert keys(index, "keeping pages") == ["topic:1"]
    assert keys(index, "teach a woman") == ["topic:2"]
    assert keys(index, "taught") == ["topic:2"]


def test_accents_make_no_difference(library):
    assert keys(library, "cafe") == keys(library, "CAFÉ") == ["topic:2"]


def test_a_word_in_the_title_counts_more(index):
    index.put([document(1, "Homes", "rent " * 3 + "word " * 20), document(2, "Rent", "word " * 23)])
    assert keys(index, "rent") == ["topic:2", "topic:1"]


def test_a_page_comes_before_the_poll_about_it(index):
    asks = "Free school meals for all. Free school meals for some. No free school meals."
    page = document(1, "Free school meals", "Should every pupil eat?")
    index.put([page, document(2, "How should free school meals begin?", asks, kind="poll")])
    assert keys(index, "free school meals") == ["topic:1", "poll:2"]


def test_a_phrase_is_found_in_its_order_only(index):
    index.put([document(1, "a", "green new deal"), document(2, "b", "a new deal for green homes")])
    assert keys(index, '"green new deal"') == ["topic:1"]
    assert keys(index, '"new deal"') == ["topic:1", "topic:2"]


def test_a_minus_leaves_out(library):
    assert keys(library, "tenants -cap") == ["option:4"]
    assert keys(library, 'tenants -"council home"') == ["argument:5"]


def test_nothing_but_a_minus_finds_nothing(library):
    assert find(library, "-rent").total == 0


def test_a_kind_narrows_the_hits_and_not_the_counts(library):
    found = find(library, "tenants kind:option")
    assert [hit.key for hit in found.hits] == ["option:4"]
    assert found.total == 1
    assert (found.counts.get("option", 0), found.counts.get("argument", 0)) == (1, 1)


def test_pages_follow_each_other(index):
    index.put([document(n, f"Rent {n}") for n in range(1, 8)])
    first, second = keys(index, "rent", limit=4), keys(index, "rent", offset=4, limit=4)
    assert (len(first), len(second)) == (4, 3)
    assert sorted(first + second) == [f"topic:{n}" for n in range(1, 8)]


def test_a_misspelt_word_is_put_right_and_it_is_said(library):
    found = find(library, "edcuation")
    assert [hit.key for hit in found.hits] == ["topic:3"]
    assert found.how is How.TYPOS
    assert found.instead == {"edcuation": ("education",)}


def test_short_words_are_not_put_right(library):
    assert find(library, "bys").total == 0


def test_typos_are_not_looked_for_where_enough_is_found(index):
    index.put([*(document(n, "Buses") for n in range(3)), document(9, "Busses")])
    assert find(index, "buses").how is How.EXACT


def test_exact_hits_stand_before_all_others(index):
    index.put([document(1, "x", "education " + "word " * 200), document(2, "Educations educating")])
    index.put([document(3, "Edukation", "edukation")])
    found = find(index, "edukation")
    assert found.hits[0].key == "topic:3"
    assert found.how is How.TYPOS


def test_some_of_the_words_are_enough_where_all_find_little(library):
    found = find(library, "free helicopters")
    assert [hit.key for hit in found.hits] == ["topic:2"]
    assert found.how is How.ANY


def test_titles_are_suggested_while_typing(library):
    def suggested(text):
        return [hit.key for hit in library.suggest(text, readers=PUBLIC, kinds=["topic"])]

    assert suggested("hous") == suggested("planning hou") == ["topic:1"]
    assert suggested("ho") == suggested("") == []


def test_words_side_by_side_as_typed_count_more(index):
    apart = "service that many people in the country use and a manager, who knows the service"
    together = "one person in the country whom people call the service manager, who knows much"
    index.put([document(1, "a", apart), document(2, "b", together)])
    assert keys(index, "service manager") == ["topic:2", "topic:1"]


def test_all_hits_are_counted_though_only_the_best_are_put_in_order(index, monkeypatch):
    for name in ("RANKED_FIRST", "MOST_RANKED"):
        monkeypatch.setattr(f"search.ranking.{name}", 5)
    index.put([document(number, f"Rent {number}") for number in range(12)])
    found = find(index, "rent")
    assert (len(found.hits), found.total, found.counts) == (5, 12, {"topic": 12})


@pytest.mark.parametrize("typed", ["UBI", "ubi", "U.B.I."])
def test_a_title_is_found_by_its_initials(index, typed):
    index.put([document(1, "Universal basic income", "Money for all"), document(2, "Incomes")])
    assert keys(index, typed) == ["topic:1"]


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Freedom of information", ("FOI",)),
        ("The House of Lords reform act", ("THOLRA", "HLRA")),
        ("Buses", ()),
        ("Should we leave now?", ()),
        ("One two three four five six seven", ()),
    ],
)
def test_how_a_title_is_abbreviated(title, short):
    assert initials(title) == short


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("help desk", "helpdesk"),
        ("help-desk", "helpdesk"),
        ("opendata", "open data"),
        ("minimumwage", "minimum wage"),
    ],
)
def test_one_word_or_two_makes_no_difference(index, typed, written):
    index.put([document(1, "A", f"our {written} is here"), document(2, "B", "data, wage, desk")])
    assert keys(index, typed)[0] == "topic:1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("neighborhood center", "neighbourhood centre"),
        ("organization", "organisations"),
        ("labor", "labour"),
        ("defense", "defence"),
        ("program", "programmes"),
    ],
)
def test_american_and_british_spelling_find_each_other(index, one, other):
    index.put([document(1, one), document(2, other), document(3, "Organ laboratory")])
    assert set(keys(index, one)) == set(keys(index, other)) == {"topic:1", "topic:2"}


def test_a_misspelt_word_is_put_right_beside_one_that_nobody_uses(library):
    found = find(library, "edcuation helicopters")
    assert [hit.key for hit in found.hits] == ["topic:3"]
    assert found.instead == {"edcuation": ("education",)}


def test_the_likelier_slip_is_put_right_first(index):
    index.put([document(n, word) for n, word in enumerate(("wading", "wanting", "waiting"))])
    assert find(index, "wating").instead == {"wating": ("waiting", "wading", "wanting")}
    assert keys(index, "wating")[0] == "topic:2"


def test_a_slip_in_each_word_is_put_right_swapped_letters_in_short_words_too(index):
    index.put([document(1, "Free school meals"), document(2, "Meetings"), document(3, "Frogs")])
    found = find(index, "fre shcool meels")
    assert [hit.key for hit in found.hits] == ["topic:1"]
    assert found.instead == {"fre": ("free",), "shcool": ("school",), "meels": ("meals",)}
    index.put([document(4, "Fre")])
    assert keys(index, "fre") == ["topic:4"]


def test_two_words_written_as_one_are_not_wanted_each_for_itself_too(index):
    index.put([document(1, "Password"), document(2, "Text")])
    query = Query(words=("pass", "word"), same=(("word", ("text",)),))
    assert [hit.key for hit in index.query(Search(query)).hits] == ["topic:1"]
