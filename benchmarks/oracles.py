"""Tallies of each kind against somebody else's program, or against trying everything.

``check`` makes random profiles and says how many were compared. What is compared:

- the cells of every kind with a count straight from the forms, ballot by ballot;
- Schulze's chains with the strongest of all paths, each tried;
- pairs, firsts and single choices with pyrankvote's counts;
- approval, resistance and pairs with the winners of starvote (whose ties are drawn by lot: its
  winner must be among ours).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise, permutations

import pyrankvote  # type: ignore[import-untyped]
import starvote  # type: ignore[import-untyped]
from pyrankvote import Ballot, Candidate

from voting import methods, tally
from voting.methods import Asked, Kind, schulze
from voting.methods.ranked import order_of
from voting.methods.resistance import BLANK, SCORES
from voting.methods.support_scale import Answer

TICKED = 0.4  # of the choices, in approval
MOST_TRIED = 5  # choices: of more there are too many paths to try
Cells = Counter[str]


def check(profiles: int, seed: int = 5) -> Counter[str]:
    """Compare so many random profiles with their oracles; how many of each kind. AssertionError."""
    chance, done = random.Random(seed), Counter[str]()
    for number in range(profiles):
        kind = list(Kind)[number % len(Kind)]
        n = 0 if kind is Kind.SUPPORT else chance.randint(2, MOST_TRIED)
        asked = Asked(methods.of(kind), tuple(f"Choice {it}" for it in range(1, n + 1)))
        answers = [any_answer(chance, asked) for _ in range(chance.randint(1, 40))]
        _compare(asked, answers)
        done[kind] += 1
    return done


def any_answer(chance: random.Random, asked: Asked) -> str:
    """Some answer in canonical form."""
    n = asked.n
    match asked.method.kind:
        case Kind.SUPPORT:
            return chance.choice(list(Answer)).value
        case Kind.SINGLE:
            return str(chance.randint(1, n))
        case Kind.APPROVAL:
            return ",".join(str(it) for it in range(1, n + 1) if chance.random() < TICKED) or "none"
        case Kind.RESISTANCE:
            rest = [chance.choice([*SCORES, BLANK]) for _ in range(n - 1)]
            return ",".join([chance.choice(SCORES), *rest])
        case Kind.RANKED:
            places = {it: chance.randint(1, n) for it in range(1, n + 1)}
            levels = [[it for it in places if places[it] == p] for p in sorted({*places.values()})]
            return ">".join("=".join(map(str, level)) for level in levels)


def counted(asked: Asked, answers: Sequence[str]) -> Cells:
    """What the site counts of these answers."""
    return Counter(tally.count({1: Counter(answers)}, asked).cells[1])


def _compare(asked: Asked, answers: Sequence[str]) -> None:
    cells = counted(asked, answers)
    match asked.method.kind:
        case Kind.SUPPORT:
            assert cells == Counter(answers)
        case Kind.SINGLE:
            _single(asked.n, answers, cells)
        case Kind.APPROVAL:
            _approval(asked.n, answers, cells)
        case Kind.RESISTANCE:
            _resistance(asked.n, answers, cells)
        case Kind.RANKED:
            _ranked(asked.n, answers, cells)


def _single(n: int, answers: Sequence[str], cells: Cells) -> None:
    assert _first_round(n, answers) == {str(it): cells[str(it)] for it in range(1, n + 1)}


def _approval(n: int, answers: Sequence[str], cells: Cells) -> None:
    ticked = [set(answer.split(",")) for answer in answers]
    for it in map(str, range(1, n + 1)):
        assert cells[it] == sum(it in them for them in ticked)
    scores = [{it: int(str(it) in them) for it in range(1, n + 1)} for them in ticked]
    best = max(cells[str(it)] for it in range(1, n + 1))
    if best:
        assert best in {cells[str(it)] for it in _elected(scores, 1)}


def _resistance(n: int, answers: Sequence[str], cells: Cells) -> None:
    lists = [answer.split(",") for answer in answers]
    for it in range(1, n + 1):
        column = Counter(scores[it - 1] for scores in lists)
        assert {s: cells[f"{it}:{s}"] for s in (*SCORES, BLANK)} == {
            s: column[s] for s in (*SCORES, BLANK)
        }
    full = [list(map(int, scores)) for scores in lists if BLANK not in scores]
    if full:
        sums = {it: sum(scores[it - 1] for scores in full) for it in range(1, n + 1)}
        points = [{it: 10 - scores[it - 1] for it in range(1, n + 1)} for scores in full]
        if min(sums.values()) == 10 * len(full):
            return  # nobody has a point
        assert min(sums.values()) in {sums[it] for it in _elected(points, 10)}


def _ranked(n: int, answers: Sequence[str], cells: Cells) -> None:
    places = [
        {it: place for place, level in enumerate(order_of(answer)) for it in level}
        for answer in answers
    ]
    for one, other in permutations(range(1, n + 1), 2):
        assert cells[f"{one}>{other}"] == sum(them[one] < them[other] for them in places)
    for it in range(1, n + 1):
        assert cells[str(it)] == sum(not them[it] for them in places)
    for one, other in combinations(range(1, n + 1), 2):
        _pair(one, other, places, cells)
    _chains(n, cells)


def _pair(one: int, other: int, places: Sequence[dict[int, int]], cells: Cells) -> None:
    """Two choices alone: pyrankvote counts the same, and starvote finds the same winner."""
    apart = [them for them in places if them[one] != them[other]]
    if not apart:
        return
    above = ["1" if them[one] < them[other] else "2" for them in apart]
    found = _first_round(2, above)
    assert found == {"1": cells[f"{one}>{other}"], "2": cells[f"{other}>{one}"]}
    if found["1"] != found["2"]:
        scores = [{it: int(it == mine) for it in ("1", "2")} for mine in above]
        winner = starvote.election(starvote.star, scores, maximum_score=1)
        assert winner == [max(found, key=lambda it: found[it])]


def _first_round(n: int, answers: Sequence[str]) -> dict[str, int]:
    candidates = {str(it): Candidate(str(it)) for it in range(1, n + 1)}
    ballots = [Ballot([candidates[answer]]) for answer in answers]
    result = pyrankvote.instant_runoff_voting(list(candidates.values()), ballots)
    return {it.candidate.name: int(it.number_of_votes) for it in result.rounds[0].candidate_results}


def _elected(scores: Sequence[dict[int, int]], maximum: int) -> list[int]:
    """Whom reweighted range voting elects to two seats: the one with most points among them.

    It wants two seats or more, and so two to spare who have no point.
    """
    spare = {"x": 0, "y": 0}
    ballots = [{**{str(it): points for it, points in them.items()}, **spare} for them in scores]
    winners = starvote.election(starvote.rrv, ballots, maximum_score=maximum, seats=2)
    return [int(it) for it in winners if it not in spare]


def _chains(n: int, cells: Cells) -> None:
    everyone = range(n)
    table = [[cells[f"{one + 1}>{other + 1}"] for other in everyone] for one in everyone]
    chains = schulze.strongest_chains(table)
    for one, other in permutations(everyone, 2):
        assert chains[one][other] == _strongest_path(table, one, other)
    ahead = {
        (one, other): chains[one][other] > chains[other][one]
        for one, other in permutations(everyone, 2)
    }
    best = [it for it in everyone if not any(ahead[other, it] for other in everyone if other != it)]
    assert schulze.winners(table) == best
    winner = schulze.condorcet_winner(table)
    assert winner is None or best == [winner]


def _strongest_path(table: schulze.Table, start: int, end: int) -> int:
    """The strongest of all paths of defeats, each tried."""
    between = [it for it in range(len(table)) if it not in {start, end}]
    strengths = [
        min(_defeat(table, one, other) for one, other in pairwise(path))
        for count in range(len(between) + 1)
        for middle in permutations(between, count)
        for path in [(start, *middle, end)]
    ]
    return max(strengths)


def _defeat(table: schulze.Table, one: int, other: int) -> int:
    return table[one][other] if table[one][other] > table[other][one] else 0
