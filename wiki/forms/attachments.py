"""Forms for pictures and files."""

from __future__ import annotations

from wtforms import FileField

from core.forms import BaseForm
from wiki.forms.fields import one_line
from wiki.rules import files

SHOWS = "What does it show?"


class AttachForm(BaseForm):
    """A picture or file."""

    file = FileField("Picture or file")
    description = one_line(SHOWS, files.LONGEST_DESCRIPTION)


class DescribeForm(BaseForm):
    """What a picture or file shows."""

    description = one_line(SHOWS, files.LONGEST_DESCRIPTION)
