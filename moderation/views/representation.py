"""Does it help? What came of prompts, for everybody, and the same as a table to take away."""

from __future__ import annotations

import csv
from io import StringIO

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from core.pages import kept
from moderation.actions import measuring  # noqa: F401 — a task of the worker
from moderation.queries.evaluation import PAGE, evaluation, measured_prompts
from moderation.queries.reactions import reactions
from moderation.rules.evaluation import LEAST_MEASURED

bp = Blueprint("representation", __name__)
COLUMNS = (
    "detector",
    "held_back",
    "gap_before",
    "gap_after",
    "first_voice_hours",
    "new_speakers",
    "evidence_after",
)


@bp.get("/representation")
@kept(lambda: (PAGE, "log"))
def show() -> ResponseReturnValue:
    """Before and after, shown and held back, and how often prompts were right."""
    return render_template(
        "moderation/representation.html", it=evaluation(), taken=reactions(), least=LEAST_MEASURED
    )


@bp.get("/representation.csv")
def as_csv() -> ResponseReturnValue:
    """One line for each prompt that was measured, in an order that says nothing."""
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for one in measured_prompts():
        writer.writerow([_cell(getattr(one, name)) for name in COLUMNS])
    answer = Response(table.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=representation.csv"
    return answer


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return round(value, 3) if isinstance(value, float) else value
