"""Group gap (P2): members of one kind who are well below their share of those who speak.

Looks at who is heard, not at anyone's opinion. The roll says how many members are of each group
(since when they have been members); the discussions of a year say how many of each have spoken.

Formula. Let N_g of N members be of group g, one of G, and x_g of x speakers. The participation
ratio is PR = (x_g/x) / (N_g/N); E is the evidence ratio that the group speaks below the share
N_g/N (`evidence.py`).

Fires when all hold: x ≥ 20, N_g ≥ 50, x·N_g/N ≥ 5, PR ≤ 0.67 and E ≥ 10·G. What is said of it is
that a group is well below its share: never a number, and never of a group that holds fewer.

Source: representation notes C2, with simulations there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.detectors.evidence import evidence
from moderation.detectors.finding import Detector, Finding

LEAST_SPEAKERS = 20
LEAST_MEMBERS = 50
LEAST_EXPECTED = 5
GREATEST_RATIO = 0.67
EVIDENCE_PER_GROUP = 10
RISE = 1.5  # as `rules.strictness` raises what is needed
MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Members of one kind: how many there are, and how many of them have spoken."""

    name: str
    members: int
    speakers: int


def groups_missing(groups: Sequence[Group]) -> list[str]:
    """The names of the groups that are well below their share of those who speak."""
    members = sum(group.members for group in groups)
    speakers = sum(group.speakers for group in groups)
    if speakers < LEAST_SPEAKERS:
        return []
    return [
        group.name
        for group in groups
        if _is_missing(group, group.members / members, speakers, EVIDENCE_PER_GROUP * len(groups))
    ]


def findings(groups: Sequence[Group], *, where: str) -> list[Finding]:
    """One for each group that is missing; `where` names the place, as “Ashford Vale”.

    No number of any group is in the figures. `steps` is how many times what is needed could rise
    by half, and the evidence still be enough: no more of it is told.
    """
    speakers = sum(group.speakers for group in groups)
    missing = set(groups_missing(groups))
    return [
        Finding(
            Detector.GROUP_GAP,
            group.name,
            {
                "group": group.name,
                "where": where,
                "all_speakers": speakers,
                "groups": len(groups),
                "steps": _steps(group, groups, speakers),
            },
        )
        for group in groups
        if group.name in missing
    ]


def _steps(group: Group, groups: Sequence[Group], speakers: int) -> int:
    share = group.members / sum(one.members for one in groups)
    over = evidence(group.speakers, speakers, share) / (EVIDENCE_PER_GROUP * len(groups))
    return sum(over >= RISE**step for step in range(1, MOST_STEPS + 1))


def _is_missing(group: Group, share: float, speakers: int, needed: float) -> bool:
    fair = share * speakers
    return (
        group.members >= LEAST_MEMBERS
        and LEAST_EXPECTED <= fair < speakers
        and group.speakers <= GREATEST_RATIO * fair
        and evidence(group.speakers, speakers, share) >= needed
    )
