"""What a steward does about a prompt: one address for each offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.forms import once
from moderation import forms
from moderation.actions import offering, prompting, steelmen
from moderation.forms import prompting as fields
from moderation.models import Case
from moderation.rules.reasons import Dismissal
from moderation.views.case_page import answer, case_of

bp = Blueprint("prompts", __name__)
F = TypeVar("F", bound=forms.CaseForm)


def _answer(
    case_id: int, form: F, act: Callable[[Case, int], object], *, said: str
) -> ResponseReturnValue:
    case = case_of(case_id)
    return answer(case, form, lambda: act(case, form.version.data or 0), said=said)


@bp.post("/cases/<int:case_id>/questions")
@may(Power.MODERATE)
@once
def ask_question(case_id: int) -> ResponseReturnValue:
    """Ask the neutral question in the discussion."""
    form = fields.QuestionForm(request.form, prefix="question")
    return _answer(
        case_id,
        form,
        lambda case, version: prompting.ask_question(
            case, viewer(), version=version, words=form.words.data or ""
        ),
        said="The question is asked.",
    )


@bp.post("/cases/<int:case_id>/quiet-rounds")
@may(Power.MODERATE)
@once
def open_quiet_round(case_id: int) -> ResponseReturnValue:
    """Open a quiet round in the discussion."""
    form = fields.QuietForm(request.form, prefix="quiet")
    return _answer(
        case_id,
        form,
        lambda case, version: offering.open_quiet_round(
            case, viewer(), version=version, words=form.words.data or ""
        ),
        said="The quiet round is open.",
    )


@bp.post("/cases/<int:case_id>/invitations")
@may(Power.MODERATE)
@once
def invite(case_id: int) -> ResponseReturnValue:
    """Draw members by lot and invite them."""
    return _answer(
        case_id,
        fields.InviteForm(request.form, prefix="invite"),
        lambda case, version: offering.invite(case, viewer(), version=version),
        said="Members are drawn and asked.",
    )


@bp.post("/cases/<int:case_id>/turns")
@may(Power.MODERATE)
@once
def take_turns(case_id: int) -> ResponseReturnValue:
    """Let people take turns in the discussion."""
    return _answer(
        case_id,
        fields.TurnsForm(request.form, prefix="turns"),
        lambda case, version: offering.let_take_turns(case, viewer(), version=version),
        said="Everyone alike takes turns there.",
    )


@bp.post("/cases/<int:case_id>/steelmen")
@may(Power.MODERATE)
@once
def open_steelman(case_id: int) -> ResponseReturnValue:
    """Open a steelman slot."""
    form = fields.SteelmanForm(request.form, prefix="steelman")
    return _answer(
        case_id,
        form,
        lambda case, version: steelmen.open_slot(
            case,
            viewer(),
            version=version,
            words=form.words.data or "",
            source=form.source.data or "",
        ),
        said="It stands at the top, as not your own view.",
    )


@bp.post("/cases/<int:case_id>/also-said")
@may(Power.MODERATE)
@once
def show_also_said(case_id: int) -> ResponseReturnValue:
    """Show at the top what few have seen."""
    form = fields.AlsoSaidForm(request.form, prefix="also_said")
    return _answer(
        case_id,
        form,
        lambda case, version: offering.show_also_said(
            case, viewer(), version=version, point=form.point.data or ""
        ),
        said="It stands at the top.",
    )


@bp.post("/cases/<int:case_id>/suggestions")
@may(Power.MODERATE)
@once
def ask_editor(case_id: int) -> ResponseReturnValue:
    """Ask the editors for the missing argument."""
    form = fields.EditorForm(request.form, prefix="editor")
    return _answer(
        case_id,
        form,
        lambda case, version: prompting.ask_editor(
            case,
            viewer(),
            version=version,
            words=form.words.data or "",
            side=form.side.data or "",
        ),
        said="The editors are asked.",
    )


@bp.post("/cases/<int:case_id>/agendas")
@may(Power.MODERATE)
@once
def put_on_agenda(case_id: int) -> ResponseReturnValue:
    """Put the discussion before a meeting."""
    form = fields.AgendaForm(request.form, prefix="agenda")
    return _answer(
        case_id,
        form,
        lambda case, version: offering.put_on_agenda(
            case, viewer(), version=version, entry_id=form.entry_id
        ),
        said="It is on the agenda, with what is missing.",
    )


@bp.post("/cases/<int:case_id>/dismissals")
@may(Power.MODERATE)
@once
def dismiss(case_id: int) -> ResponseReturnValue:
    """Put a prompt aside."""
    form = fields.DismissalForm(request.form, prefix="dismissal")
    return _answer(
        case_id,
        form,
        lambda case, version: prompting.dismiss(
            case,
            viewer(),
            version=version,
            reason=Dismissal(form.reason.data),
            words=form.words.data or "",
            link=form.link.data or "",
        ),
        said="Put aside.",
    )
