"""Cases with their reports and evidence, decisions, appeals, and the gaps a detector has seen."""

from moderation.models.cases import Case, Report
from moderation.models.decisions import Appeal, Decision
from moderation.models.invitations import Invitation, InvitationConsent, InvitationRound
from moderation.models.prompts import Look, Sighting
from moderation.models.queue import CaseNote
from moderation.models.safety import SafetyEntry
from moderation.models.shares import HeardBand, ShareLine

__all__ = [
    "Appeal",
    "Case",
    "CaseNote",
    "Decision",
    "HeardBand",
    "Invitation",
    "InvitationConsent",
    "InvitationRound",
    "Look",
    "Report",
    "SafetyEntry",
    "ShareLine",
    "Sighting",
]
