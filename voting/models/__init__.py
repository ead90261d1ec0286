"""Polls, frozen pools, published figures and statements. No ballot, no voter, no time of voting."""

from voting.models.choices import PollChoice
from voting.models.corrections import PollCorrection
from voting.models.manifests import ChainEnd, Manifest, PollMix, PollTrackers
from voting.models.officers import PollAct, PollOfficer
from voting.models.paper import PaperBatch, PaperDoubt, PaperRecount, PaperTotal
from voting.models.polls import NOBODY, Poll
from voting.models.pools import PollPool, PollPoolClp
from voting.models.published import PollFigure, PollRow
from voting.models.steps import PollStep, PollStepFigure

__all__ = [
    "NOBODY",
    "ChainEnd",
    "Manifest",
    "PaperBatch",
    "PaperDoubt",
    "PaperRecount",
    "PaperTotal",
    "Poll",
    "PollAct",
    "PollChoice",
    "PollCorrection",
    "PollFigure",
    "PollMix",
    "PollOfficer",
    "PollPool",
    "PollPoolClp",
    "PollRow",
    "PollStep",
    "PollStepFigure",
    "PollTrackers",
]
