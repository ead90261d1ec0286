"""Forms for options and arguments."""

from __future__ import annotations

from wtforms import IntegerField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from core.forms import BaseForm
from wiki import rules
from wiki.forms.fields import long_text, one_line
from wiki.rules.rewordings import Sense


class ArgumentForm(BaseForm):
    """One argument."""

    side = RadioField(
        "Which way does it speak?",
        [InputRequired("Choose for or against.")],
        choices=[SelectChoice("for", "For"), SelectChoice("against", "Against")],
    )
    title = one_line(
        "The argument in one sentence", rules.LONGEST_CLAIM, "Write the argument in one sentence."
    )
    text = long_text("More about it")
    sources = long_text("Sources, one to a line")


class OptionForm(BaseForm):
    """One answer to a topic's question."""

    title = one_line("Your answer in one line", needed="Write your answer in one line.")
    text = long_text("What it means")


def sense_field() -> RadioField:
    """Whether the words change the sense of a view: then two editors have to agree."""
    return RadioField(
        "Does the sense change?",
        [InputRequired("Say whether the sense changes.")],
        choices=[SelectChoice(one.value, one.words) for one in Sense],
    )


class EditOptionForm(OptionForm):
    """The words of an option."""

    sense = sense_field()

    why = one_line("Why do you change it?", 300)
    base = IntegerField(widget=HiddenInput(), default=0)


class EditArgumentForm(BaseForm):
    """The words of an argument."""

    claim = one_line("Claim", rules.LONGEST_CLAIM, "Write the argument in one sentence.")
    text = long_text("More about it")
    sources = long_text("Sources, one to a line")
    sense = sense_field()
    why = one_line("Why do you change it?", 300)
    base = IntegerField(widget=HiddenInput(), default=0)


class PutBackForm(BaseForm):
    """Making an earlier revision the present one. A topic has no `sense`."""

    sense = sense_field()
    why = one_line("Why do you put it back?", 300)
