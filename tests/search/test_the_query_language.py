"""What people type becomes words, phrases, exclusions and kinds, whatever they type."""

from hypothesis import given
from hypothesis import strategies as st

from search.language import MOST_LETTERS, MOST_WORDS, Query, parse
from tests.cost import is_within


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


def test_an_unknown_kind_or_field_is_words():
    assert parse("kind:banana title:x") == Query(words=("kind", "banana", "title", "x"))


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


@given(st.lists(st.sampled_from(['"', "-", "kind:", "kind:post", "rent", "'", ":", "(", "*", "é"])))
def test_no_syntax_is_refused(pieces):
    parse(" ".join(pieces))
    parse("".join(pieces))
