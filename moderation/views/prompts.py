"""What a steward does about a prompt: one address for each offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from accounts.access import Viewer, may, viewer
from accounts.rules import Power
from core.forms import once
from moderation.actions import offering, prompting, steelmen
from moderation.forms import prompting as forms
from moderation.forms.fields import CaseForm
from moderation.models import Case
from moderation.rules.offers import Offer
from moderation.rules.reasons import Dismissal
from moderation.views.case_page import answer, case_of

bp = Blueprint("prompts", __name__)
Form = TypeVar("Form", bound=CaseForm)
Act = Callable[[Case, Viewer, int, Form], object]  # the version that the steward saw is the number


def _answers(offer: Offer, form: type[Form], *, said: str) -> Callable[[Act[Form]], Act[Form]]:
    """Let this be done at the address of the offer, under its own name; `said` afterwards."""

    def register(act: Act[Form]) -> Act[Form]:
        @may(Power.MODERATE)
        @once
        def view(case_id: int) -> ResponseReturnValue:
            case = case_of(case_id)
            typed = form(request.form, prefix=str(offer))
            version = typed.version.data or 0
            return answer(case, typed, lambda: act(case, viewer(), version, typed), said=said)

        address = f"/cases/<int:case_id>/{offer.words.place}"
        bp.add_url_rule(address, act.__name__, view, methods=["POST"])
        return act

    return register


@_answers(Offer.QUESTION, forms.QuestionForm, said="The question is asked.")
def ask_question(case: Case, by: Viewer, version: int, form: forms.QuestionForm) -> object:
    """Ask for the missing view."""
    return prompting.ask_question(case, by, version=version, words=form.words.data or "")


@_answers(Offer.QUIET, forms.QuietForm, said="The quiet round is open.")
def open_quiet_round(case: Case, by: Viewer, version: int, form: forms.QuietForm) -> object:
    """Let everyone hand in one sealed text."""
    return offering.open_quiet_round(case, by, version=version, words=form.words.data or "")


@_answers(Offer.INVITE, forms.InviteForm, said="Members are drawn and asked.")
def invite(case: Case, by: Viewer, version: int, form: forms.InviteForm) -> object:
    """Draw members by lot."""
    del form
    return offering.invite(case, by, version=version)


@_answers(Offer.TURNS, forms.TurnsForm, said="Everyone alike takes turns there.")
def take_turns(case: Case, by: Viewer, version: int, form: forms.TurnsForm) -> object:
    """Let everybody wait for others."""
    del form
    return offering.let_take_turns(case, by, version=version)


@_answers(Offer.STEELMAN, forms.SteelmanForm, said="It stands at the top, as not your own view.")
def open_steelman(case: Case, by: Viewer, version: int, form: forms.SteelmanForm) -> object:
    """Say what members who are not here would say."""
    words, source = form.words.data or "", form.source.data or ""
    return steelmen.open_slot(case, by, version=version, words=words, source=source)


@_answers(Offer.ALSO_SAID, forms.AlsoSaidForm, said="It stands at the top.")
def show_also_said(case: Case, by: Viewer, version: int, form: forms.AlsoSaidForm) -> object:
    """Show what few have seen."""
    return offering.show_also_said(case, by, version=version, point=form.point.data or "")


@_answers(Offer.EDITOR, forms.EditorForm, said="The editors are asked.")
def ask_editor(case: Case, by: Viewer, version: int, form: forms.EditorForm) -> object:
    """Ask the editors for an argument."""
    words, side = form.words.data or "", form.side.data or ""
    return prompting.ask_editor(case, by, version=version, words=words, side=side)


@_answers(Offer.AGENDA, forms.AgendaForm, said="It is on the agenda, with what is missing.")
def put_on_agenda(case: Case, by: Viewer, version: int, form: forms.AgendaForm) -> object:
    """Take it to a meeting."""
    return offering.put_on_agenda(case, by, version=version, entry_id=form.entry_id)


@_answers(Offer.DISMISSAL, forms.DismissalForm, said="Put aside.")
def dismiss(case: Case, by: Viewer, version: int, form: forms.DismissalForm) -> object:
    """Put the prompt aside."""
    return prompting.dismiss(
        case,
        by,
        version=version,
        reason=Dismissal(form.reason.data),
        words=form.words.data or "",
        link=form.link.data or "",
    )
