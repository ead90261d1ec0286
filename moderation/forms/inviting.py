"""Fields of an invitation's pages."""

from __future__ import annotations

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from core.forms import BaseForm, strip
from deliberation.forms import WORDS
from deliberation.rules import SIDES, Position
from deliberation.rules.contributions import CHANNEL_WORDS

_NAMED = {"yes": "Under my name", "no": "As “Invited member”"}


class AnswerForm(BaseForm):
    """One paragraph."""

    words = TextAreaField("Your paragraph", filters=[strip])
    position = RadioField("What do you think of it?", validate_choice=False)
    named = RadioField(
        "How is it shown?", [InputRequired("Choose how your answer is shown.")], choices=_NAMED
    )

    def offer(self, *, has_option: bool) -> None:
        """Fill in what can be chosen: sides only where there is an option to take one on."""
        sides = {side.value: WORDS[side] for side in SIDES} if has_option else {}
        self.position.choices = {**sides, "": "None of these"}

    @property
    def chosen(self) -> Position | None:
        """The side chosen; None for none, or for a value that was made up."""
        value = self.position.data
        return Position(value) if value in {side.value for side in SIDES} else None


class EnteredForm(AnswerForm):
    """The answer of a member who gave it to an officer."""

    channel = RadioField(
        "How did it reach you?",
        [InputRequired("Choose how it reached you.")],
        choices={channel.value: words.capitalize() for channel, words in CHANNEL_WORDS.items()},
    )


class AgreementForm(BaseForm):
    """What a member told an officer about being invited."""

    number = StringField(
        "Membership number", [InputRequired("Type the membership number.")], filters=[strip]
    )
    agrees = RadioField(
        "What did they say?",
        [InputRequired("Choose what they said.")],
        choices={"yes": "They agree to be invited", "no": "They do not want to be invited"},
    )
