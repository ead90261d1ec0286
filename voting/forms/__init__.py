"""Fields of the poll pages."""

from voting.forms.ballots import BallotForm, ballot_form
from voting.forms.booths import CodeForm, CountedForm
from voting.forms.polls import CLOSING_HOUR, PollForm, WaveForm

__all__ = [
    "CLOSING_HOUR",
    "BallotForm",
    "CodeForm",
    "CountedForm",
    "PollForm",
    "WaveForm",
    "ballot_form",
]
