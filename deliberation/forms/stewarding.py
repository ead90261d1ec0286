"""Forms of stewards and admins: what is done with a thread, and rooms."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from core.forms import BaseForm, strip


class ChangeForm(BaseForm):
    """Pin, unpin, close or reopen, and why."""

    change = HiddenField()
    because = StringField("Why?", filters=[strip])


class MoveForm(BaseForm):
    """To which forum a thread goes, what it is about, and why."""

    to = SelectField("To which forum?", [InputRequired("Choose a forum.")])
    topic = StringField("About which topic?", [Optional()], filters=[strip])
    why = StringField("Why?", filters=[strip])  # both forms stand on one page


class RoomForm(BaseForm):
    """A national room."""

    title = StringField("Name of the room", filters=[strip])
    about = TextAreaField("What belongs there?", filters=[strip])
    is_closed = BooleanField("Closed: nobody starts a discussion in it")
