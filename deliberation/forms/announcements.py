"""Fields of what a CLP announces, and of a letter to an officer."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from core.forms import BaseForm, strip
from deliberation.forms.calendar import DayField
from deliberation.rules.announcements import PLACES

_ORDINALS = ("first", "second", "third")


class AnnouncementForm(BaseForm):
    """What is announced, until when, and where it stands."""

    title = StringField("Title", filters=[strip])
    words = TextAreaField("What you announce", filters=[strip])
    last_day = DayField("Last day", [InputRequired("Enter the last day, like 31/5/2026.")])
    pinned = SelectField(
        "Where it stands",
        choices={
            "0": "Below those that are pinned, newest first",
            **{str(place + 1): f"Pinned, {_ORDINALS[place]}" for place in range(PLACES)},
        },
        default="0",
    )


class LetterForm(BaseForm):
    """A letter to an officer. Whether they learn the sender’s address is for the sender to say."""

    words = TextAreaField("Your message", filters=[strip])
    address = RadioField(
        "How can they answer you?",
        [InputRequired("Choose whether the officer gets your e-mail address.")],
    )
