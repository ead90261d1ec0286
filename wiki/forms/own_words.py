"""Forms for own words and the note beside them."""

from __future__ import annotations

from wtforms import BooleanField

from core.forms import BaseForm
from wiki import rules
from wiki.forms.fields import long_text


class OwnWordsForm(BaseForm):
    """A member's own words for an option."""

    text = long_text(
        "Your own words", rules.LONGEST_OWN_WORDS, "Write what the option means to you."
    )
    anonymous = BooleanField("Credit me as “a member”, without my name")


class NoteForm(BaseForm):
    """The editors' note beside them."""

    note = long_text("The editors’ note", rules.LONGEST_NOTE)
