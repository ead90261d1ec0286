"""Forms for topics and their places."""

from __future__ import annotations

from wtforms import IntegerField
from wtforms.widgets import HiddenInput

from core.forms import BaseForm
from wiki import rules
from wiki.forms.fields import long_text, one_line


class TopicForm(BaseForm):
    """The words of a topic."""

    title = one_line("Title", needed="Give the topic a title.")
    question = one_line("Question", 300)
    summary = long_text("Summary", 500)
    agreed = long_text("What is agreed", 1_000)
    disputed = long_text("What is disputed", 1_000)
    text = long_text("What our policy says now", rules.LONGEST_TEXT)
    why = one_line("Why do you change it?", 300)
    base = IntegerField(widget=HiddenInput(), default=0)


class SectionForm(BaseForm):
    """One section of a topic's text, its heading with it."""

    text = long_text("Text of this section", rules.LONGEST_TEXT)
    why = one_line("Why do you change it?", 300)
    base = IntegerField(widget=HiddenInput(), default=0)


class NewTopicForm(TopicForm):
    """A new topic and its first place."""

    parent = one_line("Stands under", 300)
    label = one_line("Called there")
