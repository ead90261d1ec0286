"""Fields for a held post, and for what a CLP chooses about first posts."""

from __future__ import annotations

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from core.forms import BaseForm, strip
from deliberation.forms.posts import ReadForm


class HeldForm(ReadForm):
    """Other words for a held post."""

    text = TextAreaField("Your post", filters=[strip])


class FirstPostsForm(BaseForm):
    """Whether first posts are read by a person first."""

    holds = RadioField(
        "Should a steward read everybody’s first posts before they appear?",
        [InputRequired("Choose whether first posts are read first.")],
        choices={"no": "No, they appear at once", "yes": "Yes"},
    )
