"""Forms for suggesting: each asks one thing in plain words."""

from __future__ import annotations

from wtforms import BooleanField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.forms import BaseForm
from wiki import rules
from wiki.forms.fields import long_text, one_line
from wiki.forms.views import ArgumentForm, OptionForm

SOURCE = "Where can we read it?"


class SuggestionForm(BaseForm):
    """What every suggestion asks besides; joined to one of the forms below."""

    reason = long_text("Why should it change?", 500)
    anonymous = BooleanField("Credit me as “a member”, without my name")


class SuggestArgumentForm(ArgumentForm, SuggestionForm):
    """An argument."""


class SuggestOptionForm(OptionForm, SuggestionForm):
    """An option."""


class SuggestTopicForm(SuggestionForm):
    """A topic that is missing."""

    title = one_line("What is the topic called?", needed="Give the topic a name.")
    text = long_text("What is it about, and why is it missing?")


class SuggestWordingForm(SuggestionForm):
    """Better words. Fields that were not asked for are taken out."""

    title = one_line("Heading", rules.LONGEST_CLAIM)
    claim = one_line("The argument in one sentence", rules.LONGEST_CLAIM)
    question = one_line("Question", 300)
    summary = long_text("Summary", 500)
    agreed = long_text("What is agreed", 1_000)
    disputed = long_text("What is disputed", 1_000)
    text = long_text("The text, with your changes", rules.LONGEST_TEXT)
    base = IntegerField(validators=[Optional(), NumberRange(0, 2**31 - 1)], widget=HiddenInput())


class SuggestEvidenceForm(SuggestionForm):
    """A source for an argument."""

    sources = long_text(SOURCE, needed="Say where we can read it: an address, or a title.")
    text = long_text("What does it show?")


class SuggestCorrectionForm(SuggestionForm):
    """A fact that is wrong."""

    title = one_line("What is wrong?", rules.LONGEST_CLAIM, "Say what is wrong.")
    text = long_text("What is right?", needed="Say what is right.")
    sources = long_text(SOURCE, needed="Say where we can read it: an address, or a title.")


class SuggestPlaceForm(SuggestionForm):
    """One more place for a topic."""

    other = one_line("Under which topic did you look for it?", 300, "Say under which topic.")
    label = one_line("What should it be called there?")


class SuggestMergeForm(SuggestionForm):
    """Two pages that say the same."""

    other = one_line("Which other page says the same?", 300, "Say which other page you mean.")


class SuggestSplitForm(SuggestionForm):
    """One page about two things."""

    text = long_text("Which parts should stand by themselves?", needed="Say which parts.")


class SuggestCostForm(SuggestionForm):
    """What it would cost or bring, and whom."""

    sort = RadioField(
        "Is it a cost or a benefit?",
        [InputRequired("Say whether it is a cost or a benefit.")],
        choices=[SelectChoice(rules.COST), SelectChoice(rules.BENEFIT)],
    )
    who = one_line("Who would pay it, or have it?", rules.LONGEST_PART, "Say who.")
    amount = one_line("How much is it?", rules.LONGEST_PART, "Say how much.")
    timing = one_line("When?", rules.LONGEST_PART)
    source = one_line(SOURCE, rules.LONGEST_PART)

    @property
    def line(self) -> str:
        """As it would stand among the costs and benefits of the option."""
        fields = (self.sort, self.who, self.amount, self.timing, self.source)
        return rules.Stake(*(field.data or "" for field in fields)).line


class AnswerForm(BaseForm):
    """The answer to an editor's question."""

    answer = long_text("Your answer", needed="Write your answer.")
