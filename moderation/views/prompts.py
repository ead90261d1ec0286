"""What a steward does about a prompt."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.forms import once
from moderation import forms
from moderation.actions import prompting
from moderation.rules.reasons import Dismissal
from moderation.views.case_page import answer, case_of

bp = Blueprint("prompts", __name__)


@bp.post("/cases/<int:case_id>/questions")
@may(Power.MODERATE)
@once
def ask_question(case_id: int) -> ResponseReturnValue:
    """Ask the neutral question in the discussion."""
    case = case_of(case_id)
    form = forms.QuestionForm(request.form, prefix="question")
    return answer(
        case,
        form,
        lambda: prompting.ask_question(
            case, viewer(), version=form.version.data or 0, words=form.words.data or ""
        ),
        said="The question is asked.",
    )


@bp.post("/cases/<int:case_id>/suggestions")
@may(Power.MODERATE)
@once
def ask_editor(case_id: int) -> ResponseReturnValue:
    """Ask the editors for the missing argument."""
    case = case_of(case_id)
    form = forms.EditorForm(request.form, prefix="editor")
    return answer(
        case,
        form,
        lambda: prompting.ask_editor(
            case, viewer(), version=form.version.data or 0, words=form.words.data or ""
        ),
        said="The editors are asked.",
    )


@bp.post("/cases/<int:case_id>/dismissals")
@may(Power.MODERATE)
@once
def dismiss(case_id: int) -> ResponseReturnValue:
    """Put a prompt aside."""
    case = case_of(case_id)
    form = forms.DismissalForm(request.form, prefix="dismissal")
    return answer(
        case,
        form,
        lambda: prompting.dismiss(
            case,
            viewer(),
            version=form.version.data or 0,
            reason=Dismissal(form.reason.data),
            words=form.words.data or "",
        ),
    )
