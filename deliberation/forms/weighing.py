"""Three answers to each argument, and a fourth that takes one back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types

from core.forms import BaseForm
from deliberation.queries.weighing import ToWeigh
from deliberation.rules.weighing import Answer

BACK = "back"
UNKNOWN = "Choose one of the answers that are offered."


def scale_form(arguments: Iterable[ToWeigh], typed: Any) -> BaseForm:
    """A form with one field for each argument, filled with what was typed or what is stored."""
    fields = {f"argument_{one.id}": _field(one) for one in arguments}
    made: type[BaseForm] = type("ScaleForm", (BaseForm,), fields)
    return made(typed)


def _field(argument: ToWeigh) -> Any:
    choices = [SelectChoice(str(answer), answer.label) for answer in Answer]
    if argument.answer:
        choices.append(SelectChoice(BACK, "Take my answer back"))
    return RadioField(
        argument.claim, choices=choices, default=argument.answer, validate_choice=False
    )


def answers_in(form: BaseForm, arguments: Iterable[ToWeigh]) -> dict[int, Answer | None] | None:
    """What was answered: None for one taken back, nothing where it stays as it was.

    None in place of all when an answer is none of those offered; the fields then say so.
    """
    found: dict[int, Answer | None] = {}
    refused = False
    for argument in arguments:
        field = form[f"argument_{argument.id}"]
        answer = field.data or ""
        if answer in ("", "None", argument.answer):
            continue
        if answer == BACK:
            found[argument.id] = None
        elif answer in list(Answer):
            found[argument.id] = Answer(answer)
        else:
            field.errors = [UNKNOWN]
            refused = True
    return None if refused else found
