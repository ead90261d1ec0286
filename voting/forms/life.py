"""Fields for how a poll runs, whatever it asks."""

from wtforms import DateField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import Optional

from core.forms import BaseForm
from voting.rules import KeyWith, Life, Visibility


class LifeFields(BaseForm):
    """How a poll runs, whatever it asks."""

    cutoff_on = DateField("Members who joined on or before", [Optional()])
    visibility = RadioField(
        "When figures are shown",
        choices=[
            SelectChoice(Visibility.AT_CLOSE.value, "All at once, after closing"),
            SelectChoice(Visibility.RUNNING.value, "Totals in steps while the poll runs"),
        ],
        default=Visibility.AT_CLOSE.value,
    )
    key_with = RadioField(
        "Who can open the votes after closing",
        choices=[
            SelectChoice(KeyWith.SITE.value, "The site, by itself, at the hour"),
            SelectChoice(KeyWith.OFFICERS.value, "Two officers together, each with a passphrase"),
        ],
        default=KeyWith.SITE.value,
    )
    thread_id = HiddenField()

    @property
    def life(self) -> Life:
        """What was chosen in a form that was found valid."""
        return Life(
            self.cutoff_on.data, Visibility(self.visibility.data), KeyWith(self.key_with.data)
        )
