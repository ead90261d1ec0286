"""Fields of a note, of joining two cases, and of asking for a second look."""

from __future__ import annotations

from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired

from core.forms import BaseForm, strip
from moderation.forms.fields import A_NUMBER, CaseForm, required_words


class NoteForm(BaseForm):
    """A note for the other stewards of a case."""

    note = TextAreaField("A note for the other stewards", filters=[strip])


class JoinForm(CaseForm):
    """Which case this one is the same as."""

    other = IntegerField(
        "The number of the other case", [InputRequired("Give the number of a case."), A_NUMBER]
    )


class SecondLookForm(BaseForm):
    """What stewards should look at."""

    words = required_words("What should stewards look at?", "Say what stewards should look at.")
