"""Forms for looking after a topic."""

from __future__ import annotations

from wtforms import DateField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired

from core.forms import BaseForm
from wiki import rules
from wiki.forms.fields import long_text

DAY = "Give a day, like 2027-05-01."


class ReviewForm(BaseForm):
    """When a topic is read again, and who sees to it."""

    due_on = DateField("When is it read next?", [InputRequired(DAY)])
    months = SelectField(
        "And after that",
        coerce=int,
        choices=[SelectChoice(months, f"every {months} months") for months in rules.MONTHS],
        default=12,
    )
    keeper = SelectField("Who looks after it?", coerce=int, default=0)


class ProtectForm(BaseForm):
    """Who changes a topic for a time, and why."""

    first = SelectField("One editor", coerce=int)
    second = SelectField("Another editor", coerce=int)
    reason = long_text("Why is it protected?", 300, "Say why: it stands on the page.")
    ends_on = DateField("Its last day", [InputRequired(DAY)])
