"""The facts that the rules decide on, read from the database: page and action ask the same ones.

A `why_not_…` here asks the rule of the same name with what it finds.
"""

from moderation.facts.acting import acts_on, hat_of
from moderation.facts.appeals import why_not_appeal
from moderation.facts.cases import pending_decision, reasons_of, time_to_decide
from moderation.facts.interests import conflicting_interest
from moderation.facts.people import part_of, why_not_sign_second
from moderation.facts.reports import has_reported, why_not_report

__all__ = [
    "acts_on",
    "conflicting_interest",
    "has_reported",
    "hat_of",
    "part_of",
    "pending_decision",
    "reasons_of",
    "time_to_decide",
    "why_not_appeal",
    "why_not_report",
    "why_not_sign_second",
]
