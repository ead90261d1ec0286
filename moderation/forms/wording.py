"""Fields of a change of the list of watched words."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.forms import BaseForm, strip
from deliberation.rules.intake.listed import Effect, Listed
from moderation.forms.fields import REASONS, SHORT_ENOUGH, required_words
from moderation.rules.reasons import Reason

EFFECTS = {
    Effect.WARN: "Its author is asked to read it once more",
    Effect.HOLD: "The post waits for a steward",
    Effect.BLOCK: "The post comes back to its author",
}


class WordForm(BaseForm):
    """A word or phrase, what it does, and why."""

    word = StringField(
        "The word or phrase",
        [InputRequired("Give a word or a phrase."), Length(max=200)],
        filters=[strip],
    )
    does = RadioField(
        "What does it do to a post?",
        [InputRequired("Choose what it does.")],
        choices={str(effect): words for effect, words in EFFECTS.items()},
    )
    reason = SelectField("Which rule is it about?", choices=REASONS)
    except_in = TextAreaField(
        "Phrases in which it is harmless", [Optional(), SHORT_ENOUGH], filters=[strip]
    )
    why = required_words("Why, in a sentence", "Say why in a sentence.")

    def listed(self) -> Listed:
        """The entry as it would be; the form is valid."""
        return Listed(
            self.word.data or "",
            Effect(self.does.data),
            Reason(self.reason.data).value,
            tuple((self.except_in.data or "").splitlines()),
        )
