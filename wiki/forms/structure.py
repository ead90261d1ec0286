"""Forms for places, merges and splits."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import BaseForm
from wiki.forms.fields import long_text, one_line

LONGEST_HEADING = 80
TOLD = "Say why: it stands in the public log."


class PlaceForm(BaseForm):
    """One more place for a topic."""

    parent = one_line("Stands under", 300)
    label = one_line("Called there")
    is_home = BooleanField("Make this the home place")
    why = one_line("Why?", 300)


class MoveForm(BaseForm):
    """Another parent or another name for a topic in one of its places."""

    parent = one_line("Stands under", 300)
    label = one_line("Called there")
    why = one_line("Why?", 300, TOLD)


class LeaveForm(BaseForm):
    """Taking a topic out of one of its places."""

    why = one_line("Why?", 300, TOLD)


class MergeForm(BaseForm):
    """Making a topic part of another."""

    into = one_line("Becomes part of", 300, "Say which topic it becomes part of.")
    why = one_line("Why?", 300, TOLD)


def several(label: str) -> Any:
    """Several of the rows of a page, by id."""
    return SelectMultipleField(
        label,
        coerce=int,
        choices=[],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,  # the action takes those that are there
    )


class SplitForm(BaseForm):
    """Making a topic of some options and subtopics of another."""

    options = several("Options that go to the new topic")
    subtopics = several("Topics that go under the new topic")
    title = one_line("Title of the new topic", needed="Give the new topic a title.")
    question = one_line("Its question", 300)
    summary = long_text("Its summary", 500)
    where = RadioField(
        "Where does it stand?",
        [InputRequired("Choose where it stands.")],
        choices=[
            SelectChoice("under", "Under this topic"),
            SelectChoice("beside", "Beside this topic"),
        ],
    )
    label = one_line("Called there")
    why = one_line("Why?", 300, TOLD)
