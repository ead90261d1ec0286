"""What the forms about a case have in common."""

from __future__ import annotations

from wtforms import IntegerField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from core.forms import BaseForm, strip
from moderation.rules.reasons import CLAUSES

LARGEST = 2**31 - 1  # number of a row
LONGEST = 2000  # characters of a sentence to a member
SHORT_ENOUGH = Length(max=LONGEST, message=f"Use at most {LONGEST:,} characters.")
A_NUMBER = NumberRange(min=1, max=LARGEST)
REASONS = [SelectChoice(str(reason), clause.label) for reason, clause in CLAUSES.items()]


def required_words(label: str, sentence: str) -> TextAreaField:
    """A box for a sentence that must be written; `sentence` asks for it when it is empty."""
    return TextAreaField(label, [InputRequired(sentence), SHORT_ENOUGH], filters=[strip])


class CaseForm(BaseForm):
    """What every form about a case carries: the version of the case that the steward saw."""

    version = IntegerField(
        validators=[InputRequired("Open the case again."), A_NUMBER], widget=HiddenInput()
    )
