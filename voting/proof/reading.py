"""Label and figures of a result as whole numbers, so that a statement can hold them exactly. Pure.

Figures of a support scale are in ten-thousandths; means of other kinds in hundredths. Anybody can
work them out again from the table, and ``tools/verify_poll.py`` does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from voting.methods import Asked
from voting.methods.base import Choosing
from voting.methods.support_scale import Answer, Thresholds, strength
from voting.rows import Row


def reading(rows: Sequence[Row], asked: Asked, limits: Thresholds) -> dict[str, Any]:
    """Under "label" (or None) and "figures" what the total says; nothing when it is not shown."""
    if not rows:
        return {"label": None, "figures": {}}
    total, method = rows[0], asked.method
    if isinstance(method, Choosing):
        outcome = _whole(method.outcome(total, asked.choices))
        return {"label": method.label(total, asked.choices), "figures": outcome}
    found = strength({Answer(cell): people for cell, people in total.weights.items()})
    if found is None:
        return {"label": None, "figures": {}}
    figures = {name: round(10000 * value) for name, value in asdict(found).items()}
    return {"label": found.label(limits).value, "figures": figures}


def _whole(value: Any) -> Any:
    if isinstance(value, float):
        return round(100 * value)
    if isinstance(value, Mapping):
        return {str(name): _whole(one) for name, one in value.items()}
    return [_whole(one) for one in value] if isinstance(value, list | tuple) else value
