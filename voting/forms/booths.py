"""The box where a vote code is typed in."""

from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from core.forms import BaseForm, strip


class CodeForm(BaseForm):
    """A vote code, as it was written down."""

    code = StringField(
        "Your vote code",
        [InputRequired("Enter your vote code."), Length(max=100, message="That is too long.")],
        filters=[strip],
    )


class CountedForm(CodeForm):
    """A vote code, and the poll in whose list it is looked for."""

    poll = HiddenField(filters=[strip])
