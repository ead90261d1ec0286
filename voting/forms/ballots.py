"""The form of a ballot: its fields follow from what the poll asks for.

What was sent is read by the poll's method and by nothing else, so that a form, a paper vote and a
test mean the same by an answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Protocol

from wtforms import Field, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import BaseForm, strip
from voting.methods import Asked, Kind, NotAnAnswer
from voting.methods.approval import NONE
from voting.methods.base import field, numbers
from voting.methods.resistance import SCORES
from voting.methods.support_scale import Answer

ANSWER = "Your answer"
_TEMPLATES = {
    Kind.SUPPORT: "voting/ballots/_support.html",
    Kind.APPROVAL: "voting/ballots/_approval.html",
    Kind.RESISTANCE: "voting/ballots/_resistance.html",
    Kind.RANKED: "voting/ballots/_ranked.html",
    Kind.SINGLE: "voting/ballots/_single.html",
}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_ENDS = {"0": "0: no objection", "10": "10: unacceptable"}


class Sent(Protocol):
    """A form as it was sent (`request.form`)."""

    def getlist(self, key: str) -> list[str]: ...


class BallotForm(BaseForm):
    """An answer and the vote code it goes under. Made by `ballot_form`."""

    asked: ClassVar[Asked]
    code = HiddenField(filters=[strip])
    chosen = ""  # the canonical answer of a form that was found valid

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        try:
            self.chosen = self.asked.read(
                {name: it.raw_data or [] for name, it in self._fields.items() if name != "code"}
            )
        except NotAnAnswer as problem:
            self[problem.field].errors = [problem.sentence]
            return False
        return True

    legend = ""

    def called(self, legend: str) -> None:
        """Say what stands above the fields: the question, or what they are for."""
        self.legend = legend
        if "answer" in self:
            self["answer"].label.text = legend

    @property
    def template(self) -> str:
        """What shows the fields."""
        return _TEMPLATES[self.asked.method.kind]

    @property
    def by_choice(self) -> list[Field]:
        """The fields of a ballot that has one for each choice, in order."""
        return [it for name, it in self._fields.items() if name.startswith("choice_")]


class _TickField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def ballot_form(asked: Asked, sent: Sent | None = None, *, answer: str | None = None) -> BallotForm:
    """The ballot of a poll: as it was sent, or with a canonical answer filled in, or empty."""
    made = type("Ballot", (BallotForm,), {"asked": asked, **_fields(asked)})
    given = asked.method.given(answer, asked.n) if answer else {}
    several = asked.method.kind is Kind.APPROVAL
    filled = {name: values if several else values[0] for name, values in given.items()}
    form: BallotForm = made(sent, data=filled)
    return form


def _fields(asked: Asked) -> dict[str, object]:
    choices = list(zip(numbers(asked.n), asked.choices, strict=True))
    match asked.method.kind:
        case Kind.SUPPORT:
            return {"answer": _radios([(it.value, it.words) for it in Answer])}
        case Kind.SINGLE:
            return {"answer": _radios(choices)}
        case Kind.APPROVAL:
            ticks = _offered([*choices, (NONE, "None of these")])
            return {"answer": _TickField(ANSWER, choices=ticks, validate_choice=False)}
        case Kind.RESISTANCE:
            scores = [("", "No number"), *((score, _ENDS.get(score, score)) for score in SCORES)]
            return _one_each(asked, scores)
        case Kind.RANKED:
            places = [("", "No place"), *((it, _ordinal(int(it))) for it in numbers(asked.n))]
            return _one_each(asked, places)


def _one_each(asked: Asked, values: Sequence[tuple[str, str]]) -> dict[str, object]:
    return {
        field(number): SelectField(choice, choices=_offered(values), validate_choice=False)
        for number, choice in enumerate(asked.choices, 1)
    }


def _radios(values: Sequence[tuple[str, str]]) -> RadioField:
    return RadioField(ANSWER, choices=_offered(values), validate_choice=False)


def _offered(values: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value, words) for value, words in values]


def _ordinal(place: int) -> str:
    return f"{place}{_ENDINGS.get(place, 'th')}"
