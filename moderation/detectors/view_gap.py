"""View gap (P1): a view with many ballots and few voices.

Looks for a position that published ballots hold and hardly anybody in the discussion argues.

Formula. Let b of n ballots and v of V voices stand for one of K positions. A voice is a person,
counted once however much they write, with the position they took last. The fair share p0 is the
Wilson lower bound of b/n, which allows for chance in the ballots; E is the evidence ratio that
the position is voiced below p0 (`evidence.py`).

Fires when all hold: n ≥ 20, V ≥ 8, b/n ≥ 10 %, b/n − v/V ≥ 10 points, v/V ≤ 0.67 · b/n and
E ≥ 10·K. *Strong* when E(v/1.5, V/1.5) ≥ 10·K too: it would stand if people had brought friends.
*Watch* at E ≥ 5. That it lasted a day is for the caller to see to.

Why these: E ≥ 10·K keeps a false alarm in any of K positions at one discussion in ten. Below eight
voices even the silence of a 30 % view is no surprise (0.7⁸ = 6 %); under 10 % of the ballots a fair
part is less than one voice in eight; the two limits of size stop trifles in very long threads.

Source: representation notes C0 and C1, with worked examples and simulations there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from moderation.detectors.evidence import evidence, wilson_lower
from moderation.detectors.finding import Detector, Finding, Level

LEAST_BALLOTS = 20
LEAST_VOICES = 8
LEAST_SHARE = 0.10
LEAST_DIFFERENCE = 0.10
GREATEST_RATIO = 0.67
EVIDENCE_PER_POSITION = 10
EVIDENCE_TO_WATCH = 5
FRIENDS = 1.5  # how many people stand for one independent voice, in the strong form


@dataclass(frozen=True, slots=True)
class ViewGap:
    """One position's ballots and voices, and what follows from them."""

    position: str
    ballots: int
    all_ballots: int
    voices: int
    all_voices: int
    positions: int

    @classmethod
    def of(cls, figures: Mapping[str, Any]) -> Self:
        """The gap whose figures were stored."""
        return cls(**{field.name: figures[field.name] for field in fields(cls)})

    @property
    def ballot_share(self) -> float:
        return self.ballots / self.all_ballots if self.all_ballots else 0.0

    @property
    def voice_share(self) -> float:
        return self.voices / self.all_voices if self.all_voices else 0.0

    @property
    def fair_share(self) -> float:
        """The least share of voices that these ballots are compatible with (p0)."""
        return wilson_lower(self.ballots, self.all_ballots)

    @property
    def evidence(self) -> float:
        return evidence(self.voices, self.all_voices, self.fair_share)

    @property
    def evidence_if_friends(self) -> float:
        return evidence(self.voices / FRIENDS, self.all_voices / FRIENDS, self.fair_share)

    @property
    def evidence_needed(self) -> int:
        return EVIDENCE_PER_POSITION * self.positions

    @property
    def is_large_enough(self) -> bool:
        """Whether there is enough data, and the gap is wide enough to matter."""
        return (
            self.all_ballots >= LEAST_BALLOTS
            and self.all_voices >= LEAST_VOICES
            and self.ballot_share >= LEAST_SHARE
            and self.ballot_share - self.voice_share >= LEAST_DIFFERENCE
            and self.voice_share <= GREATEST_RATIO * self.ballot_share
        )

    @property
    def level(self) -> Level:
        if not self.is_large_enough or self.evidence < EVIDENCE_TO_WATCH:
            return Level.SILENT
        if self.evidence < self.evidence_needed:
            return Level.WATCH
        return Level.STRONG if self.evidence_if_friends >= self.evidence_needed else Level.PROMPT

    @property
    def fires(self) -> bool:
        return self.level.fires

    @property
    def figures(self) -> dict[str, Any]:
        """What is stored of it."""
        return asdict(self)


def view_gaps(ballots: Mapping[str, int], voices: Mapping[str, int]) -> list[ViewGap]:
    """One `ViewGap` for each position of the ballots, in their order.

    `ballots` are published counts by position, `voices` are people by position; a position without
    an entry in `voices` has none; voices for a position that was not on the ballot are left out.
    """
    all_ballots = sum(ballots.values())
    all_voices = sum(voices.get(position, 0) for position in ballots)
    return [
        ViewGap(position, count, all_ballots, voices.get(position, 0), all_voices, len(ballots))
        for position, count in ballots.items()
    ]


def findings(gaps: Iterable[ViewGap]) -> list[Finding]:
    """The gaps that are watched or fire."""
    return [
        Finding(Detector.VIEW_GAP, gap.position, gap.figures, gap.level)
        for gap in gaps
        if gap.level is not Level.SILENT
    ]
