"""What a steward does about a prompt: one address for each offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from wtforms import Field

from accounts.access import may, viewer
from accounts.rules import Power
from core.forms import once
from moderation.actions import offering, prompting, steelmen
from moderation.forms.prompting import FORMS
from moderation.models import Case
from moderation.rules.offers import Offer
from moderation.rules.reasons import Dismissal
from moderation.views.case_page import answer, case_of

bp = Blueprint("prompts", __name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one offer does: `act` on the case with the form's fields, by name; `said` afterwards."""

    endpoint: str
    act: Callable[..., object]
    said: str
    fields: tuple[str, ...] = ()


def _dismiss(case: Case, by: Any, *, version: int, reason: str, words: str, link: str) -> object:
    return prompting.dismiss(
        case, by, version=version, reason=Dismissal(reason), words=words, link=link
    )


_ANSWERS = {
    Offer.QUESTION: Answer(
        "ask_question", prompting.ask_question, "The question is asked.", ("words",)
    ),
    Offer.QUIET: Answer(
        "open_quiet_round", offering.open_quiet_round, "The quiet round is open.", ("words",)
    ),
    Offer.INVITE: Answer("invite", offering.invite, "Members are drawn and asked."),
    Offer.TURNS: Answer("take_turns", offering.let_take_turns, "Everyone alike takes turns there."),
    Offer.STEELMAN: Answer(
        "open_steelman",
        steelmen.open_slot,
        "It stands at the top, as not your own view.",
        ("words", "source"),
    ),
    Offer.ALSO_SAID: Answer(
        "show_also_said", offering.show_also_said, "It stands at the top.", ("point",)
    ),
    Offer.EDITOR: Answer(
        "ask_editor", prompting.ask_editor, "The editors are asked.", ("words", "side")
    ),
    Offer.AGENDA: Answer(
        "put_on_agenda",
        offering.put_on_agenda,
        "It is on the agenda, with what is missing.",
        ("entry_id",),
    ),
    Offer.DISMISSAL: Answer("dismiss", _dismiss, "Put aside.", ("reason", "words", "link")),
}


def _view_of(offer: Offer, chosen: Answer) -> Callable[[int], ResponseReturnValue]:
    @may(Power.MODERATE)
    @once
    def act(case_id: int) -> ResponseReturnValue:
        case = case_of(case_id)
        form = FORMS[offer](request.form, prefix=str(offer))
        return answer(
            case,
            form,
            lambda: chosen.act(
                case,
                viewer(),
                version=form.version.data or 0,
                **{name: _typed(form, name) for name in chosen.fields},
            ),
            said=chosen.said,
        )

    return act


def _typed(form: Any, name: str) -> Any:
    value = getattr(form, name)
    return value.data or "" if isinstance(value, Field) else value


for _offer, _chosen in _ANSWERS.items():
    bp.post(f"/cases/<int:case_id>/{_offer.words.place}", endpoint=_chosen.endpoint)(
        _view_of(_offer, _chosen)
    )
