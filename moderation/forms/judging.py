"""Fields of a decision and of its second signature."""

from __future__ import annotations

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired

from core.forms import strip
from moderation.forms.fields import REASONS, SHORT_ENOUGH, CaseForm, required_words
from moderation.rules.cases import Action


class DecisionForm(CaseForm):
    """Leave it or hide it."""

    action = RadioField(
        "What should happen?",
        [InputRequired("Choose what should happen.")],
        choices=[
            SelectChoice(str(Action.NO_ACTION), "Leave it as it is"),
            SelectChoice(str(Action.HIDE), "Hide it"),
        ],
    )
    reason = SelectField(
        "If you hide it, which rule does it break?",
        choices=[SelectChoice("", "No rule is broken"), *REASONS],
    )
    words = required_words("Why, in a sentence", "Say why in a sentence.")


class SecondForm(CaseForm):
    """The second opinion."""

    agrees = RadioField(
        "Do you agree that it should be hidden?",
        [InputRequired("Choose whether you agree.")],
        choices=[
            SelectChoice("yes", "Yes, keep it hidden"),
            SelectChoice("no", "No, it should be seen"),
        ],
    )
    words = TextAreaField("If you do not agree, why?", [SHORT_ENOUGH], filters=[strip])
