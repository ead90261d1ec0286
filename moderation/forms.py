"""Fields of the report, the decision, the appeal and the answers to a prompt."""

from __future__ import annotations

from wtforms import HiddenField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.forms import BaseForm, strip
from moderation.rules.cases import Action
from moderation.rules.reasons import CLAUSES, DISMISSALS

LARGEST = 2**31 - 1  # number of a row
LONGEST = 2000  # characters of a sentence to a member
_SHORT_ENOUGH = Length(max=LONGEST, message=f"Use at most {LONGEST:,} characters.")
_A_NUMBER = NumberRange(min=1, max=LARGEST)
_REASONS = [SelectChoice(str(reason), clause.label) for reason, clause in CLAUSES.items()]


def _words(label: str, sentence: str) -> TextAreaField:
    return TextAreaField(label, [InputRequired(sentence), _SHORT_ENOUGH], filters=[strip])


class ReportForm(BaseForm):
    """What is wrong with it."""

    kind = HiddenField()
    id = IntegerField(validators=[_A_NUMBER], widget=HiddenInput())
    reason = RadioField(
        "What is wrong with it?", [InputRequired("Choose what is wrong.")], choices=_REASONS
    )
    words = TextAreaField(
        "Anything the moderators should know", [Optional(), _SHORT_ENOUGH], filters=[strip]
    )


class CaseForm(BaseForm):
    """What every form about a case carries: the version of the case that the steward saw."""

    version = IntegerField(
        validators=[InputRequired("Open the case again."), _A_NUMBER], widget=HiddenInput()
    )


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
        choices=[SelectChoice("", "No rule is broken"), *_REASONS],
    )
    words = _words("Why, in a sentence", "Say why in a sentence.")


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
    words = TextAreaField("If you do not agree, why?", [_SHORT_ENOUGH], filters=[strip])


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
    words = _words("Why, in a sentence", "Say why in a sentence.")


class AppealForm(BaseForm):
    """Why a decision should be looked at again."""

    words = _words("What should be looked at again?", "Say what should be looked at again.")


class QuestionForm(CaseForm):
    """The neutral question, as it will stand in the thread."""

    words = _words("The question", "Write the question.")


class EditorForm(CaseForm):
    """What the editors are asked for."""

    words = _words("What the editors should look for", "Write what the editors should look for.")


class DismissalForm(CaseForm):
    """Why the prompt is put aside."""

    reason = RadioField(
        "Why is nothing needed?",
        [InputRequired("Choose why nothing is needed.")],
        choices=[SelectChoice(str(key), label) for key, label in DISMISSALS.items()],
    )
    words = TextAreaField("In your own words", [Optional(), _SHORT_ENOUGH], filters=[strip])
