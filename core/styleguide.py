"""The style guide: every macro of templates/ui with examples, and a form that shows its errors."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import BaseForm
from core.pages import kept

bp = Blueprint("styleguide", __name__)

EXAMPLE_TIME = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)
EXAMPLE_ANSWERS = [
    {"answer": "strongly-for", "words": "Strongly for", "percent": 31},
    {"answer": "for", "words": "For", "percent": 24},
    {"answer": "neither", "words": "Neither for nor against", "percent": 10},
    {"answer": "against", "words": "Against", "percent": 15},
    {"answer": "strongly-against", "words": "Strongly against", "percent": 12},
    {"answer": "more-information", "words": "I need more information", "percent": 8},
]


class ExampleForm(BaseForm):
    """One field of each sort."""

    name = StringField("Your name", [InputRequired("Enter your name.")])
    words = TextAreaField(
        "Your reason", [InputRequired("Enter a reason."), Length(max=180, message="Too long.")]
    )
    place = SelectField(
        "Your CLP", choices=[SelectChoice(word) for word in ("Ashford Vale", "Brambleton")]
    )
    answer = RadioField(
        "What do you think?",
        [InputRequired("Choose one answer.")],
        choices=[SelectChoice(word) for word in ("For", "against", "I have no view on this")],
    )
    kinds = SelectMultipleField(
        "What to look through",
        choices=[SelectChoice(word) for word in ("Topics", "Arguments", "Posts")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    unnamed = BooleanField("Show it as from “a member”")


def _page(form: ExampleForm) -> str:
    return render_template(
        "styleguide.html", form=form, example_time=EXAMPLE_TIME, example_answers=EXAMPLE_ANSWERS
    )


@bp.get("/styleguide")
@kept(lambda: ())
def show() -> ResponseReturnValue:
    """Every macro with examples."""
    return _page(ExampleForm())


@bp.post("/styleguide")
def refuse() -> ResponseReturnValue:
    """The same page as a form that was refused; nothing is stored."""
    form = ExampleForm(request.form)
    form.validate()
    return _page(form), 422
