"""Neutrality: contributions of one position are hidden more often than they are many.

The view gap turned round (`view_gap.py`): not who is missing among those who speak, but whose words
are missing more often among those that moderators let stand.

Formula. Of X contributions of a quarter that take a position (posts and arguments, hidden ones
too) x_k are of position k; of R that moderators hid and no appeal brought back, r_k. Let p0 be the
Wilson lower bound of the share of all *other* positions, 1 − x_k/X. E is the evidence ratio
(`evidence.py`) that the others' share of what was hidden, (R − r_k)/R, lies below p0: that k is
hidden more often than it is many.

Alerts at E ≥ 20, with at least 5 hidden contributions of that position: by chance alone at most one
quarter in twenty for each position, however often it is counted anew. An alert proves no bias: one
side may have broken the rules more often. It says that somebody should look.

Source: representation notes B6 (neutrality audit) and C1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from moderation.detectors.evidence import evidence, wilson_lower

EVIDENCE_TO_ALERT = 20
LEAST_HIDDEN = 5
MOST_EVIDENCE = 1e9  # that is stored


@dataclass(frozen=True, slots=True)
class Hidden:
    """What was written of one position, and what of it was hidden, among all."""

    position: str
    written: int
    all_written: int
    hidden: int
    all_hidden: int

    @property
    def evidence(self) -> float:
        """That it is hidden more often than it is many; 1 is none."""
        others = wilson_lower(self.all_written - self.written, self.all_written)
        try:
            found = evidence(self.all_hidden - self.hidden, self.all_hidden, others)
        except OverflowError:
            return MOST_EVIDENCE
        return min(found, MOST_EVIDENCE)

    @property
    def alerts(self) -> bool:
        """Whether the panel is told."""
        return self.hidden >= LEAST_HIDDEN and self.evidence >= EVIDENCE_TO_ALERT


def audit(written: Mapping[str, int], hidden: Mapping[str, int]) -> list[Hidden]:
    """One for each position of `written`, in its order. Both count contributions by position."""
    everything, out = sum(written.values()), sum(hidden.get(position, 0) for position in written)
    return [
        Hidden(position, count, everything, hidden.get(position, 0), out)
        for position, count in written.items()
    ]
