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

    No number of any group is in the figures.
    """
    speakers = sum(group.speakers for group in groups)
    return [
        Finding(
            Detector.GROUP_GAP,
            name,
            {"group": name, "where": where, "all_speakers": speakers, "groups": len(groups)},
        )
        for name in groups_missing(groups)
    ]


def _is_missing(group: Group, share: float, speakers: int, needed: float) -> bool:
    fair = share * speakers
    return (
        group.members >= LEAST_MEMBERS
        and LEAST_EXPECTED <= fair < speakers
        and group.speakers <= GREATEST_RATIO * fair
        and evidence(group.speakers, speakers, share) >= needed
    )
