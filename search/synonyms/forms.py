"""The form that adds a line, or takes one away."""

from __future__ import annotations

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length

from core.forms import BaseForm, strip
from search.synonyms.lines import Line, read

LONGEST_LINE = 200  # characters
LONGEST_REASON = 500
BOTH_WAYS, ONE_WAY = "both", "one"


class LineForm(BaseForm):
    """The wordings, which of them finds which, and why."""

    words = StringField(
        "Words or phrases that mean the same",
        [
            InputRequired("Give at least two words or phrases, with a comma between them."),
            Length(max=LONGEST_LINE, message=f"Use at most {LONGEST_LINE} characters."),
        ],
        filters=[strip],
    )
    ways = RadioField(
        "Which finds which?",
        choices=[
            SelectChoice(BOTH_WAYS, "Each finds the others"),
            SelectChoice(ONE_WAY, "Who types the first finds the others too, not the reverse"),
        ],
        default=BOTH_WAYS,
    )
    holds = HiddenField(default="yes")  # "no" takes the line away
    reason = TextAreaField(
        "Why, for everyone to read",
        [
            InputRequired("Say why, for everyone to read."),
            Length(max=LONGEST_REASON, message=f"Use at most {LONGEST_REASON} characters."),
        ],
        filters=[strip],
    )

    @property
    def line(self) -> Line:
        """What was typed, as a line."""
        return read(self.words.data or "", one_way=self.ways.data == ONE_WAY)

    @property
    def adds(self) -> bool:
        """Whether the line is to hold from now on."""
        return bool(self.holds.data != "no")
