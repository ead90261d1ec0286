"""Fields of the officers' pages."""

from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from core.forms import BaseForm, strip
from voting.rules.officers import LONGEST_PASSPHRASE, LONGEST_REASON

_TOO_LONG = f"Use at most {LONGEST_PASSPHRASE} characters."


class OfficersForm(BaseForm):
    """Who is to hold the key of a poll."""

    first = SelectField("The first officer", coerce=int)
    second = SelectField("The second officer", coerce=int)


class PassphraseForm(BaseForm):
    """An officer's passphrase, typed twice when it is set. Never kept, and never sent back."""

    typed = PasswordField(
        "Your passphrase",
        [InputRequired("Type your passphrase."), Length(max=LONGEST_PASSPHRASE, message=_TOO_LONG)],
    )
    again = PasswordField("The same again", [Length(max=LONGEST_PASSPHRASE, message=_TOO_LONG)])


class ActForm(BaseForm):
    """Something that is done to a poll, and why."""

    reason = StringField(
        "The reason",
        [Length(max=LONGEST_REASON, message=f"Use at most {LONGEST_REASON} characters.")],
        filters=[strip],
    )
