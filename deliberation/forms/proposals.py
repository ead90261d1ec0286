"""Forms of proposals. What words may be is decided by the rules, in the actions."""

from __future__ import annotations

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from core.forms import BaseForm, strip
from deliberation.rules.proposals import Outcome, Part


class WordsForm(BaseForm):
    """The words of a proposal."""

    title = StringField("Title", filters=[strip])
    summary = TextAreaField("In one or two sentences", filters=[strip])
    text = TextAreaField("The text", filters=[strip])


class AuthorForm(BaseForm):
    """Whom to ask to be an author."""

    who = StringField("Name, or the address of their page", filters=[strip])
    part = RadioField(
        "As",
        choices={Part.AUTHOR.value: "Co-author", Part.SECONDER.value: "Seconder"},
        default=Part.AUTHOR.value,
    )


class TableForm(BaseForm):
    """How a CLP came to table its resolution."""

    how = StringField("How the CLP decided", filters=[strip])


class ReasonForm(BaseForm):
    """A public reason."""

    reason = TextAreaField("Why", filters=[strip])


class AmendForm(BaseForm):
    """Other words for a proposal, and why."""

    summary = TextAreaField("In one or two sentences", filters=[strip])
    text = TextAreaField("The text as it should be", filters=[strip])
    reason = TextAreaField("Why", filters=[strip])
    base = HiddenField(filters=[lambda text: (text or "")[:9]])

    @property
    def base_number(self) -> int:
        """The revision that the words began from; 0 when it is not said."""
        text = self.base.data or ""
        return int(text) if text.isascii() and text.isdigit() else 0


class AnswerForm(BaseForm):
    """The official answer."""

    outcome = RadioField(
        "The answer",
        [InputRequired("Choose the answer.")],
        choices={outcome.value: outcome.words for outcome in Outcome},
    )
    reason = TextAreaField("The reason", filters=[strip])
    results = TextAreaField("What comes of it (optional)", filters=[strip])


class JoinForm(BaseForm):
    """Which proposal one's own should become part of, and why."""

    into = StringField("The other one", filters=[strip])
    reason = TextAreaField("Why", filters=[strip])
