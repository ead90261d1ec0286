"""Fields of a poll that is being prepared."""

from datetime import UTC, date, datetime, time

from wtforms import DateField, HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.dates import LONDON
from core.forms import BaseForm, strip
from voting.forms.choices import KindFields
from voting.forms.life import LifeFields
from voting.rules import LONGEST_QUESTION, Electorate

CLOSING_HOUR = time(18)  # British time


class WaveForm(BaseForm):
    """The next wave of a poll: only its days are new."""

    closes_on = DateField("Last day", [InputRequired("Choose the last day, like 2026-05-31.")])
    cutoff_on = DateField("Members who joined on or before", [Optional()])

    @property
    def closes_at(self) -> datetime:
        """6pm British time on the last day."""
        return _closing(self.closes_on.data)


class PollForm(LifeFields, KindFields, BaseForm):
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
        return _closing(self.closes_on.data)

    @property
    def electorate(self) -> tuple[Electorate, int | None]:
        """Who is asked, and the id of the region or CLP."""
        kind, _, place = str(self.asked.data).partition(":")
        return Electorate(kind), int(place) if place else None


def _closing(day: date | None) -> datetime:
    assert day is not None  # noqa: S101 — validated
    return datetime.combine(day, CLOSING_HOUR, tzinfo=LONDON).astimezone(UTC)
