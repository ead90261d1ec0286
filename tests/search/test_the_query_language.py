"""What people type becomes words, phrases, exclusions and kinds, whatever they type."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.language import MOST_LETTERS, MOST_WORDS, Query, parse
from search.when import Days, days_meant
from tests.cost import is_within

TODAY = date(2026, 11, 22)


def test_words_are_all_wanted():
    assert parse("free school  meals") == Query(words=("free", "school", "meals"))


def test_quotation_marks_of_every_sort_make_a_phrase():
    wanted = Query(phrases=("right to buy",))
    assert parse('"right to buy"') == parse("“right to buy”") == parse('"right to buy') == wanted


def test_a_minus_leaves_out_a_word_or_a_phrase():
    asked = parse('rent -"right to buy" -london')
    assert asked == Query(words=("rent",), without=("right to buy", "london"))


def test_a_hyphen_inside_a_word_is_no_minus():
    assert parse("co-operative e-mail").without == ()


def test_a_kind_is_named_as_people_name_it():
    assert parse("rent kind:discussion KIND:Polls").kinds == ("thread", "poll")


def test_an_unknown_field_is_words_and_an_unknown_value_is_said():
    asked = parse("kind:banana since:soon title:x in: by:?", TODAY)
    assert asked.words == ("title", "x")
    assert asked.unclear == (("kind", "banana"), ("since", "soon"), ("title", "x"))
    assert parse("in: by:? education").unclear == (("in", ""), ("by", ""))
    assert parse("-kind:poll ed* bus").unclear == (("-kind", "poll"), ("*", "ed"))
    assert parse("https://a.example").unclear == parse("9:30").unclear == ()


def test_fields_are_read_as_people_write_them():
    asked = parse('rent in:"social care" IN:housing clp:cardiff by:“Ada Byron” author:bola')
    assert asked.words == ("rent",)
    assert asked.inside == ("social care", "housing")
    assert asked.clps == ("cardiff",)
    assert asked.by == ("Ada Byron", "bola")


def test_a_word_with_a_star_is_a_beginning_from_three_letters_on():
    asked = parse("educ* ed* -lon*")
    assert (asked.starts, asked.words, asked.without) == (("educ",), ("ed",), ("lon",))


def test_letters_with_dots_are_one_word():
    assert parse("N.H.S. U.K 3.5").words == ("NHS", "UK", "3.5")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("3/5/2024", "2024-05-03", "2024-05-03"),
        ("3rd May 2024", "2024-05-03", "2024-05-03"),
        ("may-2024", "2024-05-01", "2024-05-31"),
        ("May", "2026-05-01", "2026-05-31"),
        ("dec", "2025-12-01", "2025-12-31"),
        ("last week", "2026-11-15", "2026-11-22"),
        ("2-weeks", "2026-11-08", "2026-11-22"),
        ("Yesterday", "2026-11-21", "2026-11-21"),
    ],
)
def test_days_are_read_as_people_write_them(typed, first, last):
    assert days_meant(typed, TODAY) == Days(date.fromisoformat(first), date.fromisoformat(last))


@given(st.text())
@example("2024-02-31")
@example("0000")
@example("999 years")
def test_no_day_is_an_error(typed):
    days_meant(typed, TODAY)
    days_meant(typed, None)


def test_since_begins_with_the_first_day_and_until_ends_with_the_last():
    asked = parse("rent since:2024 until:2025-02", TODAY)
    assert (asked.since, asked.until) == (date(2024, 1, 1), date(2025, 2, 28))


def test_more_than_three_values_of_a_field_are_cut_and_it_is_said():
    asked = parse("in:a in:b in:c in:d rent")
    assert asked.inside == ("a", "b", "c")
    assert asked.cut


def test_and_or_and_not_are_plain_words():
    assert parse("rent AND tax OR not").words == ("rent", "AND", "tax", "OR", "not")


def test_a_phrase_of_one_word_is_a_word_and_an_empty_one_nothing():
    assert parse('"rent" ""') == Query(words=("rent",))


def test_a_word_typed_twice_is_wanted_once():
    assert parse("rent rent").words == ("rent",)


def test_more_than_ten_words_are_cut_and_it_is_said():
    asked = parse(" ".join(f"word{number}" for number in range(30)))
    assert len(asked.words) == MOST_WORDS
    assert asked.cut


def test_more_than_two_hundred_characters_are_cut_and_it_is_said():
    asked = parse("x" * 5000)
    assert asked.words == ("x" * MOST_LETTERS,)
    assert asked.cut


def test_a_very_long_text_is_read_at_once():
    assert is_within(0.1, lambda: parse("a" * 2_000_000))
    assert is_within(0.1, lambda: parse('"' * 100_000))


@given(st.text())
def test_no_text_is_refused(text):
    asked = parse(text)
    assert sum(len(part.split()) for part in asked.words + asked.phrases) <= MOST_WORDS


@given(
    st.lists(
        st.sampled_from(['"', "-", "kind:", "since:", 'in:"', "rent", "'", ":", "(", "*", "é"])
    )
)
def test_no_syntax_is_refused(pieces):
    parse(" ".join(pieces))
    parse("".join(pieces))


def test_of_a_long_sentence_the_words_that_tell_nothing_go_first():
    asked = parse("I think that people who are terminally ill should be free to choose when to die")
    assert asked.words == ("people", "terminally", "ill", "free", "choose", "die")
    assert not asked.cut
