"""Fields of the poll pages."""

from voting.forms.booths import AnswerForm, CodeForm
from voting.forms.polls import CLOSING_HOUR, PollForm

__all__ = ["CLOSING_HOUR", "AnswerForm", "CodeForm", "PollForm"]
