"""Forms for effects, and for what to read besides."""

from __future__ import annotations

from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired

from core.forms import BaseForm
from wiki import rules
from wiki.forms.fields import one_line


class EffectForm(BaseForm):
    """One topic or option does something to another."""

    start = SelectField("What has the effect?", default="")  # the topic and its options
    what = RadioField(
        "What does it do?",
        [InputRequired("Choose what it does.")],
        choices=[SelectChoice(one.value, one.words.capitalize()) for one in rules.EffectKind],
    )
    end = one_line("To what?", 300, "Name the topic or option.")
    why = one_line("Why, in one sentence?", rules.LONGEST_WHY, "Say in one sentence why.")


class EffectRemovalForm(BaseForm):
    """Taking an effect away."""

    because = one_line("Why should it go?", rules.LONGEST_WHY, "Say why it should go.")


class SeeAlsoForm(BaseForm):
    """Two topics name each other."""

    topic = one_line("See also", 300, "Name the other topic.")
