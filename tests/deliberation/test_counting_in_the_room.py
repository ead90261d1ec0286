"""What may be recorded of a show of hands, and who speaks next: true for whatever numbers."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.rules import meetings, room
from deliberation.rules.meetings import ABSTAINED, Act, Decision, Outcome, Room, State

COUNT = st.integers(0, 500)
HANDS = st.dictionaries(st.sampled_from(["For", "Against", ABSTAINED, "Later"]), COUNT)
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


@given(HANDS, COUNT, COUNT, COUNT)
def test_what_is_recorded_never_counts_anybody_twice(hands, attendance, guests, members):
    here = Room(attendance=attendance, guests=guests, members=members)
    outcome = Outcome(decision=Decision.STRAW_POLL, hands=hands)

    if meetings.why_not_room(here) is None and meetings.why_not_hands(outcome, here) is None:
        assert sum(hands.values()) <= attendance
        assert attendance - guests <= members


@given(st.integers(1, 500), st.integers(0, 400), COUNT)
def test_more_people_than_members_need_guests(members, more, guests):
    here = Room(attendance=members + more, guests=min(guests, members + more), members=members)

    assert (meetings.why_not_room(here) is None) == (here.guests >= more)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_a_minority_of_two_or_of_a_tenth_is_always_offered_a_statement(won, lost, abstained):
    won, lost = max(won, lost), min(won, lost)
    hands = {"For": won, "Against": lost, ABSTAINED: abstained}
    outcome = Outcome(decision=Decision.RESOLUTION, hands=hands)

    due = lost >= 2 or (lost == 1 and won <= 9)
    assert meetings.offers_minority(hands) == due
    assert (meetings.why_not_minority(outcome) is not None) == due
    declined = Outcome(decision=Decision.RESOLUTION, hands=hands, minority_declined=True)
    assert meetings.why_not_minority(declined) is None


def test_noted_has_no_hands_and_a_vote_has_two_options():
    here = Room(attendance=20, members=30)

    def why_not(decision, **hands):
        return meetings.why_not_hands(Outcome(decision=decision, hands=hands), here)

    assert why_not(Decision.NOTED) is None
    assert "no hands" in why_not(Decision.NOTED, For=1)
    assert "at least two" in why_not(Decision.STRAW_POLL, For=1, Abstained=3)
    assert "No hand" in why_not(Decision.STRAW_POLL, For=0, Against=0)
    assert "21 hands" in why_not(Decision.STRAW_POLL, For=20, Against=1)


@given(st.lists(st.sampled_from(Act), max_size=12))
def test_a_record_is_published_only_by_two_signatures_on_what_it_says(acts):
    state, signatures = State.CALLED, 0
    for act in acts:
        state = meetings.after(state, act) or state
        signatures = 0 if act is Act.RECORD else signatures + 1
        if state is State.PUBLISHED:
            assert signatures >= 2
    assert State.PUBLISHED not in {meetings.after(one, Act.RECORD) for one in State}


@given(st.lists(st.tuples(st.sampled_from(["for", "against", "unsure", ""]), st.integers(0, 3))))
def test_nobody_speaks_again_before_all_who_wait_for_their_first_turn(people):
    waiting = [
        room.Waiting(number, "", side, spoken, NOON + timedelta(seconds=number))
        for number, (side, spoken) in enumerate(people)
    ]

    order = room.in_turn(waiting)

    assert sorted(one.id for one in order) == [one.id for one in waiting]
    assert [one.spoken for one in order] == sorted(spoken for _, spoken in people)
    for index, (one, following) in enumerate(pairwise(order)):
        rest = [left.position for left in order[index + 1 :] if left.spoken == following.spoken]
        if one.position and one.position == following.position:
            assert set(rest) == {one.position}


@given(COUNT, COUNT)
def test_what_is_said_of_the_room_is_never_more_than_its_share(present, members):
    said = room.bounds(present, members)

    if present < members:
        assert f"{members - present:,} have not been asked" in said
    if members > 0 and 2 * present <= members:
        assert "not what the CLP thinks" in said


@given(
    st.dictionaries(st.sampled_from("abc"), COUNT), st.dictionaries(st.sampled_from("abc"), COUNT)
)
def test_groups_are_spoken_of_in_bands_and_never_when_small(members, heard):
    shown = room.groups_in_bands(members, heard)

    if shown:
        assert min(members.values()) >= room.FLOOR
        assert sum(heard.values()) >= room.FLOOR
    assert {said for _, *both in shown for said in both} <= {words for _, words in room.BANDS}


@pytest.mark.parametrize(
    ("posts", "days", "prompts", "words"),
    [(39, 13.9, 1, ""), (40, 0, 0, "40 posts"), (1, 14, 0, "14 days"), (1, 0, 2, "view")],
)
def test_the_site_suggests_a_meeting_by_itself(posts, days, prompts, words):
    said = meetings.suggests_meeting(posts=posts, days=days, prompts=prompts)

    assert words in said
    assert bool(said) == bool(words)
