"""A pile-on as a steward reads it: every reply on one page, so that the member need not."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from accounts.access import may
from accounts.rules import Power
from moderation.actions import protecting
from moderation.models import Case
from moderation.views.case_page import case_of

bp = Blueprint("protecting", __name__)


def _case(case_id: int) -> Case:
    case = case_of(case_id)
    if not protecting.is_pile_on(case):
        abort(404)
    return case


@bp.get("/cases/<int:case_id>/replies")
@may(Power.MODERATE)
def replies(case_id: int) -> ResponseReturnValue:
    """Every reply of that day and since."""
    case = _case(case_id)
    return render_template(
        "moderation/pile_on.html", case=case, replies=protecting.replies_in(case)
    )
