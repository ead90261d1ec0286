"""Fields of a line in the history of a safety case."""

from __future__ import annotations

from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import Length

from core.forms import strip
from moderation.forms.fields import SHORT_ENOUGH, CaseForm
from moderation.rules.safety import Entry


class EntryForm(CaseForm):
    """What was done about the case outside of the site, or should be remembered."""

    kind = SelectField(
        "What was done?",
        default=str(Entry.NOTE),
        choices=[SelectChoice(str(one), one.label) for one in Entry],
    )
    handed_to = StringField(
        "If it was handed over: to whom, and their number",
        [Length(max=200, message="Use at most 200 characters.")],
        filters=[strip],
    )
    entry_words = TextAreaField("Words", [SHORT_ENOUGH], filters=[strip])
