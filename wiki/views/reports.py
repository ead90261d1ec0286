"""Editors' reports: what is missing, broken, late or there twice."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from core.clock import today
from core.pages import kept
from core.web import found, page_number
from wiki.queries.reports import LINES_SHOWN, REPORTS
from wiki.views.blueprint import bp

ABOUT = ("changes", "structure", "suggestions")


@bp.get("/wiki/reports")
@kept(lambda: ABOUT, apart=lambda: str(today()))
def reports() -> ResponseReturnValue:
    """How many lines each report has."""
    counted = [(report, report.count()) for report in REPORTS.values()]
    return render_template("wiki/reports.html", reports=counted)


@bp.get("/wiki/reports/<key>")
@kept(lambda key: ABOUT, apart=lambda key: str(today()))
def report(key: str) -> ResponseReturnValue:
    """The lines of one report."""
    shown = found(REPORTS.get(key))
    page, count = page_number(), shown.count()
    return render_template(
        "wiki/report.html",
        report=shown,
        lines=shown.lines(page=page),
        count=count,
        page=page,
        pages=-(-count // LINES_SHOWN),
    )
