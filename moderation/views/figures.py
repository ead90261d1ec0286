"""How reports are answered, by reason: a public table, and as a file."""

from __future__ import annotations

import csv
import io

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from core.clock import now
from core.limits import limited
from core.pages import kept
from moderation.queries.figures import reports_of_a_year
from moderation.rules.figures import FEWEST, STEP, figures

bp = Blueprint("figures", __name__)


@bp.get("/moderation/figures")
@kept(lambda: ("log",))
def show() -> ResponseReturnValue:
    """Reports of the last year by reason: how many, how soon decided, how many upheld."""
    rows = figures(reports_of_a_year(now()))
    return render_template("moderation/figures.html", rows=rows, fewest=FEWEST, step=STEP)


@bp.get("/moderation/figures.csv")
@limited("briefing")
def as_csv() -> ResponseReturnValue:
    """The same as a file."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(["reason", "rule", "reports", "median_hours_to_decision", "upheld"])
    for row in figures(reports_of_a_year(now())):
        write.writerow([row.reason, row.rule, row.reports, row.hours, row.upheld])
    response = Response(out.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=moderation-figures.csv"
    return response
