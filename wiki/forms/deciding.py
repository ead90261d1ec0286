"""Forms for editors who decide on a suggestion."""

from __future__ import annotations

from wtforms import IntegerField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.forms import BaseForm
from wiki import rules
from wiki.forms.fields import long_text, one_line
from wiki.forms.views import sense_field

SENTENCE = "Write a sentence to the member."
SAID_ELSEWHERE = {rules.DeclineReason.SAME, rules.DeclineReason.MOVED}


class AcceptForm(BaseForm):
    """Taking a suggestion in, in the words below. Fields that its kind lacks are taken out."""

    title = one_line("In one line", rules.LONGEST_CLAIM, "Write it in one line.")
    claim = one_line("The argument in one sentence", rules.LONGEST_CLAIM)
    question = one_line("Question", 300)
    summary = long_text("Summary", 1_000)
    agreed = long_text("What is agreed", 2_000)
    disputed = long_text("What is disputed", 2_000)
    text = long_text("Text", rules.LONGEST_TEXT)
    sources = long_text("Sources, one to a line")
    stakes = long_text("Cost or benefit, who, how much, when, source", 1_000)
    parent = one_line("Stands under", 300, "Say under which topic it stands.")
    label = one_line("Called there")
    link = one_line("Where its point stands now", 300, "Give the address of the page.")
    base = IntegerField(validators=[Optional(), NumberRange(0, 2**31 - 1)], widget=HiddenInput())
    sense = sense_field()
    sentence = long_text("A sentence to the member", 500)


class ElsewhereForm(BaseForm):
    """It is there already, has been done, or belongs elsewhere."""

    what = RadioField(
        "What is true?",
        [InputRequired("Choose what is true from the list.")],
        choices=[SelectChoice(one.value, one.words) for one in rules.Elsewhere],
    )
    there = one_line("The address of that page", 300, "Give the address of that page.")
    note = long_text("Your sentence to the member", 500, SENTENCE)


class DeclineForm(BaseForm):
    """Saying no to a suggestion."""

    reason = RadioField(
        "Reason",
        [InputRequired("Choose the reason from the list.")],
        choices=[
            SelectChoice(one.value, one.words)
            for one in rules.DECLINES
            if one not in SAID_ELSEWHERE
        ],
    )
    reply = long_text("Your sentence to the member", 500, SENTENCE)


class AskForm(BaseForm):
    """A question to the author."""

    ask = long_text("What would you like to know?", 500, "Write what you would like to know.")
