"""What a steward does about a prompt: one address for each offer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
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
Act = Callable[[Case, int, F], object]
NOT_YOURS = "It stands at the top, as not your own view."


def offered(
    address: str, form_of: type[F], prefix: str, *, said: str
) -> Callable[[Act[F]], Act[F]]:
    """Serve what the function does at /cases/<id>/<address>, for stewards who send this form.

    The function gets the case, the version that the steward saw and the form, and commits nothing;
    `said` is what the page tells when it is done.
    """

    def register(act: Act[F]) -> Act[F]:
        @wraps(act)
        def view(case_id: int) -> ResponseReturnValue:
            form = form_of(request.form, prefix=prefix)
            case = case_of(case_id)
            return answer(case, form, lambda: act(case, form.version.data or 0, form), said=said)

        guarded = may(Power.MODERATE)(once(view))
        bp.add_url_rule(f"/cases/<int:case_id>/{address}", act.__name__, guarded, methods=["POST"])
        return act

    return register


@offered("questions", fields.QuestionForm, "question", said="The question is asked.")
def ask_question(case: Case, version: int, form: fields.QuestionForm) -> None:
    """Ask the neutral question in the discussion."""
    prompting.ask_question(case, viewer(), version=version, words=form.words.data or "")


@offered("quiet-rounds", fields.QuietForm, "quiet", said="The quiet round is open.")
def open_quiet_round(case: Case, version: int, form: fields.QuietForm) -> None:
    """Open a quiet round in the discussion."""
    offering.open_quiet_round(case, viewer(), version=version, words=form.words.data or "")


@offered("invitations", fields.InviteForm, "invite", said="Members are drawn and asked.")
def invite(case: Case, version: int, _: fields.InviteForm) -> None:
    """Draw members by lot and invite them."""
    offering.invite(case, viewer(), version=version)


@offered("turns", fields.TurnsForm, "turns", said="Everyone alike takes turns there.")
def take_turns(case: Case, version: int, _: fields.TurnsForm) -> None:
    """Let people take turns in the discussion."""
    offering.let_take_turns(case, viewer(), version=version)


@offered("steelmen", fields.SteelmanForm, "steelman", said=NOT_YOURS)
def open_steelman(case: Case, version: int, form: fields.SteelmanForm) -> None:
    """Open a steelman slot."""
    words, source = form.words.data or "", form.source.data or ""
    steelmen.open_slot(case, viewer(), version=version, words=words, source=source)


@offered("also-said", fields.AlsoSaidForm, "also_said", said="It stands at the top.")
def show_also_said(case: Case, version: int, form: fields.AlsoSaidForm) -> None:
    """Show at the top what few have seen."""
    offering.show_also_said(case, viewer(), version=version, point=form.point.data or "")


@offered("suggestions", fields.EditorForm, "editor", said="The editors are asked.")
def ask_editor(case: Case, version: int, form: fields.EditorForm) -> None:
    """Ask the editors for the missing argument."""
    words, side = form.words.data or "", form.side.data or ""
    prompting.ask_editor(case, viewer(), version=version, words=words, side=side)


@offered("agendas", fields.AgendaForm, "agenda", said="It is on the agenda, with what is missing.")
def put_on_agenda(case: Case, version: int, form: fields.AgendaForm) -> None:
    """Put the discussion before a meeting."""
    offering.put_on_agenda(case, viewer(), version=version, entry_id=form.entry_id)


@offered("dismissals", fields.DismissalForm, "dismissal", said="Put aside.")
def dismiss(case: Case, version: int, form: fields.DismissalForm) -> None:
    """Put a prompt aside."""
    prompting.dismiss(
        case,
        viewer(),
        version=version,
        reason=Dismissal(form.reason.data),
        words=form.words.data or "",
        link=form.link.data or "",
    )
