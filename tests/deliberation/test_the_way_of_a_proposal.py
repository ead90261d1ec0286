"""A proposal goes one way, step by step: no step is skipped, and none is taken twice."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from deliberation.rules.proposals import State, Step, after, sentences, why_not_step

ORDER = [
    State.DRAFT,
    State.GATHERING,
    State.SUPPORTED,
    State.IN_POLL,
    State.COUNTED,
    State.ANSWERED,
]


@given(st.lists(st.sampled_from(Step), max_size=40))
def test_whatever_is_tried_no_step_is_skipped(tries):
    state, seen = State.DRAFT, [State.DRAFT]
    for step in tries:
        there = after(state, step)
        assert (there is None) == (why_not_step(state, step) is not None)
        if there is not None:
            state = there
            seen.append(state)

    for before, now in pairwise(seen):
        if before in ORDER and now in ORDER:
            assert ORDER.index(now) == ORDER.index(before) + 1
    assert seen.count(State.ANSWERED) <= 1
    if State.ANSWERED in seen:
        assert seen[seen.index(State.ANSWERED) + 1 :] == []
        assert {State.SUPPORTED, State.IN_POLL, State.COUNTED} <= set(seen)


def test_what_was_answered_or_withdrawn_stays_so():
    for state in (State.ANSWERED, State.WITHDRAWN):
        assert [after(state, step) for step in Step] == [None] * len(Step)


def test_nobody_withdraws_while_members_vote():
    assert "Members are voting" in (why_not_step(State.IN_POLL, Step.WITHDRAW) or "")


def test_sentences_are_counted_and_abbreviations_are_not():
    assert sentences("Free buses for carers.") == 1
    assert sentences("Free buses, e.g. for carers of Dr. Who. It costs £3.5m in 2030. Now!") == 3
    assert sentences("Why? Because “it works.” So there") == 3
    assert sentences("One line\n\nanother") == 2
