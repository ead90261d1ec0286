"""Polls, their frozen pools and their published figures. No ballot, no voter, no time of voting."""

from voting.models.officers import PollAct, PollOfficer
from voting.models.polls import NOBODY, Poll
from voting.models.pools import PollPool, PollPoolClp
from voting.models.published import PollFigure, PollRow
from voting.models.steps import PollStep, PollStepFigure

__all__ = [
    "NOBODY",
    "Poll",
    "PollAct",
    "PollFigure",
    "PollOfficer",
    "PollPool",
    "PollPoolClp",
    "PollRow",
    "PollStep",
    "PollStepFigure",
]
