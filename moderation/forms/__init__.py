"""Fields of the report, the decision, the appeal and the answers to a prompt."""

from moderation.forms.appealing import AppealForm, JudgeAppealForm, MendForm
from moderation.forms.fields import LARGEST, LONGEST, CaseForm
from moderation.forms.judging import DecisionForm, SecondForm
from moderation.forms.reporting import ReportForm

__all__ = [
    "LARGEST",
    "LONGEST",
    "AppealForm",
    "CaseForm",
    "DecisionForm",
    "JudgeAppealForm",
    "MendForm",
    "ReportForm",
    "SecondForm",
]
