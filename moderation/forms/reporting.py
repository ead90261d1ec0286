"""Fields of a report."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from core.forms import BaseForm, strip
from moderation.forms.fields import A_NUMBER, REASONS, SHORT_ENOUGH


class ReportForm(BaseForm):
    """What is wrong with it."""

    kind = HiddenField()
    id = IntegerField(validators=[A_NUMBER], widget=HiddenInput())
    reason = RadioField(
        "What is wrong with it?", [InputRequired("Choose what is wrong.")], choices=REASONS
    )
    unsafe = BooleanField("I feel unsafe: give this to the safety officer")
    own = BooleanField("Open it as a case of my own, as a moderator")
    words = TextAreaField(
        "Anything the moderators should know", [Optional(), SHORT_ENOUGH], filters=[strip]
    )
