"""The form that changes a rule."""

from __future__ import annotations

from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from core.forms import BaseForm, strip
from core.house_rules import HouseRule, Kind

LONGEST_REASON = 1_000  # characters


class ChangeForm(BaseForm):
    """The new value, from when, and why."""

    value = StringField("The new value", [InputRequired("Give the new value.")], filters=[strip])
    answer = RadioField("The rule", [InputRequired("Choose one of the answers.")])
    starts_on = DateField(
        "It holds from the beginning of this day",
        [InputRequired("Give a day, like 2027-05-01.")],
    )
    reason = TextAreaField(
        "Why, for everyone to read",
        [
            InputRequired("Say why, for everyone to read."),
            Length(max=LONGEST_REASON, message=f"Use at most {LONGEST_REASON:,} characters."),
        ],
        filters=[strip],
    )

    def offer(self, rule: HouseRule) -> None:
        """Keep the field for this kind of rule: one of a few answers, or a number."""
        if rule.kind is Kind.CHOICE:
            self.answer.choices = [(value, words) for value, words in rule.choices.items()]
            del self.value
        else:
            del self.answer

    @property
    def chosen(self) -> str:
        """The value typed or chosen."""
        field = self._fields.get("value") or self._fields["answer"]
        return field.data or ""
