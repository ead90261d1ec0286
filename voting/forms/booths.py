"""Fields of the ballot, and of the box where a vote code is typed in."""

from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length

from core.forms import BaseForm, strip
from voting.methods.support_scale import Answer

_ANSWERS = [SelectChoice(answer.value, answer.words) for answer in Answer]


class AnswerForm(BaseForm):
    """An answer and the vote code it goes under. Nothing is chosen beforehand."""

    answer = RadioField(
        "Your answer",
        [InputRequired("Choose one answer. If you have no view, choose “I have no view on this”.")],
        choices=_ANSWERS,
    )
    code = HiddenField(filters=[strip])

    @property
    def chosen(self) -> Answer:
        """The answer of a form that was found valid."""
        return Answer(self.answer.data)


class CodeForm(BaseForm):
    """A vote code, as it was written down."""

    code = StringField(
        "Your vote code",
        [InputRequired("Enter your vote code."), Length(max=100, message="That is too long.")],
        filters=[strip],
    )
