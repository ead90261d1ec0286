"""Fields of an appeal and of what is decided about it."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired

from core.forms import BaseForm
from moderation.forms.fields import CaseForm, required_words
from moderation.rules.cases import Action


class AppealForm(BaseForm):
    """Why a decision should be looked at again."""

    words = required_words("What should be looked at again?", "Say what should be looked at again.")


class JudgeAppealForm(CaseForm):
    """Whether the decision stands."""

    action = RadioField(
        "Should the decision stand?",
        [InputRequired("Choose whether the decision stands.")],
        choices=[
            SelectChoice(str(Action.UPHOLD), "Yes, it stands"),
            SelectChoice(str(Action.OVERTURN), "No, reverse it"),
        ],
    )
    words = required_words("Why, in a sentence", "Say why in a sentence.")
