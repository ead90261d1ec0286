"""What is asked of the detectors: how often they sound where all is fair, and where it is not.

Each trial makes one discussion by chance and answers with the detectors that would have prompted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from random import Random

from moderation.detectors import dominance, group_gap, loud_side, no_case, view_gap
from moderation.detectors.finding import Detector, Finding
from moderation.detectors.group_gap import Group
from moderation.detectors.said import Said, last_positions
from moderation.simulation import crowd
from moderation.simulation.crowd import FOR, Crowd
from moderation.simulation.looking import raised

Trial = Callable[[Random], set[str]]

GROUPS = (154, 154, 154, 308)  # the 770 members of a middling CLP, by when they joined
QUIET = 0.25  # the rate of the group that is not heard
EVERY = 5  # speakers between two looks at the groups
FAIR = Crowd()


def balanced(chance: Random) -> set[str]:
    """Everybody speaks up alike: whatever prompts is wrong."""
    ballots = crowd.ballots(chance, FAIR)
    posts = crowd.posts(chance, FAIR)
    seen = raised(posts, partial(_everything, ballots))
    groups = crowd.speakers(chance, GROUPS, [1.0] * len(GROUPS), FAIR.people)
    seen |= _groups_missing(groups)
    return {aspect.partition(":")[0] for aspect in seen}


def muffled(chance: Random, people: Crowd) -> set[str]:
    """The holders of one view speak up less: the view gap should say so, of their side."""
    ballots = crowd.ballots(chance, people)
    seen = raised(crowd.posts(chance, people), partial(_view_gap, ballots))
    return {Detector.VIEW_GAP} if f"{Detector.VIEW_GAP}:{FOR}" in seen else set()


def quiet_group(chance: Random, speakers: int) -> set[str]:
    """The first group speaks up at a quarter of the rate: the group gap should name it."""
    rates = [QUIET, *[1.0] * (len(GROUPS) - 1)]
    seen = _groups_missing(crowd.speakers(chance, GROUPS, rates, speakers))
    return {Detector.GROUP_GAP} if f"{Detector.GROUP_GAP}:0" in seen else set()


def _view_gap(ballots: dict[str, int], posts: Sequence[Said]) -> list[Finding]:
    voices = Counter(last_positions(posts).values())
    return view_gap.findings(view_gap.view_gaps(ballots, voices))


def _everything(ballots: dict[str, int], posts: Sequence[Said]) -> Iterable[Finding]:
    """Each detector that infers something; a point that has no answer has none, and no chance."""
    voices = Counter(last_positions(posts).values())
    gaps = view_gap.view_gaps(ballots, voices)
    listed_for = posts[-1].at - crowd.BEGAN
    bare = no_case.positions_without_a_case(ballots, voices, listed_for=listed_for)
    yield from view_gap.findings(gaps)
    yield from no_case.findings(gaps, bare)
    yield from dominance.findings(posts)
    yield from loud_side.findings(posts, seed="")


def _groups_missing(speakers: Sequence[int]) -> set[str]:
    """What a look after every fifth speaker finds."""
    found: set[str] = set()
    for count in range(EVERY, len(speakers) + 1, EVERY):
        heard = Counter(speakers[:count])
        groups = [Group(str(name), size, heard[name]) for name, size in enumerate(GROUPS)]
        found |= {one.case_aspect for one in group_gap.findings(groups, where="")}
    return found
