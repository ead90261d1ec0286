"""What a published result about choices says, as plain values for the page, JSON and CSV."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from voting import words
from voting.methods import Choosing
from voting.rows import Row


def reading(total: Row, method: Choosing, choices: Sequence[str]) -> dict[str, Any]:
    """The words beside the table of a total; the same keys as for the support scale."""
    return {
        "label": method.label(total, choices),
        "thresholds": method.thresholds,
        "turnout": words.turnout(total),
        "chance": "Those who took part chose to; they are no sample of all members.",
        "flip": "",
        "warning": "",
        "indicators": [asdict(it) for it in method.indicators(total, choices)],
        "outcome": method.outcome(total, choices),
        "is_exact": total.is_exact,
    }
