"""Fields of the wiki's pages."""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.forms import BaseForm, strip
from wiki import rules


def _line(label: str, most: int = rules.LONGEST_TITLE, needed: str = "") -> StringField:
    return StringField(label, _checks(most, needed), filters=[strip])


def _text(label: str, most: int = rules.LONGEST_DETAIL, needed: str = "") -> TextAreaField:
    return TextAreaField(label, _checks(most, needed), filters=[strip])


def _checks(most: int, needed: str) -> list[Any]:
    length = Length(max=most, message=f"Use at most {most:,} characters.")
    return [InputRequired(needed) if needed else Optional(), length]


class ArgumentForm(BaseForm):
    """One argument."""

    side = RadioField(
        "Which way does it speak?",
        [InputRequired("Choose for or against.")],
        choices=[SelectChoice("for", "For"), SelectChoice("against", "Against")],
    )
    title = _line(
        "The argument in one sentence", rules.LONGEST_CLAIM, "Write the argument in one sentence."
    )
    text = _text("More about it")
    sources = _text("Sources, one to a line")


class OptionForm(BaseForm):
    """One answer to a topic's question."""

    title = _line("Your answer in one line", needed="Write your answer in one line.")
    text = _text("What it means")


class SuggestedTopicForm(BaseForm):
    """A topic that is missing."""

    title = _line("What is the topic called?", needed="Give the topic a name.")
    text = _text("What is it about, and why is it missing?")


class WordingForm(BaseForm):
    """A better text for a topic, option or argument."""

    text = _text("The text, with your changes", rules.LONGEST_TEXT, "Write the text.")
    base = IntegerField(validators=[Optional(), NumberRange(0, 2**31 - 1)], widget=HiddenInput())


class SuggestionForm(BaseForm):
    """What every suggestion asks besides; joined to one of the forms above."""

    reason = _text("Why should it change?", 500)
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

    title = _line("In one line", rules.LONGEST_CLAIM, "Write it in one line.")
    text = _text("Text", rules.LONGEST_TEXT)
    base = IntegerField(validators=[Optional(), NumberRange(0, 2**31 - 1)], widget=HiddenInput())
    sentence = _text("A sentence to the member", 500)


class DeclineForm(BaseForm):
    """Saying no to a suggestion."""

    reason = RadioField(
        "Reason",
        [InputRequired("Choose the reason from the list.")],
        choices=[SelectChoice(one.value, one.words) for one in rules.DeclineReason],
    )
    reply = _text("Your sentence to the member", 500, "Write a sentence to the member.")
    link = _line("Where it is, or where it belongs", 300)


class TopicForm(BaseForm):
    """The words of a topic."""

    title = _line("Title", needed="Give the topic a title.")
    question = _line("Question", 300)
    summary = _text("Summary", 500)
    agreed = _text("What is agreed", 1_000)
    disputed = _text("What is disputed", 1_000)
    text = _text("What our policy says now", rules.LONGEST_TEXT)
    why = _line("Why do you change it?", 300)
    base = IntegerField(widget=HiddenInput(), default=0)


class NewTopicForm(TopicForm):
    """A new topic and its first place."""

    parent = _line("Stands under", 300)
    label = _line("Called there")


class EditOptionForm(OptionForm):
    """The words of an option."""

    why = _line("Why do you change it?", 300)
    base = IntegerField(widget=HiddenInput(), default=0)


class EditArgumentForm(BaseForm):
    """The words of an argument."""

    claim = _line("Claim", rules.LONGEST_CLAIM, "Write the argument in one sentence.")
    text = _text("More about it")
    sources = _text("Sources, one to a line")
    why = _line("Why do you change it?", 300)
    base = IntegerField(widget=HiddenInput(), default=0)


class PlaceForm(BaseForm):
    """One more place for a topic."""

    parent = _line("Stands under", 300, "Say under which topic it stands.")
    label = _line("Called there")
    is_home = BooleanField("Make this the home place")
