import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting import codes

LETTERS = st.text(codes.ALPHABET, min_size=codes.LENGTH, max_size=codes.LENGTH)


def test_codes_are_seventeen_letters_that_can_be_read_aloud():
    made = {codes.new_code() for _ in range(300)}

    assert len(made) == 300
    assert all(len(code) == 17 and set(code) <= set(codes.ALPHABET) for code in made)


def test_a_code_is_printed_in_fours_and_read_back():
    code = codes.new_code()

    assert len(codes.printed(code).split("-")) == 5
    assert codes.read_code(codes.printed(code)) == code
    assert codes.read_code(f"  {codes.printed(code).lower().replace('-', ' ')} ") == code


@given(LETTERS)
def test_letters_that_look_alike_are_read_alike(body):
    code = body + codes._check_letter(body)
    look_alike = code.replace("0", "O").replace("1", "l") if code[-1] not in "01" else code

    assert codes.read_code(look_alike) == code


@given(LETTERS, st.integers(0, codes.LENGTH - 1), st.sampled_from(codes.ALPHABET))
def test_one_wrong_letter_is_noticed(body, place, letter):
    code = body + codes._check_letter(body)
    wrong = code[:place] + letter + code[place + 1 :]

    assert codes.read_code(wrong) == (code if wrong == code else None)


@given(LETTERS, st.integers(0, codes.LENGTH - 2))
def test_two_letters_changed_round_are_noticed(body, place):
    code = body + codes._check_letter(body)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert codes.read_code(wrong) == (code if wrong == code else None)


@pytest.mark.parametrize(
    "typed", ["", "hello", "0" * 400, "ABCD-EFGH-JKMN-PQRS", "U" * 17, "é" * 17]
)
def test_what_is_no_code_is_no_code(typed):
    assert codes.read_code(typed) is None


@given(st.text())
def test_anything_may_be_typed(typed):
    codes.read_code(typed)


def test_the_marks_of_one_code_differ_by_poll_and_do_not_resemble_one_another():
    code = codes.new_code()

    assert codes.tracker("a" * 32, code) != codes.tracker("b" * 32, code)
    assert codes.proof(b"p" * 32, "a" * 32, code)[:10] != codes.tracker("a" * 32, code)
    assert codes.voter_ref(b"k" * 32, "a", 1) != codes.voter_ref(b"k" * 32, "b", 1)
