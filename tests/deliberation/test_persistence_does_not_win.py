"""Seats go by shares; whoever posts most gains nothing; the same order for everybody."""

from hypothesis import given
from hypothesis import strategies as some

from benchmarks import ordering
from deliberation.rules.order import (
    LANES,
    Ranked,
    Rated,
    arranged,
    common_ground,
    liked,
    next_seat,
    weights,
)

POSITIONS = some.sampled_from(["for", "against", "unsure", "question", None])
POSTS = some.lists(
    some.builds(
        Ranked,
        number=some.just(0),
        author_id=some.integers(1, 6),
        position=POSITIONS,
        endorsed=some.integers(0, 5),
        readers=some.integers(0, 40),
    ),
    min_size=1,
    max_size=40,
).map(lambda posts: [numbered(post, n) for n, post in enumerate(posts, 1)])
SHARES = some.fixed_dictionaries(dict.fromkeys(LANES[:3], some.integers(0, 100))).filter(
    lambda parts: sum(parts.values()) > 0
)


def numbered(post, number):
    return Ranked(
        number, post.author_id, post.position, min(post.endorsed, post.readers), post.readers
    )


def seats(weight, count):
    taken = dict.fromkeys(weight, 0)
    turns = []
    for _ in range(count):
        lane = next_seat(taken, weight, list(weight))
        taken[lane] += 1
        turns.append(lane)
    return turns


def test_seats_follow_the_shares_as_party_members_know_it():
    assert "".join(seats({"A": 60, "B": 40}, 10)) == "ABABAABABA"
    assert "".join(seats({"1": 60, "2": 30, "3": 10}, 10)) == "1211321121"


@given(SHARES)
def test_every_side_with_one_in_twenty_has_one_of_the_first_ten(parts):
    shares = {side: part / sum(parts.values()) for side, part in parts.items()}

    turns = seats(weights(shares), 10)

    assert {side for side, share in shares.items() if share >= 0.05} <= set(turns)


def test_without_a_poll_the_sides_take_turns_alike():
    assert seats(weights(None), 8) == [*LANES, *LANES]


@given(POSTS, some.text(max_size=3))
def test_every_post_is_there_once_the_first_stays_first_and_anybody_gets_the_same(posts, seed):
    order = arranged(posts, seed=seed)

    assert order[0] == 1
    assert sorted(order) == list(range(1, len(posts) + 1))
    assert arranged(reversed(posts), seed=seed) == order


@given(POSTS)
def test_nobody_has_a_second_post_before_everyone_on_their_side_has_one(posts):
    by_number = {post.number: post for post in posts}
    spoken: dict[str, list[int]] = {}
    for number in arranged(posts)[1:]:
        post = by_number[number]
        spoken.setdefault(post.lane, []).append(post.author_id)

    for authors in spoken.values():
        first_round = len(set(authors))
        assert len(set(authors[:first_round])) == first_round


@given(some.integers(0, 50), some.integers(0, 50))
def test_more_who_like_it_is_never_worse_and_few_readers_prove_little(endorsed, more):
    readers = endorsed + more + 1

    assert liked(endorsed, readers) <= liked(endorsed + 1, readers)
    assert 0 <= liked(endorsed, readers) <= endorsed / readers + 1e-9
    assert liked(1, 1) < liked(8, 10)


def test_every_tenth_place_is_for_a_post_that_few_have_read():
    known = [Ranked(n, n, "for", 20, 40) for n in range(2, 40)]
    unknown = [Ranked(n, n, "for", 0, 3) for n in range(40, 60)]

    order = arranged([Ranked(1, 1, None), *known, *unknown])

    assert [n for n in order[1:21] if n >= 40] == [order[10], order[20]]


def test_three_who_post_all_the_time_do_not_take_over_the_first_ten():
    """200 members, 45% of side A; three of them write 12 posts each, so A has most of the posts."""
    ours = ordering.measure(ordering.ours, runs=15)
    newest = ordering.measure(ordering.newest, runs=15)

    assert ordering.LOWEST <= ours.of_a <= ordering.HIGHEST
    assert ours.authors >= 9
    assert ours.loudest <= 0.3
    assert newest.of_a >= 0.7


def test_common_ground_is_as_strong_as_its_weaker_end():
    loved_by_one = Rated(2, {"for": (30, 30), "against": (1, 30)})
    bridge = Rated(3, {"for": (12, 20), "against": (9, 20)})
    unread = Rated(4, {"for": (4, 4), "against": (20, 20)})
    alone = Rated(5, {"for": (20, 20)})

    assert common_ground([loved_by_one, bridge, unread, alone], most=9) == [3, 2]
