"""Cases with their reports and evidence, decisions, appeals, and the gaps a detector has seen."""

from moderation.models.cases import Case, Report
from moderation.models.decisions import Appeal, Decision
from moderation.models.prompts import Sighting
from moderation.models.queue import CaseNote

__all__ = [
    "Appeal",
    "Case",
    "CaseNote",
    "Decision",
    "Report",
    "Sighting",
]
