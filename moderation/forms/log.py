"""Fields of a note beside a line of the log."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from core.forms import BaseForm, strip
from moderation.actions.chain import LONGEST_NOTE


class NoteForm(BaseForm):
    """What is mistaken."""

    words = TextAreaField(
        "What is mistaken in this line?",
        [
            InputRequired("Write what is mistaken."),
            Length(max=LONGEST_NOTE, message=f"Use at most {LONGEST_NOTE} characters."),
        ],
        filters=[strip],
    )
