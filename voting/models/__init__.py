"""Polls, their frozen pools and their published figures. No ballot, no voter, no time of voting."""

from voting.models.polls import NOBODY, Poll
from voting.models.pools import PollPool, PollPoolClp
from voting.models.published import PollFigure, PollRow

__all__ = ["NOBODY", "Poll", "PollFigure", "PollPool", "PollPoolClp", "PollRow"]
