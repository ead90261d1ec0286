"""T20: other people's programs and trying everything count the same; paper adds to web."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import oracles
from voting import methods, tally
from voting.methods import Asked, Kind

SHAPES = st.tuples(
    st.sampled_from(list(Kind)), st.integers(2, 8), st.randoms(use_true_random=False)
)


def asked_for(kind, n):
    return Asked(methods.of(kind), () if kind is Kind.SUPPORT else tuple(map(str, range(1, n + 1))))


def test_random_profiles_of_each_kind_are_counted_as_their_oracles_count_them():
    done = oracles.check(100, seed=20)

    assert done == dict.fromkeys(Kind, 20)


@settings(max_examples=40, deadline=None)
@given(SHAPES, st.integers(0, 30), st.integers(0, 30))
def test_adding_paper_totals_equals_adding_the_ballots(shape, web, paper):
    kind, n, chance = shape
    asked = asked_for(kind, n)
    on_web = [oracles.any_answer(chance, asked) for _ in range(web)]
    on_paper = [oracles.any_answer(chance, asked) for _ in range(paper)]

    apart = [tally.count({1: Counter(them)}, asked) for them in (on_web, on_paper)]
    together = tally.count({1: Counter([*on_web, *on_paper])}, asked)

    added = apart[0] + apart[1]
    assert added.ballots == together.ballots
    assert dict(added.cells_of(1)) == dict(together.cells_of(1))


@settings(max_examples=40, deadline=None)
@given(SHAPES)
def test_every_answer_is_read_as_it_is_written_and_fits_its_cells(shape):
    kind, n, chance = shape
    asked = asked_for(kind, n)
    answer = oracles.any_answer(chance, asked)
    cells = Counter(asked.cells(answer))

    assert asked.is_answer(answer)
    assert asked.read(asked.method.given(answer, asked.n)) == answer
    assert len(answer) < 100  # fits the seal
    assert set(cells.values()) == {1} or not cells
    for together in asked.method.apart(asked.n):
        assert sum(cells[cell] for cell in together) <= 1


@settings(max_examples=60, deadline=None)
@given(SHAPES, st.text(max_size=40))
def test_what_is_no_answer_is_spoiled_and_never_an_error(shape, text):
    kind, n, _ = shape
    asked = asked_for(kind, n)

    if asked.is_answer(text):
        assert asked.read(asked.method.given(text, asked.n)) == text
        assert all(asked.said(text))
