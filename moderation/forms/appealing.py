"""Fields of an appeal and of what is decided about it."""

from __future__ import annotations

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length

from core.forms import BaseForm, strip
from deliberation.rules import LONGEST_POST
from moderation.forms.fields import CaseForm, required_words
from moderation.rules.cases import Action


class AppealForm(BaseForm):
    """Why a decision should be looked at again."""

    words = required_words("What should be looked at again?", "Say what should be looked at again.")


class MendForm(BaseForm):
    """The words that their author has changed, for another look."""

    text = TextAreaField(
        "Your post, changed",
        [
            InputRequired("Write what it should say."),
            Length(max=LONGEST_POST, message=f"Use at most {LONGEST_POST:,} characters."),
        ],
        filters=[strip],
    )


class JudgeAppealForm(CaseForm):
    """Whether the decision stands."""

    action = RadioField(
        "Should the decision stand?",
        [InputRequired("Choose whether the decision stands.")],
        choices=[
            SelectChoice(str(Action.UPHOLD), "Yes, it stands"),
            SelectChoice(str(Action.VARY), "In part: make it milder"),
            SelectChoice(str(Action.OVERTURN), "No, reverse it"),
        ],
    )
    words = required_words("Why, in a sentence", "Say why in a sentence.")
