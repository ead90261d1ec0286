"""The form for a source."""

from __future__ import annotations

from wtforms import BooleanField

from core.forms import BaseForm
from wiki.forms.fields import one_line
from wiki.rules import sources


class SourceForm(BaseForm):
    """What is known of a source."""

    title = one_line("Title", sources.LONGEST_SOURCE, "Give the source a title.")
    publisher = one_line("Who published it", 200)
    published_on = one_line("When", 10)
    url = one_line("Address", sources.LONGEST_URL)
    archived_url = one_line("Address of a copy that stays", sources.LONGEST_URL)
    of_topic = BooleanField("List it also when no argument cites it", default=True)
