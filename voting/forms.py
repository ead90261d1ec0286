"""Fields of the poll pages."""

from datetime import UTC, datetime, time

from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length

from core.dates import LONDON
from core.forms import BaseForm, strip
from voting.methods.support_scale import Answer
from voting.rules import LONGEST_QUESTION, Electorate

CLOSING_HOUR = time(18)  # British time
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


class PollForm(BaseForm):
    """A poll that is being prepared."""

    question = TextAreaField(
        "The question",
        [
            InputRequired("Write the question."),
            Length(max=LONGEST_QUESTION, message=f"Ask in at most {LONGEST_QUESTION} characters."),
        ],
        filters=[strip],
    )
    asked = SelectField("Who is asked")
    closes_on = DateField("Last day", [InputRequired("Choose the last day, like 2026-05-31.")])
    option_id = HiddenField()
    topic_id = HiddenField()
    proposal_id = HiddenField()

    @property
    def closes_at(self) -> datetime:
        """6pm British time on the last day."""
        assert self.closes_on.data is not None  # noqa: S101 — validated
        local = datetime.combine(self.closes_on.data, CLOSING_HOUR, tzinfo=LONDON)
        return local.astimezone(UTC)

    @property
    def electorate(self) -> tuple[Electorate, int | None]:
        """Who is asked, and the id of the region or CLP."""
        kind, _, place = str(self.asked.data).partition(":")
        return Electorate(kind), int(place) if place else None
