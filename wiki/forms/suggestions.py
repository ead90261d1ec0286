"""Forms for suggesting, and for deciding on suggestions."""

from __future__ import annotations

from wtforms import BooleanField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.forms import BaseForm
from wiki import rules
from wiki.forms.fields import long_text, one_line
from wiki.forms.views import ArgumentForm, OptionForm


class SuggestedTopicForm(BaseForm):
    """A topic that is missing."""

    title = one_line("What is the topic called?", needed="Give the topic a name.")
    text = long_text("What is it about, and why is it missing?")


class WordingForm(BaseForm):
    """A better text for a topic, option or argument."""

    text = long_text("The text, with your changes", rules.LONGEST_TEXT, "Write the text.")
    base = IntegerField(validators=[Optional(), NumberRange(0, 2**31 - 1)], widget=HiddenInput())


class SuggestionForm(BaseForm):
    """What every suggestion asks besides; joined to one of the forms above."""

    reason = long_text("Why should it change?", 500)
    anonymous = BooleanField("Credit me as “a member”, without my name")


class SuggestArgumentForm(ArgumentForm, SuggestionForm):
    """A member's argument."""


class SuggestOptionForm(OptionForm, SuggestionForm):
    """A member's option."""


class SuggestTopicForm(SuggestedTopicForm, SuggestionForm):
    """A member's topic."""


class SuggestWordingForm(WordingForm, SuggestionForm):
    """A member's wording."""


class AcceptForm(BaseForm):
    """Taking a suggestion in, perhaps in other words."""

    title = one_line("In one line", rules.LONGEST_CLAIM, "Write it in one line.")
    text = long_text("Text", rules.LONGEST_TEXT)
    base = IntegerField(validators=[Optional(), NumberRange(0, 2**31 - 1)], widget=HiddenInput())
    sentence = long_text("A sentence to the member", 500)


class DeclineForm(BaseForm):
    """Saying no to a suggestion."""

    reason = RadioField(
        "Reason",
        [InputRequired("Choose the reason from the list.")],
        choices=[SelectChoice(one.value, one.words) for one in rules.DeclineReason],
    )
    reply = long_text("Your sentence to the member", 500, "Write a sentence to the member.")
    link = one_line("Where it is, or where it belongs", 300)
