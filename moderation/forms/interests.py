"""Fields of an interest that a member declares."""

from __future__ import annotations

from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length, Optional

from core.forms import BaseForm, strip
from moderation.rules.interests import LONGEST, About, Tie

_LONGEST_NAME = 200


class InterestForm(BaseForm):
    """What ties the member to whom or what."""

    tie = SelectField(
        "What is it?",
        choices=[SelectChoice(str(tie), tie.label) for tie in Tie],
    )
    about = RadioField(
        "What is it about?",
        [InputRequired("Choose what it is about.")],
        choices=[
            SelectChoice(str(About.MEMBER), "A person"),
            SelectChoice(str(About.TOPIC), "A topic"),
            SelectChoice(str(About.CLP), "A CLP"),
        ],
    )
    name = StringField(
        "Which one?",
        [
            InputRequired("Give the name, or the address of the page."),
            Length(max=_LONGEST_NAME, message=f"Use at most {_LONGEST_NAME} characters."),
        ],
        filters=[strip],
    )
    words = TextAreaField(
        "In a sentence",
        [Optional(), Length(max=LONGEST, message=f"Use at most {LONGEST} characters.")],
        filters=[strip],
    )
    since = DateField("Since when?", [Optional()])
    until = DateField("Its last day, if you know it", [Optional()])
