"""The neutrality audit, for every member: a table, and the same as a file."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, fields

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.web import error_page
from moderation.detectors import neutrality as detector
from moderation.queries.neutrality import Told, audits

bp = Blueprint("neutrality", __name__)
MEMBERS_ONLY = "The neutrality audit is for members of the party."


@bp.get("/moderation/neutrality")
@signed_in
def show_neutrality() -> ResponseReturnValue:
    """How often contributions of each position were hidden, quarter by quarter."""
    if not viewer().is_member:
        return error_page(403, MEMBERS_ONLY)
    return render_template("moderation/neutrality.html", quarters=audits(), rule=detector)


@bp.get("/moderation/neutrality.csv")
@signed_in
def neutrality_csv() -> ResponseReturnValue:
    """The same as a table for a spreadsheet."""
    if not viewer().is_member:
        return error_page(403, MEMBERS_ONLY)
    written = io.StringIO()
    table = csv.DictWriter(written, [field.name for field in fields(Told)])
    table.writeheader()
    table.writerows(asdict(line) for quarter in audits(most=400) for line in quarter)
    answer = Response(written.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=neutrality.csv"
    return answer
