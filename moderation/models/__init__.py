"""Cases with their reports and evidence, decisions, appeals, and the gaps a detector has seen."""

from moderation.models.cases import Case, Report
from moderation.models.decisions import Appeal, Decision
from moderation.models.interests import Interest
from moderation.models.invitations import Invitation, InvitationConsent, InvitationRound
from moderation.models.log import LogDay, LogNote
from moderation.models.neutrality import NeutralityAudit
from moderation.models.offered import AlsoSaid, Steelman, SteelmanAnswer
from moderation.models.outcomes import Outcome, Strictness
from moderation.models.prompts import Look, Sighting
from moderation.models.queue import CaseNote
from moderation.models.reactions import Reaction
from moderation.models.safety import SafetyEntry
from moderation.models.seats import Seat, Training
from moderation.models.shares import HeardBand, ShareLine

__all__ = [
    "AlsoSaid",
    "Appeal",
    "Case",
    "CaseNote",
    "Decision",
    "HeardBand",
    "Interest",
    "Invitation",
    "InvitationConsent",
    "InvitationRound",
    "LogDay",
    "LogNote",
    "Look",
    "NeutralityAudit",
    "Outcome",
    "Reaction",
    "Report",
    "SafetyEntry",
    "Seat",
    "ShareLine",
    "Sighting",
    "Steelman",
    "SteelmanAnswer",
    "Strictness",
    "Training",
]
