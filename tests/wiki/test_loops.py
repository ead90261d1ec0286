"""Loops of effects: found whole, found once, and named by the signs of their arrows."""

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from wiki.pictures import BOX, GAP, Name, picture
from wiki.rules import Arrow, loops

ENDS = ("a", "b", "c", "d", "e")
ARROWS = st.lists(
    st.tuples(st.sampled_from(ENDS), st.sampled_from(ENDS), st.sampled_from((1, -1, 0))),
    max_size=9,
    unique_by=lambda arrow: arrow[:2],
).map(lambda found: [Arrow(n, *arrow) for n, arrow in enumerate(found)])


def test_an_even_number_of_lowering_arrows_reinforces_and_an_odd_number_balances():
    rents, empty, building = "rents", "empty homes", "building"

    (vicious,) = loops([Arrow(1, rents, empty, -1), Arrow(2, empty, rents, -1)])
    (calming,) = loops([Arrow(1, rents, building, 1), Arrow(2, building, rents, -1)])

    assert vicious.name == "reinforcing"
    assert calming.name == "balancing"


def test_what_depends_or_conflicts_closes_no_loop():
    assert loops([Arrow(1, "a", "b", 1), Arrow(2, "b", "a", 0)]) == []


def test_two_arrows_between_the_same_ends_make_a_loop_each():
    found = loops([Arrow(1, "a", "b", 1), Arrow(2, "a", "b", -1), Arrow(3, "b", "a", 1)])

    assert [loop.name for loop in found] == ["reinforcing", "balancing"]


@given(ARROWS)
def test_every_loop_is_found_once_as_by_trying_all_rings(arrows):
    there = {(arrow.start, arrow.end): arrow for arrow in arrows if arrow.sign}
    rings = set()
    for size in range(1, 5):
        for ring in permutations(ENDS, size):
            steps = list(zip(ring, (*ring[1:], ring[0]), strict=True))
            if ring[0] == min(ring) and all(step in there for step in steps):
                rings.add(tuple(there[step] for step in steps))

    found = [loop.arrows for loop in loops(arrows)]

    assert set(found) == rings
    assert len(found) == len(rings)


def runs_of(drawn):
    """The upright part of an arrow at the side: x, top, bottom."""
    _, down = drawn.line.split("V")
    x = float(drawn.line.split("H")[1].split("q")[0])
    start, end = float(drawn.line.split(" ")[1].split("H")[0]), float(down.split("q")[0])
    return x, min(start, end), max(start, end)


@given(st.lists(st.tuples(*(st.sampled_from(ENDS),) * 2, st.sampled_from((1, -1, 0))), max_size=9))
def test_no_arrow_crosses_a_box_and_no_two_lie_upon_each_other(arrows):
    names = [Name(end, f"The topic called {end}") for end in ENDS]
    ends = [arrow for arrow in arrows if arrow[0] != arrow[1]]

    made = picture(names, ends)

    assert len(made.arrows) == len(ends)
    left = made.boxes[0].x
    tops = [box.y for box in made.boxes]
    assert all(b - a >= GAP for a, b in pairwise(tops))
    sides = sorted(runs_of(drawn) for drawn in made.arrows if "H" in drawn.line)
    for x, _, _ in sides:
        assert 0 < x < left or left + BOX < x < made.width
    for one, other in pairwise(sides):
        assert one[0] != other[0] or one[2] < other[1]
    assert picture(names, ends) == made
