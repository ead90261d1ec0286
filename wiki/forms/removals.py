"""Forms for removing a view, and for deciding about that."""

from __future__ import annotations

from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired

from core.forms import BaseForm
from wiki.forms.fields import long_text
from wiki.rules.removals import LONGEST_REASON, Act, RemovalReason

FROM_THE_PAGE = (Act.ARCHIVE, Act.MERGE, Act.REDACT)  # a change of sense begins on the edit page


def _choices(*acts: Act) -> list[SelectChoice]:
    return [
        SelectChoice(f"{act.value}:{reason.value}", f"{act.words}: {_small(reason.words)}")
        for act in acts
        for reason in RemovalReason
        if act in reason.acts
    ]


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


class RemovalForm(BaseForm):
    """What an editor wants to do with a view, and why."""

    what = RadioField(
        "What do you want to do, and why?",
        [InputRequired("Choose what you want to do from the list.")],
        choices=_choices(*FROM_THE_PAGE),
    )
    into = SelectField("To merge: the view it lives on in", coerce=int, validate_choice=False)
    words = long_text(
        "Why, in your own words", LONGEST_REASON, "Say in your own words why. Everybody reads it."
    )

    @property
    def act(self) -> Act:
        """What was chosen to be done."""
        return Act((self.what.data or "").partition(":")[0])

    @property
    def reason(self) -> str:
        """The reason that was chosen."""
        return (self.what.data or "").partition(":")[2]


class WordsForm(BaseForm):
    """A sentence that goes with a decision; whether it is needed, the rule says."""

    words = long_text("Why, in your own words", LONGEST_REASON)


class SenseForm(BaseForm):
    """Suggested words change the sense of a view: why they should."""

    why_sense = RadioField(
        "Why should the sense change?",
        [InputRequired("Choose the reason from the list.")],
        choices=[
            SelectChoice(reason.value, reason.words)
            for reason in RemovalReason
            if Act.SENSE in reason.acts
        ],
    )
    sense_words = long_text(
        "Your own words about that", LONGEST_REASON, "Say in your own words why."
    )
