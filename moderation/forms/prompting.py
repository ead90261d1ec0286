"""Fields of the answers to a prompt; `forms_for` makes the empty one of each offer."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length, Optional

from core.forms import strip
from moderation.forms.fields import SHORT_ENOUGH, CaseForm, required_words
from moderation.rules.offers import Offer
from moderation.rules.reasons import DISMISSALS, LONGEST_LINK


class QuestionForm(CaseForm):
    """The neutral question, as it will stand in the thread."""

    words = required_words("The question", "Write the question.")


class QuietForm(CaseForm):
    """What everyone is asked in a quiet round."""

    words = required_words("What everyone is asked", "Write what everyone is asked.")


class SteelmanForm(CaseForm):
    """What members who are not here would say, and where that comes from."""

    words = required_words("They would say", "Write what they would say.")
    source = StringField(
        "Where this comes from",
        [InputRequired("Say where this comes from.")],
        filters=[strip],
    )


class AlsoSaidForm(CaseForm):
    """Which post or argument is shown."""

    point = RadioField(
        "What should be shown?",
        [InputRequired("Choose what should be shown.")],
        validate_choice=False,
    )


class EditorForm(CaseForm):
    """What the editors are asked for."""

    words = required_words(
        "What the editors should look for", "Write what the editors should look for."
    )
    side = SelectField(
        "On which side?",
        choices=[
            SelectChoice("", "Choose"),
            SelectChoice("for", "For the option"),
            SelectChoice("against", "Against the option"),
        ],
        validate_choice=False,  # the prompt names the side where it knows it
    )


class AgendaForm(CaseForm):
    """Which meeting."""

    entry = SelectField(
        "Which meeting?", [InputRequired("Choose a meeting.")], validate_choice=False
    )

    @property
    def entry_id(self) -> int:
        """The number of what was chosen; 0 for something made up."""
        typed = self.entry.data or ""
        is_number = typed.isascii() and typed.isdigit() and len(typed) < 10  # noqa: PLR2004
        return int(typed) if is_number else 0


class InviteForm(CaseForm):
    """Nothing to fill in: the lot decides."""


class TurnsForm(CaseForm):
    """Nothing to fill in: the house rules say how long."""


class DismissalForm(CaseForm):
    """Why the prompt is put aside."""

    reason = RadioField(
        "Why is nothing needed?",
        [InputRequired("Choose why nothing is needed.")],
        choices=[SelectChoice(str(key), label) for key, label in DISMISSALS.items()],
    )
    link = StringField(
        "Where is it already?",
        [Optional(), Length(max=LONGEST_LINK, message=f"At most {LONGEST_LINK} characters.")],
        filters=[strip],
    )
    words = TextAreaField("In your own words", [Optional(), SHORT_ENOUGH], filters=[strip])


FORMS: dict[Offer, type[CaseForm]] = {
    Offer.QUESTION: QuestionForm,
    Offer.INVITE: InviteForm,
    Offer.QUIET: QuietForm,
    Offer.STEELMAN: SteelmanForm,
    Offer.ALSO_SAID: AlsoSaidForm,
    Offer.EDITOR: EditorForm,
    Offer.AGENDA: AgendaForm,
    Offer.TURNS: TurnsForm,
    Offer.DISMISSAL: DismissalForm,
}
