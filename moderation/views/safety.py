"""What safety officers do with a case besides deciding it."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from core.errors import Refused
from core.forms import once
from core.web import done
from moderation.actions.safety import add_entry
from moderation.forms.safety import EntryForm
from moderation.rules.safety import Entry
from moderation.views.case_page import case_of, judges, page_of

bp = Blueprint("safety", __name__)


@bp.post("/cases/<int:case_id>/entries")
@judges
@once
def create_entry(case_id: int) -> ResponseReturnValue:
    """Write into the history of a safety case; reading its evidence begins so too."""
    case = case_of(case_id)
    form = EntryForm(request.form)
    if form.validate():
        try:
            add_entry(
                case,
                viewer(),
                Entry(form.kind.data),
                words=form.entry_words.data or "",
                handed_to=form.handed_to.data or "",
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(url_for("moderation.cases.show", case_id=case_id), "It is written down.")
    return page_of(case, form), 422
