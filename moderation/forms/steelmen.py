"""Fields of what a member says about a steelman slot."""

from __future__ import annotations

from wtforms import TextAreaField

from core.forms import BaseForm, strip


class NotQuiteForm(BaseForm):
    """What the view is, in the words of somebody who holds it."""

    words = TextAreaField("Not quite. My view is:", filters=[strip])
