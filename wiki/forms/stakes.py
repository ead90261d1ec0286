"""The form for what an option costs and brings."""

from __future__ import annotations

from wtforms import FieldList, Form, FormField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.widgets import HiddenInput

from core.forms import BaseForm, strip
from wiki import rules
from wiki.forms.fields import one_line
from wiki.rules import Stake


class StakeForm(Form):
    """One cost or benefit; left empty it is none."""

    sort = SelectField(
        "Cost or benefit",
        choices=[SelectChoice(rules.COST), SelectChoice(rules.BENEFIT)],
        validate_choice=False,  # the rules check every part, and say what is wrong in a sentence
    )
    who = StringField("Who has it?", filters=[strip])
    amount = StringField("How much?", filters=[strip])
    timing = StringField("When?", filters=[strip])
    source = StringField("Who says so?", filters=[strip])


class StakesForm(BaseForm):
    """All costs and benefits of an option."""

    rows = FieldList(FormField(StakeForm), max_entries=rules.MOST_STAKES)
    why = one_line("Why do you change it?", 300)
    base = IntegerField(widget=HiddenInput(), default=0)

    @property
    def lines(self) -> str:
        """The rows as they are kept, without those in which nothing stands."""
        rows = [Stake(**row) for row in self.rows.data if any([*row.values()][1:])]
        return "\n".join(row.line for row in rows)
