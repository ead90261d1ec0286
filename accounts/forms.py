"""Fields of the account pages."""

from __future__ import annotations

from wtforms import PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from core.forms import BaseForm, strip


def _needed(sentence: str, most: int = 200) -> list[object]:
    return [DataRequired(sentence), Length(max=most, message=f"Use at most {most} characters.")]


class SignUpForm(BaseForm):
    """Name, address, password, home CLP."""

    name = StringField("Your name", _needed("Enter your name."), filters=[strip])
    email = StringField(
        "E-mail address", _needed("Enter your e-mail address.", 254), filters=[strip]
    )
    password = PasswordField("Password", _needed("Choose a password.", 500))
    clp_id = SelectField(
        "Your CLP",
        [DataRequired("Choose your CLP.")],
        coerce=lambda text: int(text) if text else 0,
    )


class SignInForm(BaseForm):
    """Address and password."""

    email = StringField(
        "E-mail address", _needed("Enter your e-mail address.", 254), filters=[strip]
    )
    password = PasswordField("Password", _needed("Enter your password.", 500))


class ConfirmForm(BaseForm):
    """The code of the mail."""

    email = StringField(
        "E-mail address", _needed("Enter your e-mail address.", 254), filters=[strip]
    )
    code = StringField("Code from the mail", _needed("Enter the six digits.", 20), filters=[strip])


class AskResetForm(BaseForm):
    """Where to send a code."""

    email = StringField(
        "E-mail address", _needed("Enter your e-mail address.", 254), filters=[strip]
    )


class ResetForm(ConfirmForm):
    """The code of the mail and the new password."""

    password = PasswordField("New password", _needed("Choose a password.", 500))


class GrantForm(BaseForm):
    """Who gets which role, where and why."""

    email = StringField(
        "Member’s e-mail address", _needed("Enter an address.", 254), filters=[strip]
    )
    role = SelectField("Role", [DataRequired("Choose a role.")])
    clp_id = SelectField("Where", coerce=lambda text: int(text) if text else 0)
    reason = TextAreaField(
        "Why, for the public register", _needed("Say why.", 500), filters=[strip]
    )


class EndForm(BaseForm):
    """Why a role ends."""

    reason = TextAreaField(
        "Why it ends, for the public register", _needed("Say why.", 500), filters=[strip]
    )
