"""The form with which an officer enters points of members who are not online."""

from __future__ import annotations

from wtforms import (
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from core.forms import BaseForm, strip
from deliberation.forms.posts import WORDS
from deliberation.rules import SIDES, TAGS, Position
from deliberation.rules.contributions import CHANNEL_WORDS, MOST_SLIPS


class SlipForm(Form):
    """One point; left empty it is none."""

    who = StringField("Whose point is it?", filters=[strip])
    named = SelectField(
        "Name",
        choices={
            "": "Choose",
            "yes": "Show the name with it",
            "no": "Show “a member without internet”",
        },
        validate_choice=False,
    )
    position = SelectField("What is it?", validate_choice=False)
    text = TextAreaField("The point, in the member’s own words", filters=[strip])

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written on it."""
        return not (self.who.data or self.text.data)

    @property
    def chosen(self) -> Position | None:
        """The position chosen; None for none, or for a value that was made up."""
        value = self.position.data
        return Position(value) if value in {tag.value for tag in Position} else None


class SlipsForm(BaseForm):
    """Several slips on one page, all brought the same way."""

    channel = RadioField(
        "How did these points reach you?",
        [InputRequired("Choose how these points reached you.")],
        choices={channel.value: words.capitalize() for channel, words in CHANNEL_WORDS.items()},
    )
    slips = FieldList(FormField(SlipForm), max_entries=MOST_SLIPS)

    def offer(self, *, has_option: bool) -> None:
        """Fill in what each can be: sides only where there is an option to take one on."""
        tags = (*SIDES, *TAGS) if has_option else TAGS
        choices = {"": "None of these", **{tag.value: WORDS[tag] for tag in tags}}
        for slip in self.slips:
            slip.form.position.choices = choices

    @property
    def filled(self) -> list[tuple[int, SlipForm]]:
        """The slips with something on them, each with its number on the page."""
        forms = ((number, slip.form) for number, slip in enumerate(self.slips, 1))
        return [(number, form) for number, form in forms if not form.is_empty]

    def refuse_slip(self, number: int, form: SlipForm, field: str, sentence: str) -> None:
        """Say at the slip, and above all of them, what is wrong with it."""
        form[field].errors = [sentence]
        self.form_errors.append(f"Slip {number}: {sentence}")
