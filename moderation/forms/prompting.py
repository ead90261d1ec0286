"""Fields of the answers to a prompt."""

from __future__ import annotations

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Optional

from core.forms import strip
from moderation.forms.fields import SHORT_ENOUGH, CaseForm, required_words
from moderation.rules.reasons import DISMISSALS


class QuestionForm(CaseForm):
    """The neutral question, as it will stand in the thread."""

    words = required_words("The question", "Write the question.")


class EditorForm(CaseForm):
    """What the editors are asked for."""

    words = required_words(
        "What the editors should look for", "Write what the editors should look for."
    )


class DismissalForm(CaseForm):
    """Why the prompt is put aside."""

    reason = RadioField(
        "Why is nothing needed?",
        [InputRequired("Choose why nothing is needed.")],
        choices=[SelectChoice(str(key), label) for key, label in DISMISSALS.items()],
    )
    words = TextAreaField("In your own words", [Optional(), SHORT_ENOUGH], filters=[strip])
