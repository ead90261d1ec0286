"""A post on its way into the wiki."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from core.forms import BaseForm, strip
from deliberation.rules.taking import Becomes


class TakeForm(BaseForm):
    """A post as an argument or an option of the wiki."""

    side = RadioField(
        "What does it become?",
        [InputRequired("Choose what it becomes.")],
        choices={kind.value: kind.words for kind in Becomes},
    )
    option_id = SelectField("The option that an argument is about")
    claim = StringField("The claim in one sentence, or the option’s title", filters=[strip])
    detail = TextAreaField("Detail", filters=[strip])


class ProposeForm(TakeForm):
    """The same, for the editors to decide."""

    reason = TextAreaField(
        "Why it belongs in the wiki",
        [Length(max=1_000, message="Use at most 1,000 characters.")],
        filters=[strip],
    )
